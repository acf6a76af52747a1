import { z } from 'zod'
import { markKinds, type Box, type Mark } from '#domain/marks/mark.ts'
import { fileIdSchema, idSchema } from '../commands/values.ts'
import { fromBase64, toBase64 } from '../kernel/base64.ts'
import { decodeStroke, encodeStroke } from './ink-bytes.ts'

const coordinate = z.number().min(-100_000).max(100_000)
const box = z.tuple([coordinate, coordinate, coordinate, coordinate])
const storedSchema = z.object({
  v: z.literal(1),
  id: idSchema('k'),
  kind: z.enum(markKinds),
  file: fileIdSchema,
  page: z.int().min(0).max(100_000),
  box,
  lines: z.array(box).max(2000),
  /** Base64 of `encodeStroke`. */
  ink: z.array(z.string()).max(1000),
  quote: z
    .object({
      exact: z.string().max(20_000),
      before: z.string().max(64),
      after: z.string().max(64),
      start: z.int().min(0),
    })
    .nullable(),
  fingerprint: z.array(z.int().min(0).max(4294967295)).max(64),
  color: z.string().regex(/^#[0-9a-f]{6}$/),
  width: z.number().min(0).max(100),
  body: z.string().max(20_000),
  createdAt: z.int().min(0),
  changedAt: z.int().min(0),
})

const rounded = (value: number) => Math.round(value * 100) / 100

/** A mark before it is sealed: JSON, strokes packed. */
export function encodeMark({ target, ...mark }: Mark): string {
  const roundBox = (corners: Box) => corners.map(rounded)
  const stored = {
    v: 1,
    ...mark,
    file: target.file,
    page: target.page,
    box: roundBox(target.box),
    lines: target.lines.map(roundBox),
    ink: target.strokes.map((stroke) => toBase64(encodeStroke(stroke))),
    quote: target.quote,
    fingerprint: target.fingerprint,
  }
  return JSON.stringify(stored)
}

/** Null for a mark that this version cannot read: it stays where it is, and is not shown. */
export function decodeMark(text: string): Mark | null {
  let parsed
  try {
    parsed = storedSchema.safeParse(JSON.parse(text))
  } catch {
    return null
  }
  if (!parsed.success) return null
  const { v: _version, file, page, box: corners, lines, ink, quote, fingerprint, ...mark } = parsed.data
  const strokes = ink.map((packed) => decodeStroke(fromBase64(packed)))
  if (strokes.some((stroke) => stroke === null)) return null
  return {
    ...mark,
    target: { file, page, box: corners, lines, strokes: strokes.map((stroke) => stroke ?? []), quote, fingerprint },
  }
}
