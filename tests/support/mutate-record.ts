import { entryHash, genesis, signEntry, type RecordedAct } from '#protocol/commands/log-entry.ts'
import { commandHash } from '#protocol/commands/command.ts'
import type { Chance } from './chance.ts'

export type Mutant = { readonly name: string; readonly acts: readonly RecordedAct[] }

/**
 * A record in which something was changed, somewhere up to its last seal. Half of them are an outsider's, who cannot sign; half are
 * those of a server that numbers, links and signs everything anew with its own true key.
 */
export function mutate(
  acts: readonly RecordedAct[],
  { chance, serverSecret }: { readonly chance: Chance; readonly serverSecret: Uint8Array },
): Mutant {
  const covered = acts.findLastIndex(({ command }) => command.body.act.t === 'log.seal')
  const index = chance(covered)
  const act = acts[index]
  if (!act) throw new Error('An empty record')
  const asServer = chance(2) === 0
  const changed = changes[chance(changes.length)]?.(acts, index, chance)
  // Where this act has nothing to change in that way, its removal is the change.
  const { what, after } = changed ?? { what: 'drop', after: acts.toSpliced(index, 1) }
  return {
    name: `${asServer ? 'server' : 'outsider'}: ${what} at ${index + 1} (${act.command.body.act.t})`,
    acts: asServer ? signAnew(after, serverSecret) : after,
  }
}

type Change = (
  acts: readonly RecordedAct[],
  index: number,
  chance: Chance,
) => { readonly what: string; readonly after: readonly RecordedAct[] } | null

const at = (acts: readonly RecordedAct[], index: number): RecordedAct => acts[index] as RecordedAct
const put = (acts: readonly RecordedAct[], index: number, act: Partial<RecordedAct>): readonly RecordedAct[] =>
  acts.with(index, { ...at(acts, index), ...act })

const changes: readonly Change[] = [
  (acts, index) => ({ what: 'drop', after: acts.toSpliced(index, 1) }),
  (acts, index) => ({ what: 'double', after: acts.toSpliced(index, 0, at(acts, index)) }),
  (acts, index) =>
    index === 0
      ? null
      : { what: 'swap', after: acts.with(index, at(acts, index - 1)).with(index - 1, at(acts, index)) },
  (acts, index, chance) => {
    const to = chance(acts.length)
    return to === index
      ? null
      : { what: `move to ${to + 1}`, after: acts.toSpliced(index, 1).toSpliced(to, 0, at(acts, index)) }
  },
  (acts, index, chance) => {
    const { entry } = at(acts, index)
    return { what: 'time', after: put(acts, index, { entry: { ...entry, ts: entry.ts + 1 + chance(5000) } }) }
  },
  (acts, index) => {
    const { entry } = at(acts, index)
    return { what: 'type', after: put(acts, index, { entry: { ...entry, type: 'role.set', epoch: entry.epoch + 1 } }) }
  },
  (acts, index) => {
    const { command } = at(acts, index)
    const body = { ...command.body, nonce: '0'.repeat(32) }
    return { what: 'nonce', after: put(acts, index, { command: { ...command, body } }) }
  },
  (acts, index) => {
    const { command } = at(acts, index)
    const other = acts.find((act) => act.command.body.person !== command.body.person)?.command.body
    if (!other) return null
    const body = { ...command.body, person: other.person, device: other.device }
    return { what: 'author', after: put(acts, index, { command: { ...command, body } }) }
  },
  (acts, index) => {
    const { command } = at(acts, index)
    return { what: 'signature', after: put(acts, index, { command: { ...command, signature: 'f'.repeat(128) } }) }
  },
  (acts, index) => {
    const { command } = at(acts, index)
    const { act } = command.body
    if (act.t !== 'poll.ballot') return null
    const body = { ...command.body, act: { ...act, rev: act.rev + 7 } }
    return { what: 'revision', after: put(acts, index, { command: { ...command, body } }) }
  },
  (acts, index) => {
    const { ballot } = at(acts, index)
    if (!ballot || !('choice' in ballot)) return null
    const choice = ballot.choice.kind === 'yes' ? ({ kind: 'no' } as const) : ({ kind: 'yes' } as const)
    return { what: 'choice', after: put(acts, index, { ballot: { ...ballot, choice } }) }
  },
  (acts, index) => {
    const { ballot, ...hidden } = at(acts, index)
    return ballot ? { what: 'hidden choice', after: acts.with(index, hidden) } : null
  },
]

function signAnew(acts: readonly RecordedAct[], serverSecret: Uint8Array): readonly RecordedAct[] {
  let prev = genesis
  return acts.map((act, index) => {
    const { sig: _, ...before } = act.entry
    const entry = signEntry({ ...before, seq: index + 1, prev, cmdHash: commandHash(act.command.body) }, serverSecret)
    prev = entryHash(entry)
    return { ...act, entry }
  })
}
