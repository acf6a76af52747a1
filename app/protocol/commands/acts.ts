import { z } from 'zod'
import { mostPeople } from '#domain/organisation/people-import.ts'
import { isEmail } from '#domain/organisation/organisation.ts'
import type { MeetingType } from '#domain/organisation/meeting-type.ts'
import { longestNotesLimit } from '#domain/meeting/notes-limit.ts'
import { mostHeld } from '#domain/organisation/number-register.ts'
import { ruleUses, type StandingRule } from '#domain/organisation/standing-rule.ts'
import type { MeetingAct, PublishedPaper } from '#domain/meeting/meeting-log.ts'
import type { OrganisationAct } from '#domain/organisation/organisation-log.ts'
import { mostSeats, planWidth } from '#domain/seating/room-plan.ts'
import { markings } from '#domain/papers/marking.ts'
import { paperKinds } from '#domain/papers/paper.ts'
import { meetingRoles, systemRoles } from '#domain/permissions/roles.ts'
import { consultationActSchemas } from './consultation-acts.ts'
import { taskActSchemas } from './task-acts.ts'
import { letterActSchemas } from './letter-acts.ts'
import { minutesActSchemas } from './minutes-acts.ts'
import {
  floorActSchemas,
  franchiseActSchemas,
  keyActSchemas,
  pollActSchemas,
  quorumSchema,
  rollActSchemas,
  ruleSchema,
  sittingActSchemas,
} from './room-acts.ts'
import { invitationActSchemas } from './invitation-acts.ts'
import { preparingActSchemas, versionSchema } from './preparation-acts.ts'
import { idSchema, text } from './values.ts'

const instant = z.int().min(0).max(8.64e15)
const hex32 = z.string().regex(/^[0-9a-f]{64}$/)
const orderKey = z.string().regex(/^[0-9A-Za-z]{0,200}$/)

const publishedPaperSchema = z.strictObject({
  paper: idSchema('t'),
  item: idSchema('i').nullable(),
  title: text(500),
  kind: z.enum(paperKinds),
  marking: z.enum(markings).optional(),
  position: orderKey,
  version: versionSchema,
}) satisfies z.ZodType<PublishedPaper>

const meeting = idSchema('m')

export const meetingActSchema = z.discriminatedUnion('t', [
  z.strictObject({ t: z.literal('meeting.create'), meeting, partOf: meeting.optional() }),
  z.strictObject({ t: z.literal('meeting.publish'), meeting, papers: z.array(publishedPaperSchema).max(500) }),
  z.strictObject({
    t: z.literal('notes.limit'),
    meeting,
    days: z.int().min(0).max(longestNotesLimit).nullable(),
  }),
  z.strictObject({ t: z.literal('meeting.withdraw'), meeting, reason: text(1000) }),
  z.strictObject({ t: z.literal('meeting.cancel'), meeting, reason: text(1000) }),
  z.strictObject({
    t: z.literal('role.set'),
    meeting,
    person: idSchema('p'),
    roles: z.array(z.enum(meetingRoles)).max(10),
  }),
  z.strictObject({ t: z.literal('paper.publish'), meeting, paper: publishedPaperSchema }),
  z.strictObject({
    t: z.literal('paper.replace'),
    meeting,
    paper: idSchema('t'),
    title: text(500),
    version: versionSchema,
  }),
  z.strictObject({ t: z.literal('paper.withdraw'), meeting, paper: idSchema('t'), reason: text(1000) }),
  ...preparingActSchemas,
  ...invitationActSchemas,
  ...rollActSchemas,
  ...sittingActSchemas,
  ...floorActSchemas,
  ...franchiseActSchemas,
  ...keyActSchemas,
  ...pollActSchemas,
  ...minutesActSchemas,
  ...taskActSchemas,
  ...consultationActSchemas,
  ...letterActSchemas,
]) satisfies z.ZodType<MeetingAct>

