import { z } from 'zod'
import type { Mark } from '#domain/marks/mark.ts'
import { parseJson } from '../kernel/parse-json.ts'
import { decodeMark, encodeMark } from '../marks/mark-format.ts'

/** What a letter says: words, and in an instruction the place on the paper that they are on. */
export type LetterContent = { readonly text: string; readonly mark: Mark | null }

const letterSchema = z.object({
  v: z.literal(1),
  text: z.string().max(10_000),
  /** As `encodeMark` writes it. */
  mark: z.string().max(60_000).nullable(),
})

export const letterLabel = (letter: string): string => `letter ${letter}`

export const encodeLetter = ({ text, mark }: LetterContent): string =>
  JSON.stringify({ v: 1, text, mark: mark && encodeMark(mark) })

/** Null for what this version cannot read. */
export function decodeLetter(plain: string): LetterContent | null {
  const parsed = letterSchema.safeParse(parseJson(plain))
  return parsed.success
    ? { text: parsed.data.text, mark: parsed.data.mark === null ? null : decodeMark(parsed.data.mark) }
    : null
}
