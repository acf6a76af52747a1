import { makePlan } from '#domain/seating/room-plan.ts'
import { seatInOrder } from '#domain/seating/seating.ts'
import { ed25519 } from '@noble/curves/ed25519.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { AgendaItem } from '#domain/agenda/agenda.ts'
import { keysAfter } from '#domain/agenda/order-key.ts'
import { idFromBytes, type DeviceId, type ItemId, type MeetingId, type PersonId } from '#domain/kernel/ids.ts'
import { defaultQuorum } from '#domain/attendance/quorum.ts'
import { dayMs, hourMs } from '#domain/kernel/time.ts'
import type { PublishedPaper } from '#domain/meeting/meeting-log.ts'
import { markingUnlessSaid } from '#domain/papers/marking.ts'
import type { Person } from '#domain/organisation/organisation.ts'
import type { MeetingRole } from '#domain/permissions/roles.ts'
import type { Act } from '#protocol/commands/acts.ts'
import { signCommand } from '#protocol/commands/command.ts'
import { ruleOf, rulePresets } from '#domain/voting/vote-rule.ts'
import { receivingPublicKey } from '#protocol/kernel/signatures.ts'
import type { Authority } from '../../authority/authority.ts'
import type { Environment } from '../../authority/environment.ts'
import type { ServerKeys } from '../../authority/server-keys.ts'
import { sealPaper } from '../../papers/seal-paper.ts'
import type { StoredFiles } from '../../papers/paper-files.ts'
import { writeFirstAgenda } from '../../rooms/first-documents.ts'
import type { BlobStore, Stores } from '../../storage/ports.ts'
import { openDemonstrationDocuments, type DemonstrationDocuments } from './documents.ts'
import { demonstrationMeetings, meetingTypes, type ItemPlan, type MeetingPlan } from './meetings.ts'
import { demonstrationPeople, unitNames } from './people.ts'

export type SeedParts = {
  readonly stores: Stores
  readonly blobs: BlobStore
  readonly stored: StoredFiles
  readonly keys: ServerKeys
  readonly authority: Authority
  readonly env: Environment
  readonly say: (text: string) => void
}

type Cast = {
  readonly people: readonly Person[]
  readonly secretary: Person
  readonly admin: Person
  readonly bodiesOf: ReadonlyMap<PersonId, readonly string[]>
}
type Hand = (act: Act) => Promise<void>

/** Fills an empty server with the demonstration organisation: invented people, real rules, real PDF papers. */
export async function seedDemonstration(parts: SeedParts): Promise<void> {
  const { authority, env, stores, say } = parts
  if (authority.organisation().id !== null)
    throw new Error('This server serves an organisation already; nothing was changed.')
  await stores.meta.set('demonstration', 'yes')
  say('eCabinet: making the demonstration organisation…')
  const { cast, device, sign } = await foundOrganisation(parts)
  const asSecretary = sign(cast.secretary.id, device.secretary)
  const asAdmin = sign(cast.admin.id, device.admin)
  await fillDirectory(parts, cast, asAdmin)
  const documents = await openDemonstrationDocuments()
  const today = Math.floor((env.now() + 7 * hourMs) / dayMs) * dayMs - 7 * hourMs
  let paperNumber = 101
  for (const plan of demonstrationMeetings(today)) {
    say(`  ${plan.title}`)
    paperNumber = await makeMeeting(parts, { plan, cast, hand: asSecretary, documents, paperNumber })
  }
}

async function foundOrganisation({ authority, env }: SeedParts) {
  const newId = <Prefix extends 'p' | 'd' | 'o'>(prefix: Prefix) => idFromBytes(prefix, env.randomBytes(16))
  const drawn = demonstrationPeople()
  const people: Person[] = drawn.map(({ name, account, position, systemRoles }, index) => ({
    id: newId('p'),
    account,
    name,
    position,
    unit: null,
    systemRoles,
    active: true,
    order: (index + 1) * 10,
  }))
  const find = (role: 'admin' | 'secretariat', position: string) =>
    people.find((person) => person.systemRoles.includes(role) && person.position.includes(position))
  const admin = find('admin', '')
  const secretary = find('secretariat', 'thư ký các phiên họp')
  if (!admin || !secretary) throw new Error('The demonstration lacks its administrator or secretary')
  const secrets = new Map<DeviceId, Uint8Array>()
  const device = { admin: newId('d'), secretary: newId('d') }
  await expectOk(
    authority.submitAsServer(
      {
        t: 'organisation.create',
        organisation: newId('o'),
        name: 'Trung ương Đoàn TNCS Hồ Chí Minh (trình diễn)',
        founder: admin,
      },
      { person: admin.id, device: device.admin },
    ),
  )
  const enrol = async (person: PersonId, id: DeviceId) => {
    const secret = env.randomBytes(32)
    secrets.set(id, secret)
    const signingKey = bytesToHex(ed25519.getPublicKey(secret))
    await expectOk(
      authority.submitAsServer(
        {
          t: 'device.enrol',
          device: id,
          person,
          name: 'Máy chủ (dữ liệu trình diễn)',
          signingKey,
          receivingKey: receivingPublicKey(env.randomBytes(32)),
        },
        { person, device: id },
      ),
    )
  }
  await enrol(admin.id, device.admin)
  await enrol(secretary.id, device.secretary)
  const sign =
    (person: PersonId, id: DeviceId): Hand =>
    async (act) => {
      const body = { act, person, device: id, at: env.now(), nonce: bytesToHex(env.randomBytes(16)) }
      await expectOk(authority.submit(signCommand(body, secrets.get(id) ?? new Uint8Array(32))))
    }
  const bodiesOf = new Map(people.map((person, index) => [person.id, drawn[index]?.bodies ?? []]))
  return { cast: { people, admin, secretary, bodiesOf } satisfies Cast, device, sign }
}

