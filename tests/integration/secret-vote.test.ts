import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import type * as Y from 'yjs'
import { readChoices, readLog } from '#adapters/yjs/other-documents.ts'
import type { Settings } from '#application/ports/device-store.ts'
import { createCell } from '#application/ports/live.ts'
import { createBallotCaster } from '#application/sitting/cast-ballot.ts'
import { createKeyHolding, tallyOf } from '#application/sitting/key-holding.ts'
import { keyStage } from '#domain/voting/counting-key.ts'
import type { MeetingId, PersonId } from '#domain/kernel/ids.ts'
import type { MeetingAct, MeetingLogState } from '#domain/meeting/meeting-log.ts'
import type { MeetingRole } from '#domain/permissions/roles.ts'
import { pollResult } from '#domain/voting/poll-result.ts'
import type { Poll } from '#domain/voting/poll.ts'
import type { Choice } from '#domain/voting/question.ts'
import { sealOf } from '#protocol/commands/ballot.ts'
import { commandHash } from '#protocol/commands/command.ts'
import { entryHash, signEntry } from '#protocol/commands/log-entry.ts'
import { replayMeeting } from '#protocol/commands/replay.ts'
import { fromHex } from '#protocol/kernel/hex.ts'
import type { MeetingRecord } from '#protocol/record/record-format.ts'
import { verifyRecord } from '#protocol/record/verify-record.ts'
import { jointKey } from '#protocol/secret/ceremony.ts'
import { base, pointOf, pointText, times } from '#protocol/secret/group.ts'
import { makeSecretBallot, type SecretBallot } from '#protocol/secret/secret-ballot.ts'
import { foundedServer } from '#support/founded-server.ts'
import { createMeetingRecordFor, logOf } from '#support/meeting-record.ts'
import { addPerson, newId, publishMeeting, randomBytes, type TestDevice } from '#support/test-server.ts'
import { voteQuestion } from '#support/vote-question.ts'

const its = foundedServer()
let chair: TestDevice
let members: TestDevice[]
let meeting: MeetingId

/** A key holder's machine: what it keeps, and the room as it has it. */
type Holder = {
  readonly device: TestDevice
  readonly settings: Map<string, string>
  holding: ReturnType<typeof createKeyHolding>
  readonly room: Parameters<ReturnType<typeof createKeyHolding>['take']>[0] & { refresh(): Promise<void> }
}

beforeAll(async () => {
  chair = await addPerson(its.secretary)
  members = []
  for (let number = 0; number < 5; number++) members.push(await addPerson(its.secretary))
  meeting = await publishMeeting(
    its.secretary,
    new Map<PersonId, readonly MeetingRole[]>([
      [chair.person, ['chair', 'member']],
      ...members.map(({ person }): [PersonId, readonly MeetingRole[]] => [person, ['member']]),
    ]),
  )
  for (const device of [chair, ...members]) await device.must({ t: 'roll.arrive', meeting, person: device.person })
  await chair.must({ t: 'session.start', meeting, reason: '' })
})

const copyOf = (device: TestDevice) => logOf(device, meeting)
const stateOf = (doc: Y.Doc): MeetingLogState => replayMeeting(readLog(doc), readChoices(doc))
const recordOf = (doc: Y.Doc): MeetingRecord =>
  createMeetingRecordFor({
    doc,
    meeting,
    serverKey: chair.signedIn.serverKey,
    devices: [its.secretary, chair, ...members],
  })

function holdingFor(device: TestDevice, settings: Map<string, string>) {
  const store: Settings = {
    get: async (key) => settings.get(key) ?? null,
    set: async (key, value) => void settings.set(key, value),
  }
  return createKeyHolding({
    me: device.person,
    settings: store,
    randomBytes,
    async submit(act: MeetingAct) {
      const done = await device.submit(act)
      return done.ok ? { ok: true, value: 'accepted' } : (done as never)
    },
    checkRecord: async (record) => verifyRecord(record).faults.length,
  })
}

