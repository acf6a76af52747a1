import { expect, test } from 'vitest'
import { idFromBytes, type DeviceId, type PersonId } from '#domain/kernel/ids.ts'
import { pollResult } from '#domain/voting/poll-result.ts'
import type { Choice } from '#domain/voting/question.ts'
import type { Act } from '#protocol/commands/acts.ts'
import { sealOf, type SealedChoice } from '#protocol/commands/ballot.ts'
import { signCommand, type Command } from '#protocol/commands/command.ts'
import { entryHash, type LogEntry, type RecordedAct } from '#protocol/commands/log-entry.ts'
import { toHex } from '#protocol/kernel/hex.ts'
import { verifyRecord } from '#protocol/record/verify-record.ts'
import type { MeetingRecord } from '#protocol/record/record-format.ts'
import { signingPublicKey } from '#protocol/kernel/signatures.ts'
import { createAuthority, type Authority } from '#server/authority/authority.ts'
import { makeServerKeyFile, openServerKeys } from '#server/authority/server-keys.ts'
import { openQuickCurve } from '#server/authority/quick-curve.ts'
import { createInMemoryStores } from '#server/storage/memory/in-memory-stores.ts'
import { seeded } from '#support/chance.ts'
import { mutate } from '#support/mutate-record.ts'
import { voteQuestion } from '#support/vote-question.ts'

/** More with SIMULATION_SEEDS=2000; a failing seed is replayed with SIMULATION_FIRST=n SIMULATION_SEEDS=1. */
const seeds = Number(process.env.SIMULATION_SEEDS ?? 60)
/** Changed records that are checked with each seed; half of them by a server that signs everything anew. */
const mutantsPerSeed = Number(process.env.SIMULATION_MUTANTS ?? 2)
const firstSeed = Number(process.env.SIMULATION_FIRST ?? 1)

const id = <Prefix extends 'o' | 'p' | 'd' | 'm' | 'v'>(prefix: Prefix, number: number) =>
  idFromBytes(prefix, new Uint8Array(16).fill(number))
const [meeting, poll] = [id('m', 1), id('v', 1)]

type Machine = { readonly device: DeviceId; readonly person: PersonId; readonly secret: Uint8Array; rev: number }
type Sent = { readonly command: Command; readonly ballot?: SealedChoice }

/** Person 0 is the secretary, 1 the chair; persons 1 to 5 vote, and person 5 has two machines. */
const machines = (): Machine[] =>
  [0, 1, 2, 3, 4, 5, 5].map((person, index) => ({
    device: id('d', index),
    person: id('p', person),
    secret: new Uint8Array(32).fill(index + 1),
    rev: 0,
  }))

