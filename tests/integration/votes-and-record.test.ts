import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { voteQuestion } from '#support/vote-question.ts'
import { createMeetingRecordFor, logOf } from '#support/meeting-record.ts'
import { readChoices, readLog } from '#adapters/yjs/other-documents.ts'
import type { MeetingId, PersonId } from '#domain/kernel/ids.ts'
import type { MeetingRole } from '#domain/permissions/roles.ts'
import type { Poll } from '#domain/voting/poll.ts'
import { pollResult } from '#domain/voting/poll-result.ts'
import type { Choice } from '#domain/voting/question.ts'
import { sealOf } from '#protocol/commands/ballot.ts'
import { signCommand, type Seen } from '#protocol/commands/command.ts'
import { entryHash, signEntry, type LogEntry, type RecordedAct } from '#protocol/commands/log-entry.ts'
import { checkReceipts } from '#protocol/record/check-receipts.ts'
import { replayMeeting } from '#protocol/commands/replay.ts'
import { toHex } from '#protocol/kernel/hex.ts'
import type { MeetingRecord } from '#protocol/record/record-format.ts'
import { joinVerdicts, verifyRecord, verifyShare } from '#protocol/record/verify-record.ts'
import {
  addPerson,
  newId,
  publishMeeting,
  randomBytes,
  signInSameDevice,
  startTestServer,
  type TestDevice,
} from '#support/test-server.ts'
import { foundedServer } from '#support/founded-server.ts'

const its = foundedServer()
let chair: TestDevice
let members: TestDevice[]
let meeting: MeetingId