async function fillDirectory({ env }: SeedParts, { people, bodiesOf }: Cast, hand: Hand): Promise<void> {
  const drawn = demonstrationPeople()
  const units = new Map(unitNames.map((name) => [name as string, idFromBytes('u', env.randomBytes(16))]))
  for (const [name, id] of units) await hand({ t: 'unit.put', unit: { id, name, parent: null } })
  for (const [name, place, seats, layout] of [
    ['Phòng họp số 1', 'tầng 3, trụ sở cơ quan Trung ương Đoàn', 30, 'u'],
    ['Phòng họp số 2', 'tầng 3, trụ sở cơ quan Trung ương Đoàn', 16, 'long'],
    ['Hội trường lớn', 'trụ sở cơ quan Trung ương Đoàn', 250, 'rows'],
  ] as const) {
    const room = { id: idFromBytes('r', env.randomBytes(16)), name, place, seats, plan: makePlan(layout, seats) }
    await hand({ t: 'room.put', room })
  }
  for (const [index, person] of people.entries()) {
    await hand({ t: 'person.put', person: { ...person, unit: units.get(drawn[index]?.unit ?? '') ?? null } })
  }
  const from = Date.UTC(2022, 11, 16)
  const [majority] = rulePresets
  if (majority)
    await hand({
      t: 'rule.put',
      rule: {
        id: idFromBytes('q', env.randomBytes(16)),
        use: 'motion',
        rule: {
          ...ruleOf(majority),
          name: 'Quá nửa số ủy viên, theo quy chế làm việc',
          article: 'Quy chế làm việc khóa XII (ví dụ)',
        },
        from,
        until: null,
      },
    })
  const bodyIds = new Map(Object.keys(bodyNames).map((key) => [key, idFromBytes('b', env.randomBytes(16))]))
  for (const [key, name] of Object.entries(bodyNames)) {
    const members = people
      .filter(({ id }) => bodiesOf.get(id)?.includes(key))
      .map(({ id, position }) => ({ person: id, position }))
    await hand({
      t: 'body.put',
      body: {
        id: bodyIds.get(key) ?? idFromBytes('b', env.randomBytes(16)),
        name,
        terms: [{ name: 'Khóa XII, nhiệm kỳ 2022–2027', from, until: null, members }],
      },
    })
  }
  for (const { name, body, agenda } of meetingTypes)
    await hand({
      t: 'type.put',
      type: {
        id: idFromBytes('y', env.randomBytes(16)),
        name,
        body: bodyIds.get(body) ?? null,
        room: null,
        agenda,
        quorum: defaultQuorum,
        tracksReading: false,
        remarkDays: 2,
        isOffered: true,
      },
    })
}

/** Who presides has the place of honour, guests come last; the others keep their order. */
const presidingFirst =
  (roles: ReadonlyMap<PersonId, readonly MeetingRole[]>) =>
  (a: PersonId, b: PersonId): number => {
    const rank = (person: PersonId) => {
      const own = roles.get(person) ?? []
      return own.includes('chair') ? 0 : own.includes('guest') ? 2 : 1
    }
    return rank(a) - rank(b)
  }

const bodyNames = {
  secretariat: 'Ban Bí thư Trung ương Đoàn',
  standing: 'Ban Thường vụ Trung ương Đoàn',
  executive: 'Ban Chấp hành Trung ương Đoàn',
} as const

type MeetingJob = {
  readonly plan: MeetingPlan
  readonly cast: Cast
  readonly hand: Hand
  readonly documents: DemonstrationDocuments
  readonly paperNumber: number
}

