import { z } from 'zod'

/** Where a person was in a paper, before it is sealed: a page from 1, and when. */
const placeSchema = z.object({ page: z.int().min(1), at: z.int().min(0) })
export type ReadingPlace = z.infer<typeof placeSchema>

export const encodeReadingPlace = (place: ReadingPlace): string => JSON.stringify(place)

/** Null for anything else. */
export function decodeReadingPlace(text: string | null): ReadingPlace | null {
  try {
    const parsed = placeSchema.safeParse(JSON.parse(text ?? 'null'))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
