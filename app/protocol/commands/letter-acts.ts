import { z } from 'zod'
import { letterKinds, type LetterAct } from '#domain/letters/letter.ts'
import { fileIdSchema, idSchema } from './values.ts'

const meeting = idSchema('m')
const letter = idSchema('l')

export const letterActSchemas = [
  z.strictObject({
    t: z.literal('letter.send'),
    meeting,
    letter,
    kind: z.enum(letterKinds),
    to: z.array(idSchema('p')).min(1).max(200),
    about: z.strictObject({ paper: idSchema('t'), file: fileIdSchema, page: z.int().min(0).max(100_000) }).nullable(),
    sealed: z.base64().max(60_000),
  }),
  z.strictObject({ t: z.literal('letter.see'), meeting, letter }),
] as const satisfies readonly z.ZodType<LetterAct>[]