async function holderAt(device: TestDevice): Promise<Holder> {
  const settings = new Map<string, string>()
  let doc = await copyOf(device)
  const state = createCell(stateOf(doc))
  const room = {
    meeting,
    state,
    acts: () => recordOf(doc).acts,
    async refresh() {
      doc = await copyOf(device)
      state.set(stateOf(doc))
    },
  }
  return { device, settings, holding: holdingFor(device, settings), room }
}

/** Three holders make a key, each machine doing its part when it sees the others'. */
async function ceremony(devices: readonly TestDevice[]): Promise<Holder[]> {
  await its.secretary.must({ t: 'key.appoint', meeting, holders: devices.map(({ person }) => person) })
  const holders = await Promise.all(devices.map(holderAt))
  for (const { holding, room } of holders) expect((await holding.take(room)).ok).toBe(true)
  const ends = holders.map(({ holding, room }) => holding.follow(room))
  await expect
    .poll(async () => {
      for (const { room } of holders) await room.refresh()
      const { countingKey } = holders[0]?.room.state.get() ?? {}
      return countingKey && keyStage(countingKey)
    })
    .toBe('ready')
  ends.forEach((end) => end())
  return holders
}

async function openSecret(change: Parameters<typeof voteQuestion>[0] = {}): Promise<Poll> {
  const poll = newId('v')
  const question = voteQuestion({ secret: { minBallots: 5 }, ...change })
  await its.secretary.must({ t: 'poll.prepare', meeting, poll, question })
  const key = stateOf(await copyOf(chair)).countingKey
  if (!key) throw new Error('No key')
  await chair.must({ t: 'poll.open', meeting, poll, question, reason: '', key: pointText(jointKey(key)) })
  return pollNow(poll)
}
async function pollNow(id: Poll['id']): Promise<Poll> {
  const poll = stateOf(await copyOf(chair)).polls.get(id)
  if (!poll) throw new Error('No vote')
  return poll
}
const encrypt = (poll: Poll, voter: PersonId, choice: Choice) =>
  makeSecretBallot(
    { question: poll.question, opening: poll.opening, voter, key: pointOf(poll.publicKey) },
    choice,
    randomBytes,
  )
const castAs = (device: TestDevice, poll: Poll, content: SecretBallot, rev = 1) =>
  device.submit(
    {
      t: 'poll.ballot',
      meeting,
      poll: poll.id,
      opening: poll.opening,
      voter: device.person,
      rev,
      seal: sealOf(poll.id, content),
      helpReason: '',
    },
    content,
  )

const refused = (error: string) => ({ ok: false, error })

