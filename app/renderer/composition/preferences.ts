import { z } from 'zod'
import { createCell, type Cell } from '#application/ports/live.ts'
import type { Preferences } from '../shell/app-context.ts'

const key = 'ecabinet-preferences'
const schema = z.object({
  scheme: z.enum(['light', 'dark', 'auto']),
  contrast: z.enum(['normal', 'high']),
  textScale: z.number().min(1).max(1.5),
  language: z.enum(['vi', 'en']),
  lockAfterMinutes: z.int().min(1).max(240),
  paperTone: z.enum(['white', 'sepia', 'night']).default('white'),
  remindsOutside: z.boolean().default(true),
  chimes: z.boolean().default(true),
})
const standard: Preferences = {
  scheme: 'light',
  contrast: 'normal',
  textScale: 1,
  language: 'vi',
  lockAfterMinutes: 15,
  paperTone: 'white',
  remindsOutside: true,
  chimes: true,
}

/** How the app looks on this device; nothing of it is about a person. */
export function openPreferences(storage: Pick<Storage, 'getItem' | 'setItem'>): Cell<Preferences> {
  const preferences = createCell(read(storage.getItem(key)))
  preferences.subscribe(() => storage.setItem(key, JSON.stringify(preferences.get())))
  return preferences
}

function read(text: string | null): Preferences {
  try {
    const parsed = schema.safeParse(JSON.parse(text ?? 'null'))
    return parsed.success ? parsed.data : standard
  } catch {
    return standard
  }
}
