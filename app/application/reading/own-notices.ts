import type { Sealer } from '#protocol/files/sealer.ts'
import type { HubDocument } from '../ports/document-hub.ts'
import { createCell, type Live } from '../ports/live.ts'

/** Until when a person has looked at what is new, on any of their machines; sealed, as everything private is. */
export type OwnNotices = {
  /** Milliseconds; 0 where they never did. */
  readonly seenUntil: Live<number>
  see(at: number): Promise<void>
}

const key = 'notices-seen'

export function openOwnNotices({
  own,
  sealer,
}: {
  readonly own: HubDocument
  readonly sealer: Sealer
}): OwnNotices & { readonly close: () => void } {
  const seenUntil = createCell(0)
  async function read(): Promise<void> {
    const sealed = own.read('sealed-values').get(key)
    const plain = sealed && (await sealer.open(sealed, key))
    const at = plain ? Number(new TextDecoder().decode(plain)) : 0
    // Two machines may have looked at different times: the later look is the one that counts.
    if (Number.isSafeInteger(at) && at > seenUntil.get()) seenUntil.set(at)
  }
  let last: Promise<void> = Promise.resolve()
  const readAgain = () => (last = last.then(read, read))
  const close = own.watch(() => void readAgain())
  void readAgain()
  return {
    seenUntil,
    async see(at) {
      if (at <= seenUntil.get()) return
      seenUntil.set(at)
      own.sealedValuesEditor().set(new Map([[key, await sealer.seal(new TextEncoder().encode(String(at)), key)]]))
    },
    close,
  }
}
