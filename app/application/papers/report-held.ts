import type { FileId } from '#domain/kernel/ids.ts'
import type { Environment } from '../ports/environment.ts'
import type { Live, Unsubscribe } from '../ports/live.ts'
import type { PaperLibrary } from './paper-library.ts'

/** Papers mostly come and go many at a time: the server is told when they have come to rest. */
const restMs = 1500

/** Tells the server which papers this machine holds: whenever that has changed, and when it can be reached again. */
export function reportHeldPapers(parts: {
  readonly library: Pick<PaperLibrary, 'states'>
  readonly isOnline: Live<boolean>
  readonly env: Pick<Environment, 'setTimer'>
  /** Whether the server was told. */
  readonly report: (held: readonly FileId[]) => Promise<boolean>
}): Unsubscribe {
  const { library, isOnline, env } = parts
  let told: string | null = null
  let cancel: (() => void) | null = null
  const held = () =>
    [...library.states.get()].flatMap(([file, { kind }]) => (kind === 'ready' ? [file] : [])).toSorted()

  const look = () => {
    if (cancel || !isOnline.get() || held().join(' ') === told) return
    cancel = env.setTimer(() => void tell(), restMs)
  }
  async function tell(): Promise<void> {
    const now = held()
    const isTold = await parts.report(now).catch(() => false)
    cancel = null
    if (!isTold) return
    told = now.join(' ')
    look()
  }
  const ends = [library.states.subscribe(look), isOnline.subscribe(look)]
  look()
  return () => {
    ends.forEach((end) => end())
    cancel?.()
  }
}