export const personSchema = z.strictObject({
  id: idSchema('p'),
  account: z.string().regex(/^[a-z0-9][a-z0-9._-]{1,63}$/),
  name: text(200).refine((name) => name.trim() !== ''),
  position: text(200),
  unit: idSchema('u').nullable(),
  email: z.string().refine(isEmail).optional(),
  systemRoles: z.array(z.enum(systemRoles)).max(5),
  active: z.boolean(),
  order: z.int().min(0).max(1_000_000),
})

export const bodySchema = z.strictObject({
  id: idSchema('b'),
  name: text(300),
  terms: z
    .array(
      z.strictObject({
        name: text(200),
        from: instant,
        until: instant.nullable(),
        members: z.array(z.strictObject({ person: idSchema('p'), position: text(200) })).max(2000),
      }),
    )
    .max(100),
})
export const unitSchema = z.strictObject({ id: idSchema('u'), name: text(300), parent: idSchema('u').nullable() })
const onPlan = z.int().min(0).max(planWidth)
export const roomSchema = z.strictObject({
  id: idSchema('r'),
  name: text(300),
  place: text(300),
  seats: z.int().min(0).max(100_000),
  plan: z
    .strictObject({
      tables: z.array(z.strictObject({ x: onPlan, y: onPlan, width: onPlan.min(1), height: onPlan.min(1) })).max(60),
      seats: z.array(z.strictObject({ id: z.string().regex(/^[a-z0-9]{1,8}$/), x: onPlan, y: onPlan })).max(mostSeats),
    })
    .optional(),
})

export const standingRuleSchema = z.strictObject({
  id: idSchema('q'),
  use: z.enum(ruleUses),
  rule: ruleSchema,
  from: instant,
  until: instant.nullable(),
}) satisfies z.ZodType<StandingRule>

export const meetingTypeSchema = z.strictObject({
  id: idSchema('y'),
  name: text(200),
  body: idSchema('b').nullable(),
  room: idSchema('r').nullable(),
  agenda: text(20_000),
  quorum: quorumSchema,
  tracksReading: z.boolean(),
  remarkDays: z.int().min(0).max(365),
  notesLimit: z.int().min(0).max(longestNotesLimit).nullable().optional(),
  isOffered: z.boolean(),
}) satisfies z.ZodType<MeetingType>

const registerId = z.string().regex(/^[12]\d{3}\/\p{L}{1,10}$/u)

export const organisationActSchema = z.discriminatedUnion('t', [
  z.strictObject({
    t: z.literal('organisation.create'),
    organisation: idSchema('o'),
    name: text(300),
    founder: personSchema,
  }),
  z.strictObject({ t: z.literal('person.put'), person: personSchema }),
  z.strictObject({
    t: z.literal('people.put'),
    people: z.array(personSchema).min(1).max(mostPeople),
    units: z.array(unitSchema).max(mostPeople),
  }),
  z.strictObject({ t: z.literal('body.put'), body: bodySchema }),
  z.strictObject({ t: z.literal('unit.put'), unit: unitSchema }),
  z.strictObject({ t: z.literal('room.put'), room: roomSchema }),
  z.strictObject({ t: z.literal('rule.put'), rule: standingRuleSchema }),
  z.strictObject({ t: z.literal('type.put'), type: meetingTypeSchema }),
  z.strictObject({
    t: z.literal('number.take'),
    register: registerId,
    number: z.int().min(1).max(1e6),
    title: text(1000),
  }),
  z.strictObject({ t: z.literal('number.hold'), register: registerId, count: z.int().min(1).max(mostHeld) }),
  z.strictObject({
    t: z.literal('device.enrol'),
    device: idSchema('d'),
    person: idSchema('p'),
    name: text(200),
    signingKey: hex32,
    receivingKey: hex32,
  }),
  z.strictObject({ t: z.literal('letter-key.put'), person: idSchema('p'), key: hex32 }),
  z.strictObject({ t: z.literal('device.revoke'), device: idSchema('d') }),
]) satisfies z.ZodType<OrganisationAct>

export type Act = MeetingAct | OrganisationAct
export const actSchema = z.union([meetingActSchema, organisationActSchema])

export const isMeetingAct = (act: Act): act is MeetingAct => 'meeting' in act
