import { idFromBytes, type DeviceId, type ItemId, type PersonId } from '#domain/kernel/ids.ts'
import { pollResult } from '#domain/voting/poll-result.ts'
import type { Poll } from '#domain/voting/poll.ts'
import type { Choice, PollQuestion } from '#domain/voting/question.ts'
import type { Act } from '#protocol/commands/acts.ts'
import { sealOf, type BallotContent } from '#protocol/commands/ballot.ts'
import type { Command, CommandBody } from '#protocol/commands/command.ts'
import { entryHash, type LogEntry } from '#protocol/commands/log-entry.ts'
import { toHex } from '#protocol/kernel/hex.ts'
import { signingPublicKey } from '#protocol/kernel/signatures.ts'
import type { MeetingRecord } from '#protocol/record/record-format.ts'
import { jointKey } from '#protocol/secret/ceremony.ts'
import { pointText } from '#protocol/secret/group.ts'
import { makeSecretBallot } from '#protocol/secret/secret-ballot.ts'
import { pollSums } from '#protocol/secret/sound-act.ts'
import { makePartial, openTally } from '#protocol/secret/tally.ts'
import { commandDomain } from '#protocol/versions.ts'
import { createAuthority, type Authority } from '#server/authority/authority.ts'
import type { Curve } from '#server/authority/quick-curve.ts'
import { makeServerKeyFile, openServerKeys } from '#server/authority/server-keys.ts'
import type { LogStore } from '#server/storage/ports.ts'
import { createInMemoryStores } from '#server/storage/memory/in-memory-stores.ts'
import { seeded, type Chance } from '#support/chance.ts'
import { makeCommittee } from '#support/counting-committee.ts'
import { voteQuestion } from '#support/vote-question.ts'

const id = <Prefix extends 'o' | 'p' | 'd' | 'm' | 'v' | 'i'>(prefix: Prefix, number: number) =>
  idFromBytes(prefix, new Uint8Array(16).fill(number))
export const [meeting, poll, item] = [id('m', 1), id('v', 1), id('i', 1)]
const people = [1, 2, 3, 4, 5]

export type Machine = {
  readonly device: DeviceId
  readonly person: PersonId
  readonly secret: Uint8Array
  readonly signingKey: string
}
/** Person 0 is the secretary, 1 the chair; persons 1 to 5 vote, and person 5 has two machines. */
const machines: readonly Machine[] = [0, 1, 2, 3, 4, 5, 5].map((person, index) => {
  const secret = new Uint8Array(32).fill(index + 1)
  return { device: id('d', index), person: id('p', person), secret, signingKey: signingPublicKey(secret) }
})
export const [office, chair] = machines as [Machine, Machine, ...Machine[]]

type Sent = { readonly command: Command; readonly ballot?: BallotContent }
export type Receipt = { readonly entry: LogEntry; readonly voter: PersonId; readonly isCounted: boolean }

