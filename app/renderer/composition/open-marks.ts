import { marksIndexKey, openPrivateMarks, type PrivateMarks } from '#application/marks/private-marks.ts'
import type { DocumentHub } from '#application/ports/document-hub.ts'
import type { Identity } from '#application/session/session.ts'
import type { PaperId } from '#domain/kernel/ids.ts'
import { documentKey } from '#protocol/documents/document-names.ts'

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
