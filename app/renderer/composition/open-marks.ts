import { marksIndexKey, openPrivateMarks, type PrivateMarks } from '#application/marks/private-marks.ts'
import { openSharedMarks, type SharedMarks } from '#application/marks/shared-marks.ts'
import type { Environment } from '#application/ports/environment.ts'
import type { DocumentHub } from '#application/ports/document-hub.ts'
import type { Identity } from '#application/session/session.ts'
import type { MeetingId, PaperId } from '#domain/kernel/ids.ts'
import { toHex } from '#protocol/kernel/hex.ts'
import { documentKey } from '#protocol/documents/document-names.ts'

/** What people share on one paper, connected while it is open. */
export async function openShares(
  { meeting, paper }: { readonly meeting: MeetingId; readonly paper: PaperId },
  { hub, identity, env }: { readonly hub: DocumentHub; readonly identity: Identity; readonly env: Environment },
): Promise<SharedMarks> {
  const document = await hub.open(documentKey({ kind: 'shared-marks', meeting, paper }))
  const disconnect = document.connect()
  const shares = openSharedMarks({
    document,
    me: identity.person.id,
    now: env.now,
    newId: () => toHex(env.randomBytes(16)),
  })
  return {
    ...shares,
    close() {
      shares.close()
      disconnect()
      document.release()
    },
  }
}

/** The person's marks on one paper, connected while they are open. */
export async function openMarks(
  paper: PaperId,
  { hub, identity }: { readonly hub: DocumentHub; readonly identity: Identity },
): Promise<PrivateMarks> {
  const person = identity.person.id
  const document = await hub.open(documentKey({ kind: 'private-marks', person, paper }))
  const own = await hub.open(documentKey({ kind: 'private', person }))
  const disconnect = document.connect()
  const sealer = await identity.ownKeys.sealer('marks')
  const marks = openPrivateMarks({
    paper,
    document,
    sealer,
    async onMarks() {
      const key = marksIndexKey(paper)
      if (own.read('sealed-values').has(key)) return
      own.sealedValuesEditor().set(new Map([[key, await sealer.seal(new Uint8Array(), key)]]))
    },
  })
  return {
    ...marks,
    close() {
      marks.close()
      disconnect()
      document.release()
      own.release()
    },
  }
}
