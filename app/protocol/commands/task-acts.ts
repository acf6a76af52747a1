import { z } from 'zod'
import type { TaskAct } from '#domain/tasks/task.ts'
import { idSchema, text } from './values.ts'

const meeting = idSchema('m')
const person = idSchema('p')
const task = idSchema('w')
const instant = z.int().min(0).max(8.64e15)

export const taskActSchemas = [
  z.strictObject({
    t: z.literal('task.assign'),
    meeting,
    task,
    item: idSchema('i').nullable(),
    title: text(2000),
    lead: person,
    support: z.array(person).max(50),
    due: instant,
  }),
  z.strictObject({
    t: z.literal('task.report'),
    meeting,
    task,
    progress: z.int().min(0).max(100),
    text: text(5000),
  }),
  z.strictObject({ t: z.literal('task.extend'), meeting, task, due: instant, reason: text(1000) }),
  z.strictObject({
    t: z.literal('task.close'),
    meeting,
    task,
    outcome: z.enum(['done', 'cancelled']),
    text: text(2000),
  }),
] as const satisfies readonly z.ZodType<TaskAct>[]
