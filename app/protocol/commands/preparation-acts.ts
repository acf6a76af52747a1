import { z } from 'zod'
import type { PreparingAct } from '#domain/preparation/preparation.ts'
import { fileIdSchema, idSchema, text } from './values.ts'

const meeting = idSchema('m')
const person = idSchema('p')
const paper = idSchema('t')
const item = idSchema('i').nullable()
const hash = z.string().regex(/^[0-9a-f]{64}$/)
const reason = text(1000)

export const versionSchema = z.strictObject({
  file: fileIdSchema,
  size: z.int().min(1).max(4e9),
  sha256: hash,
  pageCount: z.int().min(1).max(100_000),
})

export const preparingActSchemas = [
  z.strictObject({ t: z.literal('meeting.submit'), meeting, approver: person, note: reason }),
  z.strictObject({ t: z.literal('meeting.approve'), meeting, note: reason }),
  z.strictObject({ t: z.enum(['meeting.refuse', 'meeting.postpone']), meeting, reason }),
  z.strictObject({ t: z.literal('review.ask'), meeting, persons: z.array(person).max(50), note: reason }),
  z.strictObject({ t: z.literal('review.comment'), meeting, item, text: text(5000) }),
  z.strictObject({ t: z.literal('review.resolve'), meeting, comment: hash }),
  z.strictObject({
    t: z.literal('proposal.make'),
    meeting,
    title: text(500),
    reason,
    minutes: z.int().min(0).max(600),
  }),
  z.strictObject({ t: z.literal('proposal.decide'), meeting, proposal: hash, accepted: z.boolean(), reason }),
  z.strictObject({
    t: z.literal('paper.ask'),
    meeting,
    paper,
    item,
    title: text(500),
    note: reason,
    lead: person,
    reviewer: person.nullable(),
    until: z.int().min(0).max(8.64e15),
  }),
  z.strictObject({ t: z.literal('paper.submit'), meeting, paper, version: versionSchema, note: reason }),
  z.strictObject({ t: z.literal('paper.review'), meeting, paper, approved: z.boolean(), reason }),
  z.strictObject({ t: z.literal('paper.unask'), meeting, paper }),
] as const satisfies readonly z.ZodType<PreparingAct>[]
