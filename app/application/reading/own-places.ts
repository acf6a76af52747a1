import type { PaperId } from '#domain/kernel/ids.ts'
import { decodeReadingPlace, encodeReadingPlace, type ReadingPlace } from '#protocol/documents/reading-place.ts'
import type { Sealer } from '#protocol/files/sealer.ts'
import type { Settings } from '../ports/device-store.ts'
import type { HubDocument } from '../ports/document-hub.ts'

/** Where a person was in each paper, on all their machines; sealed, so that nobody else learns what they read. */
export type OwnPlaces = {
  /** Page from 1, of whichever machine was there last; null where the paper was never opened. */
  page(paper: PaperId): Promise<number | null>
  /** Kept on this machine at once. */
  keep(paper: PaperId, page: number): void
  /** The paper is closed: the other machines may know. Without a network they do not, because reading is no change that waits. */
  leave(paper: PaperId): Promise<void>
}

const keyOf = (paper: PaperId) => `place/${paper}`

export function openOwnPlaces({
  own,
  sealer,
  settings,
  now,
}: {
  readonly own: HubDocument
  readonly sealer: Sealer
  readonly settings: Settings
  readonly now: () => number
}): OwnPlaces {
  const here = async (paper: PaperId) => decodeReadingPlace((await settings.get(keyOf(paper))) ?? null)
  async function elsewhere(paper: PaperId): Promise<ReadingPlace | null> {
    const sealed = own.read('sealed-values').get(keyOf(paper))
    const plain = sealed && (await sealer.open(sealed, keyOf(paper)))
    return plain ? decodeReadingPlace(new TextDecoder().decode(plain)) : null
  }

  return {
    async page(paper) {
      const [local, shared] = [await here(paper), await elsewhere(paper)]
      return ((shared?.at ?? 0) > (local?.at ?? 0) ? shared : local)?.page ?? null
    },
    keep: (paper, page) => void settings.set(keyOf(paper), encodeReadingPlace({ page, at: now() })),
    async leave(paper) {
      const [local, shared] = [await here(paper), await elsewhere(paper)]
      if (!local || local.page === shared?.page || own.connection.get() !== 'saved') return
      const bytes = new TextEncoder().encode(encodeReadingPlace(local))
      own.sealedValuesEditor().set(new Map([[keyOf(paper), await sealer.seal(bytes, keyOf(paper))]]))
    },
  }
}