beforeAll(async () => {
  chair = await addPerson(its.secretary)
  members = [await addPerson(its.secretary), await addPerson(its.secretary), await addPerson(its.secretary)]
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

const question = voteQuestion({ allowsOther: true })

const copyOf = (device: TestDevice) => logOf(device, meeting)

function ballotOf(
  device: TestDevice,
  poll: ReturnType<typeof newId<'v'>>,
  { opening, rev = 1, choice }: { opening: string; rev?: number; choice: Choice },
) {
  const ballot = { choice, salt: toHex(randomBytes(16)) }
  const act = {
    t: 'poll.ballot',
    meeting,
    poll,
    opening,
    voter: device.person,
    rev,
    seal: sealOf(poll, ballot),
    helpReason: '',
  } as const
  return { act, ballot }
}

test('choices are sealed until the result is published, then everybody can check them; forged and altered ones are refused', async () => {
  const poll = newId('v')
  await its.secretary.must({ t: 'poll.prepare', meeting, poll, question })
  const opened = await chair.submit({ t: 'poll.open', meeting, poll, question, reason: '' })
  if (!opened.ok) throw new Error(opened.error)
  const opening = opened.value.entry.cmdHash
  const [an, binh, chi] = members as [TestDevice, TestDevice, TestDevice]

  const first = ballotOf(an, poll, { opening, choice: { kind: 'no' } })
  expect(await an.submit(first.act)).toEqual({ ok: false, error: 'invalid' })
  // A device that was shown another log, or a longer one, is not answered as if it had been this one.
  const saw = async (seen: Seen) => {
    const { body } = an.command(first.act)
    const sent = signCommand({ ...body, seen }, an.signing)
    const done = await an.api.call('command', { ...sent, ballot: first.ballot }, an.access)
    return done.ok ? null : done.error
  }
  expect(await saw({ seq: 3, head: 'e'.repeat(64) })).toBe('another-history')
  expect(await saw({ seq: 10_000, head: entryHash(opened.value.entry) })).toBe('another-history')
  expect(await an.submit(first.act, { ...first.ballot, choice: { kind: 'yes' } })).toEqual({
    ok: false,
    error: 'invalid',
  })
  const strange = ballotOf(an, poll, { opening, choice: { kind: 'options', picks: ['o1'] } })
  expect(await an.submit(strange.act, strange.ballot)).toEqual({ ok: false, error: 'invalid' })
  const forged = ballotOf(an, poll, { opening, choice: { kind: 'yes' } })
  expect(await an.submit({ ...forged.act, voter: binh.person }, forged.ballot)).toEqual({
    ok: false,
    error: 'no-right',
  })

  const sent = an.command(first.act)
  const once = await an.api.call('command', { ...sent, ballot: first.ballot }, an.access)
  const twice = await an.api.call('command', { ...sent, ballot: first.ballot }, an.access)
  expect(once.ok && twice.ok && once.value.entry.seq === twice.value.entry.seq).toBe(true)
  const changed = ballotOf(an, poll, { opening, rev: 2, choice: { kind: 'yes' } })
  expect((await an.submit(changed.act, changed.ballot)).ok).toBe(true)
  for (const device of [chair, binh]) {
    const cast = ballotOf(device, poll, { opening, choice: { kind: 'yes' } })
    expect((await device.submit(cast.act, cast.ballot)).ok).toBe(true)
  }
  const before = await copyOf(chi)
  expect(readChoices(before).size).toBe(0)
  expect(replayMeeting(readLog(before), readChoices(before)).polls.get(poll)?.ballots.size).toBe(3)

  await chair.must({ t: 'poll.close', meeting, poll })
  const late = ballotOf(chi, poll, { opening, choice: { kind: 'no' } })
  expect((await chi.submit(late.act, late.ballot)).ok).toBe(true)
  expect(readChoices(await copyOf(chi)).size).toBe(0)
  await chair.must({ t: 'poll.publish', meeting, poll })
  const after = await copyOf(chi)
  const seen = replayMeeting(readLog(after), readChoices(after)).polls.get(poll)
  expect(seen && pollResult(seen)).toMatchObject({
    counts: { yes: 3, no: 0, total: 4 },
    decision: { outcome: 'adopted' },
  })
  expect(seen?.late).toHaveLength(1)
})

test('a hundred acts at once are a hundred entries in one order, and one that is not allowed among them changes nothing', async () => {
  const [an] = members as [TestDevice, ...TestDevice[]]
  const put = (n: number) =>
    (n % 10 === 9 ? an : its.secretary).submit({ t: 'unit.put', unit: { id: newId('u'), name: `#${n}`, parent: null } })
  const done = await Promise.all(Array.from({ length: 100 }, (_, n) => put(n)))
  const entries = done.flatMap((answer) => (answer.ok ? [answer.value.entry.seq] : []))
  expect(done.filter((answer) => !answer.ok).map((answer) => !answer.ok && answer.error)).toEqual(
    Array.from({ length: 10 }, () => 'no-right'),
  )
  const ordered = entries.toSorted((a, b) => a - b)
  expect(ordered).toEqual(Array.from({ length: 90 }, (_, n) => (ordered[0] ?? 0) + n))
})

test('a server that stops and starts again knows every ballot and its choice', async () => {
  const poll = newId('v')
  await its.secretary.must({ t: 'poll.prepare', meeting, poll, question })
  const opened = await chair.submit({ t: 'poll.open', meeting, poll, question, reason: '' })
  if (!opened.ok) throw new Error(opened.error)
  for (const device of members) {
    const cast = ballotOf(device, poll, { opening: opened.value.entry.cmdHash, choice: { kind: 'yes' } })
    await device.submit(cast.act, cast.ballot)
  }
  await its.server.close()
  its.server = await startTestServer(its.folder)
  const again = (device: TestDevice) => signInSameDevice(device, its.server.api)
  its.secretary = await again(its.secretary)
  chair = await again(chair)
  members = await Promise.all(members.map(again))
  await chair.must({ t: 'poll.close', meeting, poll })
  await chair.must({ t: 'poll.publish', meeting, poll })
  const doc = await copyOf(chair)
  const seen = replayMeeting(readLog(doc), readChoices(doc)).polls.get(poll)
  expect(seen && pollResult(seen)).toMatchObject({ counts: { yes: 3 } })
})

test('a seal names the newest entry, the record of a sealed meeting is sound, and every change of it is found', async () => {
  await chair.must({ t: 'session.end', meeting })
  const head = async () => {
    const last = readLog(await copyOf(chair)).at(-1)?.entry
    if (!last) throw new Error('An empty log')
    return { seq: last.seq, head: entryHash(last) }
  }
  const stale = await head()
  await its.secretary.must({ t: 'log.seal', meeting, ...stale })
  expect(await chair.submit({ t: 'log.seal', meeting, ...stale })).toEqual({ ok: false, error: 'invalid' })
  await chair.must({ t: 'log.seal', meeting, ...(await head()) })
  expect(await members[0]?.submit({ t: 'log.seal', meeting, ...(await head()) })).toEqual({
    ok: false,
    error: 'no-right',
  })

  const doc = await copyOf(chair)
  const record = createMeetingRecordFor({
    doc,
    meeting,
    serverKey: chair.signedIn.serverKey,
    devices: [its.secretary, chair, ...members],
  })
  const verdict = verifyRecord(record)
  expect(verdict.faults).toEqual([])
  expect(verdict.seals.map(({ person }) => person)).toEqual([its.secretary.person, chair.person])
  // What the minutes print is what the verifier shows.
  expect(verdict.seals[0]?.head).toBe(stale.head)
  expect(verdict.isSealed).toBe(true)
  expect(verdict.polls.map(({ result }) => result.kind === 'motion' && result.decision.outcome)).toEqual([
    'adopted',
    'adopted',
  ])

  const file = path.join(its.folder, 'record.json')
  writeFileSync(file, JSON.stringify(record))
  const script = path.resolve(import.meta.dirname, '../../build/scripts/verify-record.mjs')
  const env = { ...process.env, NODE_OPTIONS: '--disable-warning=ExperimentalWarning' }
  expect(execFileSync(process.execPath, [script, file], { env, encoding: 'utf8' })).toContain('The record is sound.')

  // A voter's receipts: of a ballot that was changed both are here, and one that the record lacks convicts the server.
  const byVoter = record.acts.filter(
    ({ command: { body } }) => body.act.t === 'poll.ballot' && body.person === members[0]?.person,
  )
  const polls = new Map<string, Poll>(verdict.polls.map(({ poll }) => [poll.id, poll]))
  const outcomes = (some: MeetingRecord, entries: readonly LogEntry[]) =>
    checkReceipts(some, polls, { entries }).map(({ outcome }) => outcome)
  const receipts = byVoter.map(({ entry }) => entry)
  expect(receipts.length).toBeGreaterThan(1)
  expect(new Set(outcomes(record, receipts))).toEqual(new Set(['counted', 'replaced']))
  const [first] = receipts
  if (!first) throw new Error('No ballot')
  // A vote that came to no result took nothing from its voters.
  expect(checkReceipts(record, new Map(), { entries: receipts }).map(({ outcome }) => outcome)).toEqual(
    receipts.map(() => 'no-result'),
  )
  const lost = { ...record, acts: record.acts.toSpliced(first.seq - 1, 1) }
  expect(outcomes(lost, [first])).toEqual(['missing'])
  expect(outcomes(record, [{ ...first, cmdHash: 'a'.repeat(64) }])).toEqual(['not-signed'])
  const receiptsFile = path.join(its.folder, 'receipts.json')
  writeFileSync(receiptsFile, JSON.stringify({ format: 'pm-receipts/1', log: meeting, entries: receipts }))
  expect(execFileSync(process.execPath, [script, file, receiptsFile], { env, encoding: 'utf8' })).toMatch(
    /receipt \d+ .*: counted/,
  )

  // Each act names what its device had seen: a server that showed one of them another log cannot make the two one record.
  const fork = { seq: 12, head: 'e'.repeat(64) }
  const votes = record.acts.findIndex(({ command }) => command.body.act.t === 'poll.ballot')
  const shown = record.acts[votes]
  if (!shown) throw new Error('No ballot')
  const voter = [chair, ...members].find(({ person }) => person === shown.command.body.person)
  if (!voter) throw new Error('Nobody')
  const command = signCommand({ ...shown.command.body, seen: fork }, voter.signing)
  const mixed = verifyRecord({ ...record, acts: record.acts.with(votes, { ...shown, command }) })
  expect(mixed.faults.map(({ kind }) => kind)).toContain('another-history')

  // However it is shared among threads, the same is found.
  const middle = record.acts[20]
  if (!middle) throw new Error('Too short')
  const spoiled = {
    ...record,
    acts: record.acts.with(20, { ...middle, command: { ...middle.command, signature: 'f'.repeat(128) } }),
  }
  const shares = [0, 1, 2].map((index) => verifyShare(spoiled, { index, of: 3 }))
  expect(shares.filter(({ faults }) => faults.length > 0)).toHaveLength(1)
  const [one, ...rest] = shares
  expect(one && joinVerdicts([one, ...rest]).faults).toEqual(verifyRecord(spoiled).faults)

  let mutants = 0
  const missed: string[] = []
  const expectFound = (name: string, acts: readonly RecordedAct[]) => {
    mutants++
    if (verifyRecord({ ...record, acts } satisfies MeetingRecord).faults.length === 0) missed.push(name)
  }
  const { acts } = record
  const serverSecret = randomBytes(32)
  for (const [index, act] of acts.entries()) {
    // The first entries make the meeting; those that matter here come after.
    if (index < 10) continue
    expectFound(`drop ${index}`, acts.toSpliced(index, 1))
    expectFound(`double ${index}`, acts.toSpliced(index, 0, act))
    if (index > 0) expectFound(`swap ${index}`, acts.with(index, acts[index - 1] ?? act).with(index - 1, act))
    expectFound(`time ${index}`, acts.with(index, { ...act, entry: { ...act.entry, ts: act.entry.ts + 1 } }))
    expectFound(`type ${index}`, acts.with(index, { ...act, entry: { ...act.entry, type: 'other' } }))
    expectFound(
      `nonce ${index}`,
      acts.with(index, { ...act, command: { ...act.command, body: { ...act.command.body, nonce: '0'.repeat(32) } } }),
    )
    expectFound(
      `author ${index}`,
      acts.with(index, { ...act, command: { ...act.command, body: { ...act.command.body, person: newId('p') } } }),
    )
    expectFound(
      `signature ${index}`,
      acts.with(index, { ...act, command: { ...act.command, signature: 'f'.repeat(128) } }),
    )
    const { sig: _sig, ...unsigned } = act.entry
    expectFound(`another server ${index}`, acts.with(index, { ...act, entry: signEntry(unsigned, serverSecret) }))
    if (act.ballot && 'choice' in act.ballot) {
      const other: Choice = act.ballot.choice.kind === 'yes' ? { kind: 'no' } : { kind: 'yes' }
      expectFound(`choice ${index}`, acts.with(index, { ...act, ballot: { ...act.ballot, choice: other } }))
      const { ballot: _ballot, ...hidden } = act
      expectFound(`hidden ${index}`, acts.with(index, hidden))
    }
  }
  for (let length = 1; length < acts.length; length++) {
    // A record that ends before the end of the session is not sealed, and says so by what it lacks.
    const cut = verifyRecord({ ...record, acts: acts.slice(0, length) })
    if (cut.isSealed) missed.push(`cut at ${length}`)
  }
  expect(missed).toEqual([])
  expect(mutants).toBeGreaterThan(150)
})