test('a secret vote from the key to the verified result; whatever is forged on the way is refused', async () => {
  const [an, binh, chi, dung, em] = members as [TestDevice, TestDevice, TestDevice, TestDevice, TestDevice]
  const early = newId('v')
  const question = voteQuestion({ secret: { minBallots: 5 } })
  await its.secretary.must({ t: 'poll.prepare', meeting, poll: early, question })
  expect(
    await chair.submit({ t: 'poll.open', meeting, poll: early, question, reason: '', key: pointText(base) }),
  ).toEqual(refused('key-not-ready'))

  const holders = await ceremony([an, binh, chair])
  const [first, second, third] = holders as [Holder, Holder, Holder]
  // Not one of them could choose the key: the chair cannot open the vote with a key of their own.
  expect(
    await chair.submit({ t: 'poll.open', meeting, poll: early, question, reason: '', key: pointText(base) }),
  ).toEqual(refused('invalid'))

  const poll = await openSecret()
  const voters = [chair, an, binh, chi, dung, em]
  const choices: Choice[] = ['yes', 'yes', 'no', 'yes', 'abstain', 'yes'].map((kind) => ({ kind: kind as 'yes' }))
  const honest = encrypt(poll, chi.person, { kind: 'no' })
  expect(await castAs(dung, poll, honest)).toEqual(refused('invalid'))
  const [slot, ...rest] = honest.slots
  if (!slot) throw new Error('No slot')
  const doubled = { ...honest, slots: [{ ...slot, b: pointText(pointOf(slot.b).add(base)) }, ...rest] }
  expect(await castAs(chi, poll, doubled)).toEqual(refused('invalid'))
  expect((await castAs(chi, poll, honest)).ok).toBe(true)
  // Chi changes their mind: only the last one counts.
  for (const [index, device] of voters.entries())
    expect((await castAs(device, poll, encrypt(poll, device.person, choices[index] as Choice), 2)).ok).toBe(true)

  const count = async (holder: Holder) => {
    await holder.room.refresh()
    return holder.holding.count(holder.room, await pollNow(poll.id), recordOf(await copyOf(chair)))
  }
  expect(await count(first)).toEqual(refused('illegal-transition'))
  await chair.must({ t: 'poll.close', meeting, poll: poll.id })
  expect(await chair.submit({ t: 'poll.publish', meeting, poll: poll.id, tally: [4, 1, 1] })).toEqual(
    refused('not-counted'),
  )
  // The machine stops after the ceremony, and starts again with what it kept.
  first.holding = holdingFor(first.device, first.settings)
  expect((await count(first)).ok).toBe(true)
  expect(await count(first)).toEqual(refused('already-exists'))
  const record = recordOf(await copyOf(chair))
  const dropped = { ...record, acts: record.acts.toSpliced(record.acts.length - 4, 1) }
  expect(await second.holding.count(second.room, await pollNow(poll.id), dropped)).toEqual(refused('false-record'))
  const partial = (await pollNow(poll.id)).partials.get(an.person)
  if (!partial) throw new Error('No part')
  expect(await binh.submit({ t: 'poll.partial', meeting, poll: poll.id, partial })).toEqual(refused('invalid'))
  expect(await dung.submit({ t: 'poll.partial', meeting, poll: poll.id, partial })).toEqual(refused('no-right'))
  expect((await count(second)).ok).toBe(true)

  await third.room.refresh()
  const tally = tallyOf(third.room, await pollNow(poll.id))
  expect(tally).toEqual([4, 1, 1])
  for (const wrong of [
    [5, 0, 1],
    [4, 1, 0],
    [1, 4, 1],
  ])
    expect(await chair.submit({ t: 'poll.publish', meeting, poll: poll.id, tally: wrong })).toEqual(refused('invalid'))
  await chair.must({ t: 'poll.publish', meeting, poll: poll.id, tally: [4, 1, 1] })
  const published = await pollNow(poll.id)
  expect(pollResult(published)).toMatchObject({
    counts: { yes: 4, no: 1, abstain: 1 },
    silent: 0,
    decision: { outcome: 'adopted' },
  })
  // Nobody's choice is in what anybody holds.
  expect([...published.ballots.values()].map(({ choice }) => choice)).toEqual(voters.map(() => null))
})

test('a holder opens one sum of a vote and no second, whatever a server shows', async () => {
  const holders = await ceremony(members.slice(0, 3))
  const [holder] = holders as [Holder]
  const poll = await openSecret()
  for (const device of members) await castAs(device, poll, encrypt(poll, device.person, { kind: 'yes' }))
  await chair.must({ t: 'poll.close', meeting, poll: poll.id })
  await holder.room.refresh()
  const whole = await pollNow(poll.id)
  const record = recordOf(await copyOf(chair))
  expect((await holder.holding.count(holder.room, whole, record)).ok).toBe(true)
  // The same log without one of the ballots: the difference of both sums would be that ballot.
  const without = new Map([...whole.ballots].slice(1))
  expect(await holder.holding.count(holder.room, { ...whole, ballots: without }, record)).toEqual(
    refused('another-sum'),
  )
  for (const device of [chair, its.secretary]) {
    const last = readLog(await copyOf(chair)).at(-1)
    if (!last) throw new Error('No log')
    // Not even after the end would it be sealed like this; the session goes on here.
    expect(await device.submit({ t: 'log.seal', meeting, seq: last.entry.seq, head: entryHash(last.entry) })).toEqual(
      refused('vote-unpublished'),
    )
  }
  await chair.must({ t: 'poll.annul', meeting, poll: poll.id, reason: 'Chỉ một người kiểm phiếu' })
  const stranger = await holderAt(chair)
  expect(await stranger.holding.count(stranger.room, whole, record)).toEqual(refused('no-secret'))
})

