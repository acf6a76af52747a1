import { readFile, rename, writeFile } from 'node:fs/promises'
import type { BrowserWindow, Rectangle } from 'electron'
import { z } from 'zod'

const stateSchema = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(400),
  height: z.int().min(300),
  isMaximized: z.boolean(),
})
export type WindowState = z.infer<typeof stateSchema>

const mostlyVisible = 120

/** Where the window stood last time; null when it is not known or that display is not there any more. */
export async function readWindowState(file: string, displays: readonly Rectangle[]): Promise<WindowState | null> {
  let parsed
  try {
    parsed = stateSchema.safeParse(JSON.parse(await readFile(file, 'utf8')))
  } catch {
    return null
  }
  if (!parsed.success) return null
  const { x, y, width } = parsed.data
  // The title bar must be within reach: a projector that is gone would have taken the window along.
  const isReachable = displays.some(
    (area) =>
      x + width - mostlyVisible >= area.x &&
      x + mostlyVisible <= area.x + area.width &&
      y >= area.y &&
      y <= area.y + area.height - mostlyVisible,
  )
  return isReachable ? parsed.data : null
}

/** Remembers the place when the window closes. */
export function keepWindowState(window: BrowserWindow, file: string): void {
  window.on('close', () => {
    const state: WindowState = { ...window.getNormalBounds(), isMaximized: window.isMaximized() }
    void writeFile(`${file}.next`, JSON.stringify(state)).then(
      () => rename(`${file}.next`, file),
      () => {},
    )
  })
}
