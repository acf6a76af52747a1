import { z } from 'zod'
import { idSchema } from '../commands/values.ts'
import { fromBase64, toBase64 } from '../kernel/base64.ts'
import { parseJson } from '../kernel/parse-json.ts'
import { decodeMark, encodeMark } from './mark-format.ts'
import type { Mark } from '#domain/marks/mark.ts'
import type { MarkId, PersonId } from '#domain/kernel/ids.ts'

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

const addressedSchema = z.object({ v: z.literal(1), sealed: z.base64().max(400_000) })
const audienceSchema = z.object({ v: z.literal(1), to: z.array(idSchema('p')).max(500), text: z.string() })

/** A value that is addressed to some of the readers: an envelope in the place of the text. */
export const encodeAddressed = (sealed: Uint8Array): string => JSON.stringify({ v: 1, sealed: toBase64(sealed) })
/** Null for a value that is open to all. */
export function decodeAddressed(text: string): Uint8Array<ArrayBuffer> | null {
  const parsed = addressedSchema.safeParse(parseJson(text))
  return parsed.success ? fromBase64(parsed.data.sealed) : null
}

/** What is in such an envelope: the text, and to whom, so that its readers know who else reads. */
export type Addressed = { readonly to: readonly PersonId[]; readonly text: string }
export const encodeAudience = (addressed: Addressed): string => JSON.stringify({ v: 1, ...addressed })
export function decodeAudience(plain: string): Addressed | null {
  const parsed = audienceSchema.safeParse(parseJson(plain))
  return parsed.success ? { to: parsed.data.to, text: parsed.data.text } : null
}

const openingSchema = z.object({ v: z.literal(1), at: z.int().min(0) })
/** Under which a reader says that they have opened a version. Its value is always addressed to some. */
export const openedKey = (file: string): string => `opened/${file}`
export const encodeOpening = (at: number): string => JSON.stringify({ v: 1, at })
/** When it was, milliseconds; null for what this version cannot read. */
export const decodeOpening = (plain: string): number | null =>
  openingSchema.safeParse(parseJson(plain)).data?.at ?? null
