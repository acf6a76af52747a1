import { z } from 'zod'
import { idSchema } from '../commands/values.ts'
import { parseJson } from '../kernel/parse-json.ts'
import { decodeMark, encodeMark } from './mark-format.ts'
import type { Mark } from '#domain/marks/mark.ts'
import type { MarkId } from '#domain/kernel/ids.ts'

const sharedSchema = z.object({
  v: z.literal(1),
  /** As `encodeMark` writes it. */
  mark: z.string().max(200_000),
  sharedAt: z.int().min(0),
  resolved: z.boolean(),
})
const replySchema = z.object({
  v: z.literal(1),
  mark: idSchema('k'),
  text: z.string().max(5000),
  at: z.int().min(0),
})

export type StoredShare = { readonly mark: Mark; readonly sharedAt: number; readonly resolved: boolean }
export type StoredReply = { readonly mark: MarkId; readonly text: string; readonly at: number }

export const shareKey = (mark: MarkId): string => `mark/${mark}`
export const replyKey = (reply: string): string => `reply/${reply}`

export const encodeShare = ({ mark, ...rest }: StoredShare): string =>
  JSON.stringify({ v: 1, mark: encodeMark(mark), ...rest })
export const encodeReply = (reply: StoredReply): string => JSON.stringify({ v: 1, ...reply })

/** Null for what this version cannot read. */
export function decodeShare(text: string): StoredShare | null {
  const parsed = sharedSchema.safeParse(parseJson(text))
  const mark = parsed.success ? decodeMark(parsed.data.mark) : null
  return parsed.success && mark ? { mark, sharedAt: parsed.data.sharedAt, resolved: parsed.data.resolved } : null
}
export function decodeReply(text: string): StoredReply | null {
  const parsed = replySchema.safeParse(parseJson(text))
  return parsed.success ? { mark: parsed.data.mark, text: parsed.data.text, at: parsed.data.at } : null
}
