import { z } from 'zod'
import type { RollAct } from '#domain/attendance/roll.ts'
import { turnKinds, type FloorAct } from '#domain/floor/floor.ts'
import type { ScreenContent, SittingAct } from '#domain/sitting/sitting.ts'
import { keyHolders, keyThreshold, type KeyAct } from '#domain/voting/counting-key.ts'
import type { PollAct } from '#domain/voting/poll.ts'
import { mostUnits, type FranchiseAct } from '#domain/voting/franchise.ts'
import { leastMinBallots, mostSlots, questionKinds, type PollQuestion } from '#domain/voting/question.ts'
import { tieRules, voteBases, type VoteRule } from '#domain/voting/vote-rule.ts'
import { proofSchema } from '../secret/secret-ballot.ts'
import { idSchema, text } from './values.ts'

const meeting = idSchema('m')
const person = idSchema('p')
const item = idSchema('i')
const turn = idSchema('n')
const poll = idSchema('v')
const hash = z.string().regex(/^[0-9a-f]{64}$/)
const reason = text(1000)

export const quorumSchema = z.strictObject({
  strict: z.boolean(),
  num: z.int().min(0).max(1000),
  den: z.int().min(1).max(1000),
  base: z.enum(['total', 'convened']),
})

const screenContent = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['current', 'blank', 'plan']) }),
  z.strictObject({ kind: z.literal('message'), text: text(300) }),
  z.strictObject({ kind: z.literal('countdown'), text: text(300), minutes: z.int().min(1).max(240) }),
]) satisfies z.ZodType<ScreenContent>

const acts = <const Names extends readonly string[]>(...names: Names) => z.enum(names)

export const rollActSchemas = [
  z.strictObject({
    t: z.literal('invitation.reply'),
    meeting,
    person,
    answer: z.enum(['accept', 'request-absence', 'substitute']),
    reason,
    substitute: person.nullable(),
  }),
  z.strictObject({
    t: z.literal('absence.decide'),
    meeting,
    person,
    decision: z.enum(['approve-absence', 'refuse-absence']),
  }),
  z.strictObject({ t: acts('roll.arrive', 'roll.leave'), meeting, person }),
  z.strictObject({ t: z.literal('roll.lock'), meeting, locked: z.boolean() }),
] as const satisfies readonly z.ZodType<RollAct>[]

export const sittingActSchemas = [
  z.strictObject({ t: z.literal('session.start'), meeting, reason }),
  z.strictObject({ t: acts('session.pause', 'session.resume', 'session.end'), meeting }),
  z.strictObject({ t: z.literal('item.open'), meeting, item, under: z.array(item).max(10).optional() }),
  z.strictObject({
    t: z.literal('item.close'),
    meeting,
    item,
    outcome: z.enum(['concluded', 'deferred', 'withdrawn']),
  }),
  z.strictObject({ t: z.literal('control.hand'), meeting, to: person }),
  z.strictObject({ t: z.literal('control.take'), meeting }),
  z.strictObject({ t: z.literal('quorum.set'), meeting, quorum: quorumSchema }),
  z.strictObject({ t: z.literal('present.start'), meeting, paper: idSchema('t') }),
  z.strictObject({ t: z.literal('present.stop'), meeting }),
  z.strictObject({ t: z.literal('screen.show'), meeting, content: screenContent }),
  z.strictObject({ t: z.literal('screen.queue'), meeting, contents: z.array(screenContent).max(20) }),
  z.strictObject({ t: z.literal('log.seal'), meeting, seq: z.int().min(1), head: hash }),
  z.strictObject({ t: z.literal('recusal.set'), meeting, item, person, recused: z.boolean() }),
  z.strictObject({ t: z.literal('guest.admit'), meeting, item, person, admitted: z.boolean() }),
] as const satisfies readonly z.ZodType<SittingAct>[]

export const floorActSchemas = [
  z.strictObject({
    t: z.literal('floor.request'),
    meeting,
    turn,
    person,
    item: item.nullable(),
    kind: z.enum(turnKinds),
    topic: text(300),
    minutes: z.int().min(0).max(240),
    target: person.nullable(),
  }),
  z.strictObject({
    t: acts('floor.cancel', 'floor.call', 'floor.pause', 'floor.resume', 'floor.finish'),
    meeting,
    turn,
  }),
  z.strictObject({ t: z.literal('floor.refuse'), meeting, turn, reason }),
  z.strictObject({ t: z.literal('floor.move'), meeting, turn, before: turn.nullable() }),
  z.strictObject({ t: z.literal('floor.extend'), meeting, turn, minutes: z.int().min(1).max(60) }),
  z.strictObject({ t: z.literal('floor.close'), meeting, closed: z.boolean() }),
] as const satisfies readonly z.ZodType<FloorAct>[]