test('a second machine of a holder, that came too late with its part, neither counts nor accuses anybody', async () => {
  const [an] = members as [TestDevice]
  const devices = members.slice(0, 3)
  await its.secretary.must({ t: 'key.appoint', meeting, holders: devices.map(({ person }) => person) })
  const [first, ...others] = (await Promise.all(devices.map(holderAt))) as [Holder, Holder, Holder]
  const late = await holderAt(an)
  expect((await first.holding.take(first.room)).ok).toBe(true)
  expect(await late.holding.take(late.room)).toEqual(refused('illegal-transition'))
  for (const { holding, room } of others) await holding.take(room)
  const all = [late, first, ...others]
  const ends = all.map(({ holding, room }) => holding.follow(room))
  await expect
    .poll(async () => {
      for (const { room } of all) await room.refresh()
      const { countingKey } = first.room.state.get()
      return countingKey && keyStage(countingKey)
    })
    .toBe('ready')
  ends.forEach((end) => end())
  expect([...late.holding.ceremonies.get()]).toEqual([])
  expect(first.holding.ceremonies.get().size).toBe(1)
})

test('a server that shows one voter a key of its own gets no ballot encrypted with it', async () => {
  await ceremony(members.slice(0, 3))
  const poll = await openSecret()
  const record = recordOf(await copyOf(chair))
  const voter = members[0] as TestDevice
  const sent: SecretBallot[] = []
  const cast = createBallotCaster({
    ballots: {
      choices: createCell(new Map()),
      keep: async () => {},
      keepReceipt: async () => {},
      receiptsOf: async () => [],
      close: () => {},
    },
    outbox: { entries: createCell([]), put: async () => {}, remove: async () => {} },
    acts: {
      submit: async (_act, content) => {
        if (content && 'slots' in content) sent.push(content)
        return { ok: true, value: 'accepted' }
      },
      sendWaiting: async () => {},
      onReceipt: () => {},
    },
    randomBytes,
    checkRecord: async (some) => verifyRecord(some).faults.length,
  })
  const mine = { voter: voter.person, helpReason: '' }
  // The server holds its own signing key, and so signs whatever it shows.
  const server = JSON.parse(await readFile(path.join(its.folder, 'server-keys.json'), 'utf8')) as { signing: string }
  const index = record.acts.findIndex(({ entry }) => entry.cmdHash === poll.opening)
  const opened = record.acts[index]
  if (!opened) throw new Error('Not opened')
  const own = pointText(times(base, 12_345n))
  const body = { ...opened.command.body, act: { ...opened.command.body.act, key: own } as MeetingAct }
  const { sig: _sig, ...entry } = opened.entry
  const cmdHash = commandHash(body)
  const shown = {
    command: { ...opened.command, body },
    entry: signEntry({ ...entry, cmdHash }, fromHex(server.signing)),
  }
  const forged = { ...record, acts: [...record.acts.slice(0, index), shown] }
  const lure: Poll = { ...poll, publicKey: own, opening: cmdHash }
  expect(await cast({ ...mine, meeting, poll: lure, record: forged }, { kind: 'yes' })).toEqual(refused('false-record'))
  expect(await cast({ ...mine, meeting, poll: lure, record }, { kind: 'yes' })).toEqual(refused('false-record'))
  expect(await cast({ ...mine, meeting, poll, record: null }, { kind: 'yes' })).toEqual(refused('not-checked'))
  expect(sent).toEqual([])
  expect((await cast({ ...mine, meeting, poll, record }, { kind: 'yes' })).ok).toBe(true)
  expect(sent).toHaveLength(1)
  // Once it has been checked, another key or other options do not slip in under the hash that was.
  const swapped = { ...record, acts: record.acts.with(index, { ...opened, command: shown.command }) }
  expect(await cast({ ...mine, meeting, poll: { ...poll, publicKey: own }, record: swapped }, { kind: 'yes' })).toEqual(
    refused('false-record'),
  )
  const retitled = { ...poll, question: { ...poll.question, title: 'Một nội dung khác' } }
  expect(await cast({ ...mine, meeting, poll: retitled, record }, { kind: 'yes' })).toEqual(refused('false-record'))
  expect(sent).toHaveLength(1)
  await chair.must({ t: 'poll.cancel', meeting, poll: poll.id, reason: 'Thử' })
})

