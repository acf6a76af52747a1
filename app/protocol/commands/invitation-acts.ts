import { z } from 'zod'
import { mostSent, unitRoles, type InvitationAct } from '#domain/invitation/invitation.ts'
import { idSchema, text } from './values.ts'

const meeting = idSchema('m')
const person = idSchema('p')
const unit = idSchema('u')

export const invitationActSchemas = [
  z.strictObject({
    t: z.literal('invitation.issue'),
    meeting,
    invitation: z.strictObject({
      title: text(500),
      startsAt: z.int().min(0).max(8.64e15),
      place: text(500),
      listed: z
        .strictObject({
          endsAt: z.int().min(0).max(8.64e15),
          room: idSchema('r').nullable(),
          body: idSchema('b').nullable(),
        })
        .nullable()
        .optional(),
      items: z.array(z.strictObject({ item: idSchema('i'), title: text(500) })).max(300),
    }),
  }),
  z.strictObject({
    t: z.literal('unit.invite'),
    meeting,
    unit,
    head: person,
    role: z.enum(unitRoles),
    seats: z.int().min(1).max(mostSent),
  }),
  z.strictObject({ t: z.literal('unit.assign'), meeting, unit, people: z.array(person).max(mostSent) }),
  z.strictObject({ t: z.literal('unit.uninvite'), meeting, unit }),
] as const satisfies readonly z.ZodType<InvitationAct>[]