export const ruleSchema = z.strictObject({
  name: text(200),
  article: text(300),
  thresholds: z
    .array(
      z.discriminatedUnion('kind', [
        z.strictObject({
          kind: z.enum(['more-than', 'at-least']),
          num: z.int().min(0).max(1000),
          den: z.int().min(1).max(1000),
          base: z.enum(voteBases),
        }),
        z.strictObject({ kind: z.literal('unanimous'), base: z.enum(voteBases) }),
      ]),
    )
    .max(4),
  tie: z.enum(tieRules),
  tieScope: z.enum(['equal', 'half-of-base']),
  quorum: quorumSchema.nullable(),
}) satisfies z.ZodType<VoteRule>

const questionSchema = z.strictObject({
  item: item.nullable(),
  title: text(500),
  text: text(20_000),
  kind: z.enum(questionKinds),
  options: z.array(z.strictObject({ id: z.string().regex(/^[a-z0-9]{1,26}$/), label: text(300) })).max(200),
  min: z.int().min(0).max(200),
  max: z.int().min(0).max(200),
  allowsOther: z.boolean(),
  mayChange: z.boolean(),
  show: z.enum(['live', 'after-close']),
  graceSeconds: z.int().min(0).max(120),
  rule: ruleSchema,
  block: z.literal(true).optional(),
  election: z.literal(true).optional(),
  secret: z.strictObject({ minBallots: z.int().min(leastMinBallots).max(1000) }).optional(),
  repeats: poll.nullable(),
}) satisfies z.ZodType<PollQuestion>

export const franchiseActSchemas = [
  z.strictObject({
    t: z.literal('franchise.weigh'),
    meeting,
    weights: z.array(z.strictObject({ person, weight: z.int().min(0).max(mostUnits) })).max(10_000),
  }),
  z.strictObject({ t: z.literal('proxy.allow'), meeting, most: z.int().min(0).max(100) }),
  z.strictObject({ t: z.literal('proxy.give'), meeting, from: person, to: person, reason }),
  z.strictObject({ t: z.literal('proxy.end'), meeting, from: person }),
] as const satisfies readonly z.ZodType<FranchiseAct>[]

export const keyActSchemas = [
  z.strictObject({ t: z.literal('key.appoint'), meeting, holders: z.array(person).length(keyHolders) }),
  z.strictObject({
    t: z.literal('key.commit'),
    meeting,
    ceremony: hash,
    commitment: z.strictObject({ points: z.array(hash).length(keyThreshold), proof: proofSchema, box: hash }),
  }),
  z.strictObject({
    t: z.literal('key.share'),
    meeting,
    ceremony: hash,
    shares: z.array(z.strictObject({ to: person, sealed: hash })).max(keyHolders),
  }),
  z.strictObject({ t: z.literal('key.confirm'), meeting, ceremony: hash }),
  z.strictObject({ t: z.literal('key.complain'), meeting, ceremony: hash, against: person }),
] as const satisfies readonly z.ZodType<KeyAct>[]

export const pollActSchemas = [
  z.strictObject({ t: z.literal('poll.prepare'), meeting, poll, question: questionSchema }),
  z.strictObject({ t: z.literal('poll.pull-out'), meeting, poll, option: z.string().max(26) }),
  z.strictObject({ t: z.literal('poll.approve-list'), meeting, poll, how: text(500) }),
  z.strictObject({ t: z.literal('poll.open'), meeting, poll, question: questionSchema, reason, key: hash.optional() }),
  z.strictObject({
    t: z.literal('poll.ballot'),
    meeting,
    poll,
    opening: hash,
    voter: person,
    rev: z.int().min(1).max(1_000_000),
    seal: hash,
    helpReason: reason,
  }),
  z.strictObject({ t: z.literal('poll.close'), meeting, poll }),
  z.strictObject({
    t: z.literal('poll.partial'),
    meeting,
    poll,
    partial: z.strictObject({
      sum: hash,
      parts: z.array(proofSchema.extend({ d: hash })).max(mostSlots),
    }),
  }),
  z.strictObject({
    t: z.literal('poll.publish'),
    meeting,
    poll,
    tally: z.array(z.int().min(0).max(1_000_000)).max(mostSlots).optional(),
  }),
  z.strictObject({
    t: z.literal('poll.count'),
    meeting,
    poll,
    count: z.strictObject({
      yes: z.int().min(0).max(100_000),
      no: z.int().min(0).max(100_000),
      abstain: z.int().min(0).max(100_000),
      countedBy: text(200),
    }),
  }),
  z.strictObject({ t: z.literal('poll.break-tie'), meeting, poll, vote: z.enum(['yes', 'no']) }),
  z.strictObject({ t: acts('poll.cancel', 'poll.annul'), meeting, poll, reason }),
] as const satisfies readonly z.ZodType<PollAct>[]
