import type { BodyId, DeviceId, OrganisationId, PersonId, RoomId, RuleId, TypeId, UnitId } from '../kernel/ids.ts'
import { fail, ok, type Result } from '../kernel/result.ts'
import type { Instant } from '../kernel/time.ts'
import { ruleFaults } from '../voting/vote-rule.ts'
import { can } from '../permissions/can.ts'
import type { Actor } from '../meeting/actor.ts'
import type { Body, Person, Room, Unit } from './organisation.ts'
import { isSoundPlan } from '../seating/room-plan.ts'
import { isSoundType, type MeetingType } from './meeting-type.ts'
import { applyNumber, emptyRegister, judgeNumber, type NumberAct, type NumberRegister } from './number-register.ts'
import type { StandingRule } from './standing-rule.ts'

export type Device = {
  readonly id: DeviceId
  readonly person: PersonId
  readonly name: string
  /** Ed25519 public key, hex. */
  readonly signingKey: string
  /** X25519 public key, hex. */
  readonly receivingKey: string
  readonly enrolledAt: Instant
  readonly revokedAt: Instant | null
}

/** X25519 public key (hex) of a person, the same on all their machines. Another password leaves it; a lost account makes a new one. */
export type LetterKey = { readonly id: PersonId; readonly key: string }

/** Acts on the organisation: people, bodies, rooms, rights and devices. */
export type OrganisationAct =
  | {
      readonly t: 'organisation.create'
      readonly organisation: OrganisationId
      readonly name: string
      readonly founder: Person
    }
  | { readonly t: 'person.put'; readonly person: Person }
  /** A list of people and the units it names: all or none. */
  | { readonly t: 'people.put'; readonly people: readonly Person[]; readonly units: readonly Unit[] }
  | { readonly t: 'body.put'; readonly body: Body }
  | { readonly t: 'unit.put'; readonly unit: Unit }
  | { readonly t: 'room.put'; readonly room: Room }
  | { readonly t: 'rule.put'; readonly rule: StandingRule }
  | { readonly t: 'type.put'; readonly type: MeetingType }
  | NumberAct
  | {
      readonly t: 'device.enrol'
      readonly device: DeviceId
      readonly person: PersonId
      readonly name: string
      readonly signingKey: string
      readonly receivingKey: string
    }
  /** Everybody for themselves: the key under which others write what only this person reads. */
  | { readonly t: 'letter-key.put'; readonly person: PersonId; readonly key: string }
  | { readonly t: 'device.revoke'; readonly device: DeviceId }

export type OrganisationLogState = {
  readonly id: OrganisationId | null
  readonly name: string
  readonly people: ReadonlyMap<PersonId, Person>
  readonly bodies: ReadonlyMap<BodyId, Body>
  readonly units: ReadonlyMap<UnitId, Unit>
  readonly rooms: ReadonlyMap<RoomId, Room>
  readonly rules: ReadonlyMap<RuleId, StandingRule>
  readonly types: ReadonlyMap<TypeId, MeetingType>
  readonly registers: ReadonlyMap<string, NumberRegister>
  readonly devices: ReadonlyMap<DeviceId, Device>
  readonly letterKeys: ReadonlyMap<PersonId, LetterKey>
}

export const emptyOrganisationLog: OrganisationLogState = {
  id: null,
  name: '',
  people: new Map(),
  bodies: new Map(),
  units: new Map(),
  rooms: new Map(),
  rules: new Map(),
  types: new Map(),
  registers: new Map(),
  devices: new Map(),
  letterKeys: new Map(),
}

export type OrganisationRefusal =
  'no-right' | 'already-exists' | 'unknown-device' | 'account-taken' | 'last-admin' | 'number-taken' | 'invalid'

