import { z } from 'zod'
import type { MinutesAct } from '#domain/minutes/minutes.ts'
import { idSchema, text } from './values.ts'

const meeting = idSchema('m')
/** Number of an entry of the log. */
const entry = z.int().min(1)
const parts = z
  .array(z.strictObject({ heading: text(1000), paragraphs: z.array(text(20_000)).max(2000) }))
  .max(300)
  // The whole text of a long meeting; what is larger belongs into papers.
  .refine(
    (all) => all.reduce((sum, part) => sum + part.paragraphs.reduce((n, each) => n + each.length, 0), 0) <= 400_000,
  )

export const minutesActSchemas = [
  z.strictObject({ t: z.literal('conclusion.confirm'), meeting, item: idSchema('i'), text: text(20_000) }),
  z.strictObject({
    t: z.literal('minutes.circulate'),
    meeting,
    parts,
    deadline: z.int().min(0).max(8.64e15).nullable(),
  }),
  z.strictObject({ t: z.literal('minutes.comment'), meeting, draft: entry, text: text(5000) }),
  z.strictObject({ t: z.literal('minutes.submit'), meeting, parts }),
  z.strictObject({
    t: z.literal('minutes.sign'),
    meeting,
    draft: entry,
    hash: z.string().regex(/^[0-9a-f]{64}$/),
    as: z.enum(['chair', 'secretary']),
  }),
] as const satisfies readonly z.ZodType<MinutesAct>[]
