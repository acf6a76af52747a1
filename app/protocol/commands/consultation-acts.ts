import { z } from 'zod'
import { silenceRules, type ConsultationAct } from '#domain/consultation/consultation.ts'
import { idSchema, text } from './values.ts'
import { ruleSchema } from './room-acts.ts'

const meeting = idSchema('m')
const consultation = idSchema('c')
const instant = z.int().min(0).max(8.64e15)
const opening = z.string().regex(/^[0-9a-f]{64}$/)
const name = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)
const answers = z.array(z.strictObject({ question: name, choice: name, text: text(10_000) })).max(50)

export const consultationActSchemas = [
  z.strictObject({
    t: z.literal('consult.open'),
    meeting,
    consultation,
    title: text(500),
    text: text(20_000),
    questions: z
      .array(
        z.strictObject({
          id: name,
          text: text(5000),
          kind: z.enum(['opinion', 'options']),
          options: z.array(z.strictObject({ id: name, label: text(1000) })).max(50),
          allowsOther: z.boolean(),
        }),
      )
      .max(50),
    asked: z.array(idSchema('p')).max(2000),
    deadline: instant,
    rule: ruleSchema.nullable(),
    silence: z.enum(silenceRules),
    silenceArticle: text(500),
  }),
  z.strictObject({
    t: z.literal('consult.answer'),
    meeting,
    consultation,
    opening,
    answers,
  }),
  z.strictObject({ t: z.literal('consult.delegate'), meeting, consultation, assistant: idSchema('p').nullable() }),
  z.strictObject({ t: z.literal('consult.draft'), meeting, consultation, opening, for: idSchema('p'), answers }),
  z.strictObject({ t: z.literal('consult.remind'), meeting, consultation }),
  z.strictObject({ t: z.literal('consult.extend'), meeting, consultation, deadline: instant, reason: text(1000) }),
  z.strictObject({ t: z.literal('consult.close'), meeting, consultation, reason: text(1000) }),
] as const satisfies readonly z.ZodType<ConsultationAct>[]
