import { z } from 'zod'
import { remarkOutcomes, type KeptAnswer, type SentRemark } from '#domain/remarks/remark.ts'
import type { PersonId } from '#domain/kernel/ids.ts'
import { fileIdSchema, idSchema } from '../commands/values.ts'
import { parseJson } from '../kernel/parse-json.ts'

const instant = z.int().min(0).max(8.64e15)
const place = z
  .object({ file: fileIdSchema, page: z.int().min(0).max(100_000), quote: z.string().max(5000) })
  .nullable()
const remarkSchema = z.object({ v: z.literal(1), at: instant, text: z.string().max(10_000), place })
const answerSchema = z.object({
  v: z.literal(1),
  at: instant,
  outcome: z.enum(remarkOutcomes),
  text: z.string().max(10_000),
  sentence: z.string().max(5000).optional(),
  remark: z.object({ author: idSchema('p'), at: instant, text: z.string().max(10_000), place }),
})

/** In the root of its author. */
export const remarkKey = (id: string): string => `remark/${id}`
/** In the root of the one who answers, by the remark's name. */
export const answerKey = (remark: string): string => `answer/${remark}`

const idOf = (key: string, kind: 'remark' | 'answer'): string | null =>
  new RegExp(`^${kind}/([0-9a-f]{32})$`).exec(key)?.[1] ?? null

export const encodeRemark = ({ at, text, place: where }: Omit<SentRemark, 'id' | 'author'>): string =>
  JSON.stringify({ v: 1, at, text, place: where })
export const encodeAnswer = ({ at, outcome, text, sentence, remark }: Omit<KeptAnswer, 'by'>): string => {
  const { author, at: sentAt, text: said, place: where } = remark
  return JSON.stringify({ v: 1, at, outcome, text, sentence, remark: { author, at: sentAt, text: said, place: where } })
}

/** Null for what is no remark, or of a later version. */
export function decodeRemark(author: PersonId, key: string, value: string): SentRemark | null {
  const id = idOf(key, 'remark')
  const parsed = id === null ? null : remarkSchema.safeParse(parseJson(value))
  if (id === null || !parsed?.success) return null
  const { at, text, place: where } = parsed.data
  return { id, author, at, text, place: where }
}
export function decodeAnswer(by: PersonId, key: string, value: string): KeptAnswer | null {
  const id = idOf(key, 'answer')
  const parsed = id === null ? null : answerSchema.safeParse(parseJson(value))
  if (id === null || !parsed?.success) return null
  const { at, outcome, text, sentence, remark } = parsed.data
  return { by, at, outcome, text, ...(sentence !== undefined && { sentence }), remark: { id, ...remark } }
}