test.each(Array.from({ length: seeds }, (_, n) => firstSeed + n))(
  'seed %i: one counted ballot a voter, none after the close, and a receipt is always in the tally',
  async (seed) => {
    const chance = seeded(seed)
    let now = 1_790_000_000_000
    const randomBytes = (length: number) => Uint8Array.from({ length }, () => chance(256))
    const env = { now: () => now, randomBytes, setTimer: () => () => {} }
    const stores = createInMemoryStores()
    const keys = openServerKeys(makeServerKeyFile({ randomBytes }), env)
    const curve = await openQuickCurve()
    const all = machines()
    const [office, chairs] = all as [Machine, Machine, ...Machine[]]
    const voters = all.slice(1)
    const start = () =>
      createAuthority({
        logs: stores.logs,
        keys,
        curve,
        env,
        epoch: () => 1,
        isRecovering: () => false,
        hasFile: () => true,
        onRecorded: () => {},
      })
    let authority: Authority = await start()
    /** The power goes: what is in the store is all that is left. */
    const boot = async () => {
      authority = await start()
    }
    const asServer = async (act: Parameters<Authority['submitAsServer']>[0]) => {
      const done = await authority.submitAsServer(act, { person: office.person, device: office.device })
      if (!done.ok) throw new Error(`${act.t}: ${done.error}`)
    }
    const person = (number: number) => ({
      id: id('p', number),
      account: `person.${number}`,
      name: `Người ${number}`,
      position: '',
      unit: null,
      systemRoles: number === 0 ? (['admin', 'secretariat'] as const) : [],
      active: true,
      order: number,
    })
    await asServer({ t: 'organisation.create', organisation: id('o', 1), name: 'Hội đồng', founder: person(0) })
    for (const machine of all) {
      const signingKey = signingPublicKey(machine.secret)
      await asServer({
        t: 'device.enrol',
        device: machine.device,
        person: machine.person,
        name: '',
        signingKey,
        receivingKey: signingKey,
      })
    }
    const sign = (machine: Machine, act: Act): Command =>
      signCommand(
        { act, person: machine.person, device: machine.device, at: now, nonce: toHex(randomBytes(16)) },
        machine.secret,
      )
    const must = async (machine: Machine, act: Act): Promise<LogEntry> => {
      const done = await authority.submit(sign(machine, act))
      if (!done.ok) throw new Error(`${act.t}: ${done.error}`)
      return done.value
    }
    for (const number of [1, 2, 3, 4, 5]) await must(office, { t: 'person.put', person: person(number) })
    await must(office, { t: 'meeting.create', meeting })
    for (const number of [1, 2, 3, 4, 5])
      await must(office, {
        t: 'role.set',
        meeting,
        person: id('p', number),
        roles: number === 1 ? ['chair', 'member'] : ['member'],
      })
    await must(office, { t: 'meeting.publish', meeting, papers: [] })
    for (const number of [1, 2, 3, 4, 5]) await must(office, { t: 'roll.arrive', meeting, person: id('p', number) })
    await must(chairs, { t: 'session.start', meeting, reason: '' })
    const question = voteQuestion({
      mayChange: chance(4) > 0,
      show: chance(2) === 0 ? 'live' : 'after-close',
      graceSeconds: chance(3),
    })
    await must(office, { t: 'poll.prepare', meeting, poll, question })
    const { cmdHash: opening } = await must(chairs, { t: 'poll.open', meeting, poll, question, reason: '' })

    const underWay: Sent[] = []
    const receipts: { readonly entry: LogEntry; readonly voter: PersonId; readonly isCounted: boolean }[] = []
    const revoked = new Map<DeviceId, number>()
    const result = () => {
      const known = authority.meeting(meeting).polls.get(poll)
      return known ? JSON.stringify([pollResult(known), [...known.ballots.keys()]]) : ''
    }

    async function deliver({ command, ballot }: Sent): Promise<void> {
      const answer = await authority.submit(command, ballot)
      // The answer is lost, or the power goes right after the entry was written.
      const isHeard = chance(4) > 0
      if (chance(12) === 0) await boot()
      if (!isHeard) underWay.push({ command, ...(ballot && { ballot }) })
      else if (answer.ok && command.body.act.t === 'poll.ballot') {
        const { voter } = command.body.act
        const isCounted = authority.meeting(meeting).polls.get(poll)?.ballots.get(voter)?.seq === answer.value.seq
        receipts.push({ entry: answer.value, voter, isCounted })
      }
    }

    async function step(): Promise<void> {
      now += chance(900)
      const choice = chance(10)
      if (choice < 5) {
        const machine = voters[chance(voters.length)]
        if (!machine) return
        const said: Choice = { kind: (['yes', 'no', 'abstain'] as const)[chance(3)] ?? 'yes' }
        const ballot = { choice: said, salt: toHex(randomBytes(16)) }
        machine.rev++
        const command = sign(machine, {
          t: 'poll.ballot',
          meeting,
          poll,
          opening,
          voter: machine.person,
          rev: machine.rev,
          seal: sealOf(poll, ballot),
          helpReason: '',
        })
        underWay.push({ command, ballot })
        // A double click is the same command twice.
        if (chance(5) === 0) underWay.push({ command, ballot })
        return
      }
      if (choice < 9) {
        const [sent] = underWay.splice(chance(Math.max(1, underWay.length)), 1)
        if (sent) await deliver(sent)
        return
      }
      const machine = voters[chance(voters.length)]
      if (machine && machine !== chairs && chance(3) === 0 && !revoked.has(machine.device)) {
        await asServer({ t: 'device.revoke', device: machine.device })
        revoked.set(machine.device, now)
        now++
      } else await boot()
    }
    for (let n = 0; n < 25; n++) await step()
    const closed = await must(chairs, { t: 'poll.close', meeting, poll })
    for (let n = 0; n < 8; n++) await step()
    now += question.graceSeconds * 1000 + 1
    await must(chairs, { t: 'poll.publish', meeting, poll })
    const published = result()
    for (let n = 0; n < 8; n++) await step()
    while (underWay.length > 0) {
      const [sent] = underWay.splice(0, 1)
      if (sent) await deliver(sent)
    }
    await boot()

    expect(result()).toBe(published)
    // Counted once more, by hand, from the bare entries.
    const end = closed.ts + question.graceSeconds * 1000
    const last = new Map<PersonId, RecordedAct>()
    for (const act of authority.acts(meeting)) {
      const done = act.command.body.act
      const isOpen = act.entry.seq < closed.seq || act.entry.ts <= end
      if (done.t !== 'poll.ballot' || !isOpen) continue
      expect(done.voter).toBe(act.command.body.person)
      expect(act.entry.ts).toBeLessThanOrEqual(revoked.get(act.command.body.device) ?? Infinity)
      const before = last.get(done.voter)
      if (before && before.command.body.act.t === 'poll.ballot')
        expect(done.rev).toBeGreaterThan(before.command.body.act.rev)
      last.set(done.voter, act)
    }
    const counted = authority.meeting(meeting).polls.get(poll)
    expect(counted && [...counted.ballots].map(([voter, { seq, choice }]) => [voter, seq, choice?.kind])).toEqual(
      [...last].map(([voter, { entry, ballot }]) => [
        voter,
        entry.seq,
        ballot && 'choice' in ballot && ballot.choice.kind,
      ]),
    )
    for (const { entry, voter, isCounted } of receipts) {
      const inTally = counted?.ballots.get(voter)?.seq ?? 0
      if (isCounted) expect(inTally).toBeGreaterThanOrEqual(entry.seq)
      if (!question.mayChange && isCounted) expect(inTally).toBe(entry.seq)
    }
    await checkRecord()

    /** The record of this run is sound, weeks later too; and what was changed in it is found, by whomever. */
    async function checkRecord(): Promise<void> {
      await must(chairs, { t: 'session.end', meeting })
      const seal = async (machine: Machine) => {
        const last = authority.acts(meeting).at(-1)?.entry
        if (!last) throw new Error('An empty log')
        await must(machine, { t: 'log.seal', meeting, seq: last.seq, head: entryHash(last) })
      }
      await seal(chairs)
      await seal(office)
      const parts = [{ heading: '1', paragraphs: ['Thông qua.'] }]
      const draft = await must(office, { t: 'minutes.submit', meeting, parts })
      for (const [machine, as] of [
        [chairs, 'chair'],
        [office, 'secretary'],
      ] as const)
        await must(machine, { t: 'minutes.sign', meeting, draft: draft.seq, hash: draft.cmdHash, as })
      const record: MeetingRecord = {
        format: 'pm-record/1',
        title: 'Phiên họp thử',
        log: meeting,
        serverKey: keys.publicKey,
        devices: all.map(({ device, person: owner, secret }) => ({
          id: device,
          person: owner,
          signingKey: signingPublicKey(secret),
          enrolledAt: 0,
          revokedAt: revoked.get(device) ?? null,
        })),
        people: [],
        acts: authority.acts(meeting),
      }
      expect(verifyRecord(record)).toMatchObject({ faults: [], isSealed: true })
      for (let n = 0; n < mutantsPerSeed; n++) {
        const { name, acts } = mutate(record.acts, { chance, serverSecret: keys.signing })
        const { faults, isSealed } = verifyRecord({ ...record, acts })
        if (faults.length === 0 && isSealed) throw new Error(`seed ${seed}: not found: ${name}`)
      }
    }

    const hashes = authority.acts(meeting).map(({ entry }) => entry.cmdHash)
    expect(new Set(hashes).size).toBe(hashes.length)
  },
)
