import { execFileSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import * as encoding from 'lib0/encoding'
import type { MeetingId, PersonId, PollId } from '#domain/kernel/ids.ts'
import type { PollQuestion } from '#domain/voting/question.ts'
import { createHttpServerApi } from '#adapters/server-api/http-server-api.ts'
import type { PartialCount } from '#domain/voting/poll.ts'
import { sealOf, type BallotContent } from '#protocol/commands/ballot.ts'
import { entryHash } from '#protocol/commands/log-entry.ts'
import { replayMeeting } from '#protocol/commands/replay.ts'
import { documentKey } from '#protocol/documents/document-names.ts'
import { toHex } from '#protocol/kernel/hex.ts'
import { jointKey } from '#protocol/secret/ceremony.ts'
import { pointText } from '#protocol/secret/group.ts'
import { makeSecretBallot } from '#protocol/secret/secret-ballot.ts'
import { pollSums } from '#protocol/secret/sound-act.ts'
import { makePartial, openTally } from '#protocol/secret/tally.ts'
import { messageType } from '#protocol/sync/messages.ts'
import { makeCommittee } from '../support/counting-committee.ts'
import { createMeetingRecordFor, logOf } from '../support/meeting-record.ts'
import { startServerProcess } from '../support/server-process.ts'
import {
  addPerson,
  foundOrganisation,
  newId,
  publishMeeting,
  randomBytes,
  temporaryFolder,
  type TestDevice,
  type TestServer,
} from '../support/test-server.ts'
import { frame, RawConnection } from '../support/raw-connection.ts'
import { voteQuestion } from '../support/vote-question.ts'
import { measureFloor } from './fan-out.ts'
import { measured, median, percentile, type Measurement } from './measure.ts'

const screens = 200
const acts = 60
const voters = 500

type Hall = {
  readonly server: TestServer
  /** Of the server's process. */
  readonly pid: number
  readonly chair: TestDevice
  readonly meeting: MeetingId
  readonly key: string
  close(): Promise<void>
}

/** A meeting in session on a server process of its own; `members` have devices and are present. */
export async function openHall(members: number): Promise<Hall & { readonly members: readonly TestDevice[] }> {
  const folder = await temporaryFolder()
  const process = await startServerProcess({ folder: folder.path })
  const api = createHttpServerApi({ baseUrl: process.url, timeoutMs: 60_000, now: Date.now })
  const server = { ...process, api, syncUrl: `${process.url.replace('http', 'ws')}/sync` } as unknown as TestServer
  const chair = await foundOrganisation(server)
  const people: TestDevice[] = []
  for (let n = 0; n < members; n++) people.push(await addPerson(chair))
  const meeting = await publishMeeting(chair, new Map(people.map(({ person }) => [person, ['member'] as const])))
  await chair.must({ t: 'role.set', meeting, person: chair.person, roles: ['secretary', 'chair', 'member'] })
  for (const { person } of [chair, ...people]) await chair.must({ t: 'roll.arrive', meeting, person })
  await chair.must({ t: 'session.start', meeting, reason: '' })
  return {
    server,
    pid: process.child.pid ?? 0,
    chair,
    members: people,
    meeting,
    key: documentKey({ kind: 'log', meeting }),
    close: async () => {
      await process.kill('SIGTERM')
      await folder.remove()
    },
  }
}

/** Resolves with the milliseconds that each connection waited for a text. */
function arrivals(readers: readonly RawConnection[], text: string): Promise<readonly number[]> {
  const start = performance.now()
  const wanted = Buffer.from(text)
  return Promise.all(
    readers.map(
      ({ socket }) =>
        new Promise<number>((resolve, reject) => {
          const limit = setTimeout(() => reject(new Error(`“${text}” did not reach every screen`)), 30_000)
          const look = (data: unknown) => {
            if (!(data as Buffer).includes(wanted)) return
            socket.off('message', look)
            clearTimeout(limit)
            resolve(performance.now() - start)
          }
          socket.on('message', look)
        }),
    ),
  )
}

async function measureActs(): Promise<readonly Measurement[]> {
  const hall = await openHall(1)
  const { chair, meeting, server, key } = hall
  const readers: RawConnection[] = []
  for (let n = 0; n < screens; n++) readers.push(await RawConnection.open(server, hall.members[0] ?? chair, key))
  await Promise.all(readers.map((reader) => reader.arrives()))
  const actTimes: number[] = []
  for (let n = 0; n < acts; n++) {
    const shown = arrivals(readers, `#${n}#`)
    await chair.must({ t: 'screen.show', meeting, content: { kind: 'message', text: `#${n}#` } })
    actTimes.push(...(await shown))
  }
  const presenter = await RawConnection.open(server, chair, key)
  await presenter.arrives()
  const pageTimes: number[] = []
  for (let n = 0; n < acts; n++) {
    const shown = arrivals(readers, `@${n}@`)
    presenter.send(awareness(n + 1, { place: { paper: `@${n}@`, page: n, top: 700, left: 0 } }))
    pageTimes.push(...(await shown))
  }
  for (const reader of [...readers, presenter]) reader.socket.terminate()
  await hall.close()
  const floor = await measureFloor()
  return [
    measured(`an act of the chair to ${screens} screens, median`, { value: median(actTimes), floor: median(floor) }),
    measured(`an act of the chair to ${screens} screens, p99`, {
      value: percentile(actTimes, 0.99),
      floor: percentile(floor, 0.99),
    }),
    measured(`a page turn to ${screens} followers, p99`, {
      value: percentile(pageTimes, 0.99),
      floor: percentile(floor, 0.99),
    }),
  ]
}

const awareness = (clock: number, state: object) =>
  frame((encoder) => {
    encoding.writeVarUint(encoder, messageType.awareness)
    encoding.writeVarUint8Array(
      encoder,
      frame((inner) => {
        encoding.writeVarUint(inner, 1)
        encoding.writeVarUint(inner, 7)
        encoding.writeVarUint(inner, clock)
        encoding.writeVarString(inner, JSON.stringify(state))
      }),
    )
  })

type Content = (poll: PollId, opening: string, voter: PersonId) => BallotContent

/** Until all machines have the card, until all ballots have their receipt, and how many bytes each ballot is. */
async function holdVote(
  { chair, meeting, members }: Awaited<ReturnType<typeof openHall>>,
  readers: readonly RawConnection[],
  {
    question,
    key,
    content,
    publish,
  }: {
    readonly question: PollQuestion
    readonly key?: string
    readonly content: Content
    readonly publish: (poll: PollId) => Promise<void>
  },
): Promise<readonly Measurement[]> {
  const name = question.secret ? 'secret' : 'open'
  const poll = newId('v')
  await chair.must({ t: 'poll.prepare', meeting, poll, question })
  const shown = arrivals(readers, '"t":"poll.open"')
  const opened = await chair.submit({ t: 'poll.open', meeting, poll, question, reason: '', ...(key && { key }) })
  if (!opened.ok) throw new Error(opened.error)
  const cardTimes = await shown
  const opening = opened.value.entry.cmdHash
  const makeTimes: number[] = []
  const requests = members.map((member) => {
    const started = performance.now()
    const ballot = content(poll, opening, member.person)
    makeTimes.push(performance.now() - started)
    const act = { t: 'poll.ballot', meeting, poll, opening, voter: member.person, rev: 1, helpReason: '' } as const
    return { member, request: { ...member.command({ ...act, seal: sealOf(poll, ballot) }), ballot } }
  })
  const start = performance.now()
  await Promise.all(
    requests.map(async ({ member, request }) => {
      const done = await member.api.call('command', request, member.access)
      if (!done.ok) throw new Error(`A ballot was refused: ${done.error}`)
    }),
  )
  const lastReceipt = performance.now() - start
  await chair.must({ t: 'poll.close', meeting, poll })
  await publish(poll)
  const bytes = requests.map(({ request }) => JSON.stringify(request).length)
  return [
    measured(`${name} vote: on ${voters} machines, p99`, { value: percentile(cardTimes, 0.99) }),
    measured(`${name} vote: making a ballot, median`, { value: median(makeTimes) }),
    measured(`${name} vote: ${voters} ballots at once, the last receipt`, { value: lastReceipt }),
    measured(`${name} vote: a ballot on the wire, median`, { value: median(bytes), unit: 'bytes' }),
  ]
}

async function measureVotes(): Promise<readonly Measurement[]> {
  console.log(`Inviting ${voters} voters…`)
  const hall = await openHall(voters)
  const { chair, meeting, members, server, key } = hall
  const readers: RawConnection[] = []
  for (const member of members) readers.push(await RawConnection.open(server, member, key))
  await Promise.all(readers.map((reader) => reader.arrives()))
  const open = await holdVote(hall, readers, {
    question: voteQuestion({ graceSeconds: 0 }),
    content: () => ({ choice: { kind: 'yes' }, salt: toHex(randomBytes(16)) }),
    publish: (poll) => chair.must({ t: 'poll.publish', meeting, poll }),
  })
  const holders = members.slice(0, 3)
  const committee = await makeKeyOnServer(holders, chair, meeting)
  const counting = jointKey(committee.key())
  const question = voteQuestion({ graceSeconds: 0, secret: { minBallots: 5 } })
  const secret = await holdVote(hall, readers, {
    question,
    key: pointText(counting),
    content: (_poll, opening, voter) =>
      makeSecretBallot({ question, opening, voter, key: counting }, { kind: 'yes' }, randomBytes),
    publish: (poll) => countAndPublish(hall, committee, { poll, holders }),
  })
  for (const reader of readers) reader.socket.terminate()
  const verification = await measureVerification(hall)
  await hall.close()
  return [...open, ...secret, verification]
}

type Committee = ReturnType<typeof makeCommittee>

const recordOf = async ({ chair, members, meeting }: Awaited<ReturnType<typeof openHall>>) =>
  createMeetingRecordFor({
    doc: await logOf(chair, meeting),
    meeting,
    serverKey: chair.signedIn.serverKey,
    devices: [chair, ...members],
  })

/** Two holders open the sum, as their machines do it, and the chair publishes what it holds. */
async function countAndPublish(
  hall: Awaited<ReturnType<typeof openHall>>,
  committee: Committee,
  { poll, holders }: { readonly poll: PollId; readonly holders: readonly TestDevice[] },
): Promise<void> {
  const { acts } = await recordOf(hall)
  const held = replayMeeting(acts, new Map()).polls.get(poll)
  const sums = held && pollSums(held, acts)
  if (!held || !sums) throw new Error('Nothing to count')
  const { meeting, chair } = hall
  const partials = new Map<PersonId, PartialCount>()
  for (const holder of holders.slice(0, 2)) {
    const place = { key: committee.key(), holder: holder.person, opening: held.opening }
    const partial = makePartial({ ...place, share: committee.shareOf(holder.person) }, sums, randomBytes)
    partials.set(holder.person, partial)
    await holder.must({ t: 'poll.partial', meeting, poll, partial })
  }
  const tally = openTally({ key: committee.key(), partials, sums }, voters)
  if (tally?.[0] !== voters) throw new Error(`${voters} votes for were counted as ${String(tally?.[0])}`)
  await chair.must({ t: 'poll.publish', meeting, poll, tally })
}

/** The sealed record of both votes, checked by the command that outsiders use, with as many threads as there are cores. */
async function measureVerification(hall: Awaited<ReturnType<typeof openHall>>): Promise<Measurement> {
  const { chair, meeting } = hall
  await chair.must({ t: 'session.end', meeting })
  const last = (await recordOf(hall)).acts.at(-1)?.entry
  if (!last) throw new Error('An empty log')
  await chair.must({ t: 'log.seal', meeting, seq: last.seq, head: entryHash(last) })
  const folder = await temporaryFolder()
  const file = path.join(folder.path, 'record.json')
  await writeFile(file, JSON.stringify(await recordOf(hall)))
  const script = path.resolve(import.meta.dirname, '../../build/scripts/verify-record.mjs')
  const start = performance.now()
  const said = execFileSync(process.execPath, [script, file], { encoding: 'utf8', stdio: 'pipe' })
  const value = performance.now() - start
  if (!said.includes('The record is sound.')) throw new Error(said)
  await folder.remove()
  return measured(`the record of both votes, ${availableParallelism()} threads`, { value })
}

/** The ceremony as three machines do it, each act through the authority. */
async function makeKeyOnServer(
  holders: readonly TestDevice[],
  chair: TestDevice,
  meeting: MeetingId,
): Promise<Committee> {
  const persons = holders.map(({ person }) => person)
  const appointed = await chair.submit({ t: 'key.appoint', meeting, holders: persons })
  if (!appointed.ok) throw new Error(appointed.error)
  const ceremony = appointed.value.entry.cmdHash
  const committee = makeCommittee(persons, randomBytes, ceremony)
  const key = committee.key()
  for (const device of holders) {
    const commitment = key.commitments.get(device.person)
    if (commitment) await device.must({ t: 'key.commit', meeting, ceremony, commitment })
  }
  for (const device of holders)
    await device.must({ t: 'key.share', meeting, ceremony, shares: key.shares.get(device.person) ?? [] })
  for (const device of holders) await device.must({ t: 'key.confirm', meeting, ceremony })
  return committee
}

export const measureRoom = async (): Promise<readonly Measurement[]> => [
  ...(await measureActs()),
  ...(await measureVotes()),
]
