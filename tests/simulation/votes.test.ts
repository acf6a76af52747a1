import { expect, test } from 'vitest'
import type { PersonId } from '#domain/kernel/ids.ts'
import { weightIn } from '#domain/voting/franchise.ts'
import { pollResult } from '#domain/voting/poll-result.ts'
import type { LogEntry, RecordedAct } from '#protocol/commands/log-entry.ts'
import { verifyRecord, verifyShare } from '#protocol/record/verify-record.ts'
import { openQuickCurve } from '#server/authority/quick-curve.ts'
import { mutate } from '#support/mutate-record.ts'
import { chair, meeting, poll, startVote, type VoteRun } from './vote-run.ts'

/** More with SIMULATION_SEEDS=20000; a failing seed is replayed with SIMULATION_FIRST=n SIMULATION_SEEDS=1. */
const seeds = Number(process.env.SIMULATION_SEEDS ?? 2000)
const firstSeed = Number(process.env.SIMULATION_FIRST ?? 1)
/** Changed records that are checked with every tenth seed; half of them by a server that signs everything anew. */
const mutantsPerSeed = Number(process.env.SIMULATION_MUTANTS ?? 1)
const seedsPerTest = 50
/** Every so many seeds the vote is a secret one: its ballots take computing. */
const secretEvery = 50

const groups = Array.from({ length: Math.ceil(seeds / seedsPerTest) }, (_, group) => {
  const from = firstSeed + group * seedsPerTest
  return [from, Math.min(from + seedsPerTest, firstSeed + seeds) - 1] as const
})

test.each(groups)(
  'seeds %i to %i: one counted ballot a voter, none after the close, and a receipt is always in the tally',
  async (from, to) => {
    const curve = await openQuickCurve()
    let held = 0
    for (let seed = from; seed <= to; seed++, held++)
      try {
        await hold(await startVote(seed, { curve, isSecret: seed % secretEvery === 0 }), seed)
      } catch (fault) {
        throw new Error(`seed ${seed}: ${fault instanceof Error ? fault.message : String(fault)}`, { cause: fault })
      }
    expect(held).toBe(to - from + 1)
  },
)

test('a server that answers before it has written is found', async () => {
  const curve = await openQuickCurve()
  let found = 0
  for (let seed = 1; seed <= 20; seed++)
    try {
      await hold(await startVote(seed, { curve, isSecret: false, fault: 'forgets' }), seed)
    } catch {
      found++
    }
  expect(found).toBe(20)
})

async function hold(run: VoteRun, seed: number): Promise<void> {
  const { question } = run
  for (let n = 0; n < 25; n++) await run.step()
  const closed = await run.must(chair, { t: 'poll.close', meeting, poll })
  for (let n = 0; n < 8; n++) await run.step()
  run.pass(question.graceSeconds * 1000 + 1)
  const outcome = await run.publish()
  const published = run.result()
  for (let n = 0; n < 8; n++) await run.step()
  await run.deliverAll()
  await run.boot()

  expect(run.result()).toBe(published)
  const counted = countByHand(run, closed)
  expect([...run.held().ballots].map(([voter, { seq }]) => [voter, seq])).toEqual(
    [...counted].map(([voter, { entry }]) => [voter, entry.seq]),
  )
  checkNumbers(run, counted, outcome)
  for (const { entry, voter, isCounted } of run.receipts) {
    const inTally = run.held().ballots.get(voter)?.seq ?? 0
    if (isCounted) expect(inTally).toBeGreaterThanOrEqual(entry.seq)
    if (!question.mayChange && isCounted) expect(inTally).toBe(entry.seq)
  }
  await checkRecord(run, seed)
}

/** Counted once more from the bare entries: the last ballot of each voter that came in time. */
function countByHand(run: VoteRun, closed: LogEntry): ReadonlyMap<PersonId, RecordedAct> {
  const end = closed.ts + run.question.graceSeconds * 1000
  const { electorate, proxies } = run.held()
  const last = new Map<PersonId, RecordedAct>()
  for (const act of run.acts()) {
    const { act: done, person, device } = act.command.body
    const isOpen = act.entry.seq < closed.seq || act.entry.ts <= end
    if (done.t !== 'poll.ballot' || !isOpen) continue
    expect(electorate.has(done.voter)).toBe(true)
    expect(proxies.get(done.voter) ?? done.voter).toBe(person)
    expect(act.entry.ts).toBeLessThanOrEqual(run.revoked.get(device) ?? Infinity)
    const before = last.get(done.voter)?.command.body.act
    if (before?.t === 'poll.ballot') expect(done.rev).toBeGreaterThan(before.rev)
    last.set(done.voter, act)
  }
  return last
}

function checkNumbers(
  run: VoteRun,
  counted: ReadonlyMap<PersonId, RecordedAct>,
  outcome: 'published' | 'too-few',
): void {
  const held = run.held()
  if (held.question.secret) {
    // Nobody can say who chose what; the boxes add up to the voters, and fewer than the least are never counted.
    expect(outcome === 'too-few').toBe(counted.size < held.question.secret.minBallots)
    if (outcome === 'published') expect(held.tally?.reduce((sum, votes) => sum + votes, 0)).toBe(counted.size)
    return
  }
  const units = { yes: 0, no: 0, abstain: 0 }
  for (const [voter, { ballot }] of counted)
    if (ballot && 'choice' in ballot && ballot.choice.kind in units)
      units[ballot.choice.kind as keyof typeof units] += weightIn(held, voter)
  expect(pollResult(held)).toMatchObject({ counts: units })
}

/** The record of the run is sound, weeks later too; and what was changed in it is found, by whomever. */
async function checkRecord(run: VoteRun, seed: number): Promise<void> {
  const record = await run.seal()
  const hashes = record.acts.map(({ entry }) => entry.cmdHash)
  expect(new Set(hashes).size).toBe(hashes.length)
  const isThorough = seed % 10 === 0
  // Everything but signatures in every seed; of these an eighth, and all of them in every tenth.
  const verdict = isThorough ? verifyRecord(record) : verifyShare(record, { index: seed % 8, of: 8 })
  expect(verdict).toMatchObject({ faults: [], isSealed: true })
  for (let n = 0; isThorough && n < mutantsPerSeed; n++) {
    const { name, acts } = mutate(record.acts, { chance: run.chance, serverSecret: run.serverSecret })
    const { faults, isSealed } = verifyRecord({ ...record, acts })
    if (faults.length === 0 && isSealed) throw new Error(`not found: ${name}`)
  }
}