/** `organisation.create` and `device.enrol` are written by the server itself after it has checked a code or a password. */
export function judgeOrganisationAct(
  state: OrganisationLogState,
  act: OrganisationAct,
  actor: Actor | 'server',
): Result<null, OrganisationRefusal> {
  if (act.t === 'organisation.create') return actor === 'server' && state.id === null ? ok(null) : fail('no-right')
  if (act.t === 'device.enrol') {
    if (actor !== 'server') return fail('no-right')
    return state.devices.has(act.device) ? fail('already-exists') : ok(null)
  }
  if (act.t === 'letter-key.put') {
    const isOwn = actor !== 'server' && actor.person === act.person && !actor.suspended && !actor.deviceRevoked
    return isOwn && state.people.has(act.person) ? ok(null) : fail('no-right')
  }
  const subject = actor === 'server' ? null : { ...actor, meetingRoles: [] }
  if (act.t === 'device.revoke') {
    const device = state.devices.get(act.device)
    if (!device) return fail('unknown-device')
    const own = actor !== 'server' && device.person === actor.person
    return own || subject === null || can(subject, 'device.revoke', { own }) ? ok(null) : fail('no-right')
  }
  if (act.t === 'number.take' || act.t === 'number.hold') {
    if (actor === 'server' || !can({ ...actor, meetingRoles: [] }, 'number.take')) return fail('no-right')
    return judgeNumber(state.registers.get(act.register) ?? emptyRegister(act.register), act, actor.person)
  }
  if (act.t === 'type.put') {
    if (subject !== null && !can(subject, 'type.put')) return fail('no-right')
    return isSoundType(act.type) ? ok(null) : fail('invalid')
  }
  if (subject !== null && !can(subject, 'organisation.manage')) return fail('no-right')
  if (act.t === 'person.put') return judgePeople(state, [act.person])
  if (act.t === 'people.put') {
    const units = new Set([...state.units.keys(), ...act.units.map(({ id }) => id)])
    const isSound =
      new Set(act.people.map(({ id }) => id)).size === act.people.length &&
      act.people.every(({ unit }) => unit === null || units.has(unit))
    return isSound ? judgePeople(state, act.people) : fail('invalid')
  }
  if (act.t === 'room.put')
    return act.room.plan === undefined || isSoundPlan(act.room.plan) ? ok(null) : fail('invalid')
  if (act.t === 'rule.put') {
    const { rule, from, until } = act.rule
    const isSound = rule.name.trim() !== '' && ruleFaults(rule, { isSecret: false }).length === 0
    return isSound && (until === null || from < until) ? ok(null) : fail('invalid')
  }
  return ok(null)
}

/** Every account is one person's, and somebody stays who manages the organisation. */
function judgePeople(state: OrganisationLogState, changed: readonly Person[]): Result<null, OrganisationRefusal> {
  const after = new Map(state.people)
  for (const person of changed) after.set(person.id, person)
  const people = [...after.values()]
  if (new Set(people.map(({ account }) => account.toLowerCase())).size < people.length) return fail('account-taken')
  return people.some(({ active, systemRoles }) => active && systemRoles.includes('admin'))
    ? ok(null)
    : fail('last-admin')
}

export function applyOrganisationAct(
  state: OrganisationLogState,
  act: OrganisationAct,
  { by, at }: { readonly by: PersonId; readonly at: Instant },
): OrganisationLogState {
  switch (act.t) {
    case 'organisation.create':
      return {
        ...state,
        id: act.organisation,
        name: act.name,
        people: new Map(state.people).set(act.founder.id, act.founder),
      }
    case 'person.put':
      return { ...state, people: new Map(state.people).set(act.person.id, act.person) }
    case 'people.put': {
      const people = new Map(state.people)
      const units = new Map(state.units)
      for (const person of act.people) people.set(person.id, person)
      for (const unit of act.units) units.set(unit.id, unit)
      return { ...state, people, units }
    }
    case 'body.put':
      return { ...state, bodies: new Map(state.bodies).set(act.body.id, act.body) }
    case 'unit.put':
      return { ...state, units: new Map(state.units).set(act.unit.id, act.unit) }
    case 'room.put':
      return { ...state, rooms: new Map(state.rooms).set(act.room.id, act.room) }
    case 'rule.put':
      return { ...state, rules: new Map(state.rules).set(act.rule.id, act.rule) }
    case 'type.put':
      return { ...state, types: new Map(state.types).set(act.type.id, act.type) }
    case 'number.take':
    case 'number.hold': {
      const register = state.registers.get(act.register) ?? emptyRegister(act.register)
      const after = applyNumber(register, act, { by, at })
      return { ...state, registers: new Map(state.registers).set(act.register, after) }
    }
    case 'device.enrol': {
      const { device: id, person, name, signingKey, receivingKey } = act
      const device: Device = { id, person, name, signingKey, receivingKey, enrolledAt: at, revokedAt: null }
      return { ...state, devices: new Map(state.devices).set(id, device) }
    }
    case 'letter-key.put':
      return { ...state, letterKeys: new Map(state.letterKeys).set(act.person, { id: act.person, key: act.key }) }
    case 'device.revoke': {
      const device = state.devices.get(act.device)
      if (!device || device.revokedAt !== null) return state
      return { ...state, devices: new Map(state.devices).set(device.id, { ...device, revokedAt: at }) }
    }
    default:
      return state
  }
}

export function actorOf(state: OrganisationLogState, person: PersonId, device: DeviceId): Actor {
  const known = state.people.get(person)
  const machine = state.devices.get(device)
  return {
    person,
    systemRoles: known?.systemRoles ?? [],
    suspended: !known?.active,
    deviceRevoked: machine === undefined || machine.revokedAt !== null || machine.person !== person,
  }
}