async function makeMeeting(
  parts: SeedParts,
  { plan, cast, hand, documents, paperNumber }: MeetingJob,
): Promise<number> {
  const { env, stores, authority } = parts
  const meeting = idFromBytes('m', env.randomBytes(16))
  await hand({ t: 'meeting.create', meeting })
  const roles = rolesFor(plan, cast)
  for (const [person, given] of roles) await hand({ t: 'role.set', meeting, person, roles: given })
  const laid = layOut(plan.items, () => idFromBytes('i', env.randomBytes(16)))
  const body = [...authority.organisation().bodies.values()].find(({ name }) => name === bodyNames[plan.body])
  const { title, startsAt, place, description, numbering } = plan
  const room = [...authority.organisation().rooms.values()].find(({ name }) => place.startsWith(name))
  await writeFirstAgenda(stores.documents, {
    meeting,
    by: cast.secretary.id,
    details: {
      title,
      startsAt,
      place,
      description,
      remarksUntil: plan.asksRemarks ? startsAt - dayMs : 0,
      numbering,
      tracksReading: false,
      inCalendar: false,
      partAfter: null,
      body: body?.id ?? null,
      room: room?.id ?? null,
    },
    items: laid.items,
    seating: room?.plan ? seatInOrder(room.plan, [...roles.keys()].toSorted(presidingFirst(roles))) : new Map(),
  })
  if (!plan.isPublished) return paperNumber
  const papers: PublishedPaper[] = []
  let number = paperNumber
  for (const { item, paper, position } of laid.papers) {
    const plain = await documents.make(paper, { number: number++, date: new Date(startsAt - 9 * dayMs) })
    papers.push({
      paper: idFromBytes('t', env.randomBytes(16)),
      item,
      title: paper.title,
      kind: paper.kind,
      marking: paper.marking ?? markingUnlessSaid,
      position,
      version: await keepPaper(parts, meeting, { plain, pageCount: paper.pages }),
    })
  }
  await hand({ t: 'meeting.publish', meeting, papers })
  return number
}

async function keepPaper(
  { blobs, stores, stored, keys, env }: SeedParts,
  meeting: MeetingId,
  paper: { readonly plain: Uint8Array<ArrayBuffer>; readonly pageCount: number },
) {
  const { file, key, bytes, size, sha256 } = await sealPaper(paper.plain, env)
  await stores.files.register({
    file,
    meeting,
    size: bytes.length,
    sealedKey: keys.seal(key, `file ${file}`),
    stored: true,
  })
  await blobs.put(
    file,
    (async function* () {
      yield bytes
    })(),
  )
  stored.add(file, meeting)
  return { file, size, sha256, pageCount: paper.pageCount }
}

function rolesFor(
  { body, guests }: MeetingPlan,
  { people, secretary, bodiesOf }: Cast,
): ReadonlyMap<PersonId, readonly MeetingRole[]> {
  const roles = new Map<PersonId, readonly MeetingRole[]>()
  for (const guest of guests) {
    const found = people.find(({ position }) => position.endsWith(guest))
    if (found) roles.set(found.id, ['guest'])
  }
  for (const [index, { id }] of people.entries()) {
    if (bodiesOf.get(id)?.includes(body)) roles.set(id, index === 0 ? ['chair', 'member'] : ['member'])
  }
  roles.set(secretary.id, roles.has(secretary.id) ? ['secretary', 'member'] : ['secretary'])
  return roles
}

function layOut(plans: readonly ItemPlan[], newId: () => ItemId) {
  const items: AgendaItem[] = []
  const papers: {
    readonly item: ItemId
    readonly paper: NonNullable<ItemPlan['papers']>[number]
    readonly position: string
  }[] = []
  const walk = (level: readonly ItemPlan[], parent: ItemId | null) => {
    const positions = keysAfter(null, level.length)
    level.forEach((plan, index) => {
      const id = newId()
      items.push({
        id,
        parent,
        position: positions[index] ?? '',
        title: plan.title,
        kind: plan.kind,
        presenter: plan.presenter ?? '',
        owningUnit: plan.unit ?? '',
        paperInRoom: '',
        minutes: plan.minutes,
        status: 'planned',
        note: '',
      })
      const places = keysAfter(null, plan.papers?.length ?? 0)
      plan.papers?.forEach((paper, at) => papers.push({ item: id, paper, position: places[at] ?? '' }))
      walk(plan.parts ?? [], id)
    })
  }
  walk(plans, null)
  return { items, papers }
}

async function expectOk(work: Promise<{ readonly ok: boolean; readonly error?: unknown }>): Promise<void> {
  const result = await work
  if (!result.ok) throw new Error(`The demonstration could not be made: ${String(result.error)}`)
}