test('too few voters open no secret vote, and too few ballots are never counted', async () => {
  const holders = await ceremony(members.slice(0, 3))
  const [holder] = holders as [Holder]
  const poll = newId('v')
  const question = voteQuestion({ secret: { minBallots: 7 } })
  await its.secretary.must({ t: 'poll.prepare', meeting, poll, question })
  const key = pointText(jointKey(holder.room.state.get().countingKey as never))
  expect(await chair.submit({ t: 'poll.open', meeting, poll, question, reason: '', key })).toEqual(
    refused('too-few-voters'),
  )
  const few = await openSecret()
  for (const device of members.slice(0, 4)) await castAs(device, few, encrypt(few, device.person, { kind: 'no' }))
  await chair.must({ t: 'poll.close', meeting, poll: few.id })
  await holder.room.refresh()
  const closed = await pollNow(few.id)
  expect(await holder.holding.count(holder.room, closed, recordOf(await copyOf(chair)))).toEqual(
    refused('too-few-ballots'),
  )
  await chair.must({ t: 'poll.annul', meeting, poll: few.id, reason: 'Quá ít phiếu' })
})

test('the record proves it to an outsider, every change to it is found, and after the seals the key is destroyed', async () => {
  const holders = await ceremony(members.slice(1, 4))
  await chair.must({ t: 'session.end', meeting })
  for (const device of [chair, its.secretary]) {
    const last = readLog(await copyOf(chair)).at(-1)
    if (!last) throw new Error('No log')
    await device.must({ t: 'log.seal', meeting, seq: last.entry.seq, head: entryHash(last.entry) })
  }
  const record = recordOf(await copyOf(chair))
  expect(verifyRecord(record).faults).toEqual([])
  const secretPolls = verifyRecord(record).polls.filter(({ poll }) => poll.question.secret && poll.tally)
  expect(secretPolls.map(({ poll }) => poll.tally)).toEqual([[4, 1, 1]])

  const expectFound = (acts: MeetingRecord['acts']) =>
    expect(verifyRecord({ ...record, acts }).faults.length).toBeGreaterThan(0)
  // Some of all: each time the whole record is checked.
  for (const [index, act] of record.acts.entries()) {
    const { ballot } = act
    if (!ballot || !('slots' in ballot) || index % 4 > 0) continue
    const [slot, ...rest] = ballot.slots
    if (!slot) throw new Error('No slot')
    const moved = { ...slot, a: pointText(pointOf(slot.a).add(base)) }
    expectFound(record.acts.with(index, { ...act, ballot: { ...ballot, slots: [moved, ...rest] } }))
    const { ballot: _ballot, ...hidden } = act
    expectFound(record.acts.with(index, hidden))
  }
  const [holder] = holders as [Holder]
  expect([...holder.settings.values()].some((text) => text.includes('polynomial'))).toBe(true)
  const end = holder.holding.follow(holder.room)
  await holder.room.refresh()
  await expect.poll(() => [...holder.settings.values()].some((text) => text.includes('polynomial'))).toBe(false)
  end()
})