/** One vote from the founding to the sealed record, in a world where networks fail and servers lose power. */
export async function startVote(
  seed: number,
  { curve, isSecret, fault }: { readonly curve: Curve; readonly isSecret: boolean; readonly fault?: 'forgets' },
) {
  const chance: Chance = seeded(seed)
  let now = 1_790_000_000_000
  const randomBytes = (length: number) => Uint8Array.from({ length }, () => chance(256))
  const env = { now: () => now, randomBytes, setTimer: () => () => {} }
  const stores = createInMemoryStores()
  /** A fault that is planted to see that it is found: now and then what was written last is not kept. */
  const logs: LogStore =
    fault === 'forgets'
      ? { ...stores.logs, append: async (acts) => (chance(6) === 0 ? undefined : stores.logs.append(acts)) }
      : stores.logs
  const keys = openServerKeys(makeServerKeyFile({ randomBytes }), env)
  const start = () =>
    createAuthority({
      logs,
      keys,
      curve,
      env,
      epoch: () => 1,
      isRecovering: () => false,
      hasFile: () => true,
      onRecorded: () => {},
    })
  let authority: Authority = await start()
  const revs = new Map<PersonId, number>()
  const underWay: Sent[] = []
  const receipts: Receipt[] = []
  const revoked = new Map<DeviceId, number>()

  const asServer = async (act: Parameters<Authority['submitAsServer']>[0]) => {
    const done = await authority.submitAsServer(act, { person: office.person, device: office.device })
    if (!done.ok) throw new Error(`${act.t}: ${done.error}`)
  }
  function sign({ device, person, secret }: Machine, act: Act): Command {
    const body: CommandBody = { act, person, device, at: now, nonce: toHex(randomBytes(16)) }
    return { body, signature: curve.sign(commandDomain, body, secret) }
  }
  async function must(machine: Machine, act: Act): Promise<LogEntry> {
    const done = await authority.submit(sign(machine, act))
    if (!done.ok) throw new Error(`${act.t}: ${done.error}`)
    return done.value
  }
  const held = (): Poll => {
    const known = authority.meeting(meeting).polls.get(poll)
    if (!known) throw new Error('No vote')
    return known
  }
  /** The power goes: what is in the store is all that is left. */
  const boot = async () => {
    authority = await start()
  }
  const machineOf = (person: PersonId): Machine => {
    const found = machines.find((machine) => machine.person === person)
    if (!found) throw new Error('Nobody')
    return found
  }

  async function found(): Promise<void> {
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
    for (const { device, person: owner, signingKey } of machines)
      await asServer({ t: 'device.enrol', device, person: owner, name: '', signingKey, receivingKey: signingKey })
    for (const number of people) await must(office, { t: 'person.put', person: person(number) })
    await must(office, { t: 'meeting.create', meeting })
    for (const number of people)
      await must(office, {
        t: 'role.set',
        meeting,
        person: id('p', number),
        roles: number === 1 ? ['chair', 'member'] : ['member'],
      })
    await must(office, { t: 'meeting.publish', meeting, papers: [] })
  }

  /** Who is here, who has left their vote to whom, with what weight, and who has an interest in the item. */
  async function gather(): Promise<void> {
    const [away, recused] = isSecret ? [0, 0] : [chance(4) === 0 ? 3 : 0, chance(5) === 0 ? 4 : 0]
    for (const number of people)
      if (number !== away) await must(office, { t: 'roll.arrive', meeting, person: id('p', number) })
    if (away > 0) {
      await must(office, { t: 'proxy.allow', meeting, most: 1 })
      await must(machineOf(id('p', away)), {
        t: 'proxy.give',
        meeting,
        from: id('p', away),
        to: id('p', 2),
        reason: '',
      })
    }
    if (!isSecret && chance(4) === 0)
      await must(office, {
        t: 'franchise.weigh',
        meeting,
        weights: people.map((number) => ({ person: id('p', number), weight: 1 + chance(3) })),
      })
    await must(chair, { t: 'session.start', meeting, reason: 'Đủ theo quy chế' })
    if (recused > 0) await must(chair, { t: 'recusal.set', meeting, item, person: id('p', recused), recused: true })
  }

  /** The ceremony of a committee of three, each act through the authority. */
  async function makeKey() {
    const holders = [1, 2, 3].map((number) => id('p', number))
    const { cmdHash: ceremony } = await must(office, { t: 'key.appoint', meeting, holders })
    const committee = makeCommittee(holders, randomBytes, ceremony)
    const key = committee.key()
    for (const holder of holders) {
      const commitment = key.commitments.get(holder)
      if (commitment) await must(machineOf(holder), { t: 'key.commit', meeting, ceremony, commitment })
    }
    for (const holder of holders)
      await must(machineOf(holder), { t: 'key.share', meeting, ceremony, shares: key.shares.get(holder) ?? [] })
    for (const holder of holders) await must(machineOf(holder), { t: 'key.confirm', meeting, ceremony })
    return committee
  }

  await found()
  await gather()
  const committee = isSecret ? await makeKey() : null
  const key = committee && jointKey(committee.key())
  const question: PollQuestion = voteQuestion({
    item: item as ItemId,
    mayChange: chance(4) > 0,
    show: !isSecret && chance(2) === 0 ? 'live' : 'after-close',
    graceSeconds: chance(3),
    ...(isSecret && { secret: { minBallots: 3 } }),
  })
  await must(office, { t: 'poll.prepare', meeting, poll, question })
  const { cmdHash: opening } = await must(chair, {
    t: 'poll.open',
    meeting,
    poll,
    question,
    reason: 'Đủ theo quy chế',
    ...(key && { key: pointText(key) }),
  })

  /** For oneself; by who holds a mandate also for the one who gave it; and now and then for somebody they have no mandate of. */
  function cast(machine: Machine): void {
    const others = [...held().proxies].filter(([, holder]) => holder === machine.person).map(([voter]) => voter)
    const stranger = id('p', 1 + chance(5))
    const voter = chance(3) === 0 ? (others[0] ?? (chance(4) === 0 ? stranger : machine.person)) : machine.person
    const choice: Choice = { kind: (['yes', 'no', 'abstain'] as const)[chance(3)] ?? 'yes' }
    const content: BallotContent = key
      ? makeSecretBallot({ question, opening, voter, key }, choice, randomBytes)
      : { choice, salt: toHex(randomBytes(16)) }
    const rev = (revs.get(voter) ?? 0) + 1
    revs.set(voter, rev)
    const act: Act = {
      t: 'poll.ballot',
      meeting,
      poll,
      opening,
      voter,
      rev,
      seal: sealOf(poll, content),
      helpReason: '',
    }
    const sent = { command: sign(machine, act), ballot: content }
    underWay.push(sent)
    // A double click is the same command twice.
    if (chance(5) === 0) underWay.push(sent)
  }

  async function deliver({ command, ballot }: Sent): Promise<void> {
    const answer = await authority.submit(command, ballot)
    // The answer is lost, or the power goes right after the entry was written.
    const isHeard = chance(4) > 0
    if (chance(12) === 0) await boot()
    if (!isHeard) underWay.push({ command, ...(ballot && { ballot }) })
    else if (answer.ok && command.body.act.t === 'poll.ballot') {
      const { voter } = command.body.act
      receipts.push({ entry: answer.value, voter, isCounted: held().ballots.get(voter)?.seq === answer.value.seq })
    }
  }

  return {
    chance,
    question,
    receipts,
    revoked,
    held,
    must,
    acts: () => authority.acts(meeting),
    serverSecret: keys.signing,
    /** What there is to see of the result, as text that can be compared. */
    result: () => JSON.stringify([pollResult(held()), [...held().ballots.keys()]]),
    pass(ms: number) {
      now += ms
    },
    boot,
    async step(): Promise<void> {
      now += chance(900)
      const what = chance(isSecret ? 16 : 10)
      const machine = machines[1 + chance(machines.length - 1)] ?? chair
      if (what < 5) return cast(machine)
      if (what === 9) {
        if (isSecret || machine === chair || chance(3) > 0 || revoked.has(machine.device)) return boot()
        await asServer({ t: 'device.revoke', device: machine.device })
        revoked.set(machine.device, now)
        now++
        return
      }
      // What is sent together arrives together, and is written in one go.
      const together = 1 + chance(3)
      const batch = Array.from({ length: together }, () =>
        underWay.splice(chance(Math.max(1, underWay.length)), 1),
      ).flat()
      await Promise.all(batch.map(deliver))
    },
    async deliverAll(): Promise<void> {
      for (let sent = underWay.shift(); sent; sent = underWay.shift()) await deliver(sent)
    },
    /** Closes, and publishes when the seconds that were promised are over; a secret one is counted by two holders first. */
    async publish(): Promise<'published' | 'too-few'> {
      if (!committee) {
        await must(chair, { t: 'poll.publish', meeting, poll })
        return 'published'
      }
      const sums = pollSums(held(), authority.acts(meeting))
      if (!sums || held().ballots.size < 3) {
        await must(chair, { t: 'poll.annul', meeting, poll, reason: 'Không đủ phiếu' })
        return 'too-few'
      }
      for (const holder of [id('p', 3), id('p', 1)]) {
        const place = { key: committee.key(), holder, opening }
        const partial = makePartial({ ...place, share: committee.shareOf(holder) }, sums, randomBytes)
        await must(machineOf(holder), { t: 'poll.partial', meeting, poll, partial })
      }
      const tally = openTally({ key: committee.key(), partials: held().partials, sums }, held().ballots.size)
      if (!tally) throw new Error('Not to be counted')
      await must(chair, { t: 'poll.publish', meeting, poll, tally })
      return 'published'
    },
    /** The session ends, both seal, and minutes are signed after that, as they are in offices. */
    async seal(): Promise<MeetingRecord> {
      await must(chair, { t: 'session.end', meeting })
      for (const machine of [chair, office]) {
        const last = authority.acts(meeting).at(-1)?.entry
        if (last) await must(machine, { t: 'log.seal', meeting, seq: last.seq, head: entryHash(last) })
      }
      const parts = [{ heading: '1', paragraphs: ['Thông qua.'] }]
      const draft = await must(office, { t: 'minutes.submit', meeting, parts })
      for (const [machine, as] of [
        [chair, 'chair'],
        [office, 'secretary'],
      ] as const)
        await must(machine, { t: 'minutes.sign', meeting, draft: draft.seq, hash: draft.cmdHash, as })
      return {
        format: 'pm-record/1',
        title: 'Phiên họp thử',
        log: meeting,
        serverKey: keys.publicKey,
        devices: machines.map(({ device, person, signingKey }) => ({
          id: device,
          person,
          signingKey,
          enrolledAt: 0,
          revokedAt: revoked.get(device) ?? null,
        })),
        people: [],
        acts: authority.acts(meeting),
      }
    },
  }
}

export type VoteRun = Awaited<ReturnType<typeof startVote>>
