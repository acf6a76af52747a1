import * as Y from 'yjs'
import type { FileId, MeetingId, PaperId } from '#domain/kernel/ids.ts'
import { documentKey } from '#protocol/documents/document-names.ts'
import { authorRoot } from '#protocol/documents/layouts.ts'
import { toHex } from '#protocol/kernel/hex.ts'
import { encodeRemark, remarkKey } from '#protocol/marks/remark-format.ts'
import { RawConnection } from './raw-connection.ts'
import { randomBytes, type TestDevice, type TestServer } from './test-server.ts'

type Place = { readonly meeting: MeetingId; readonly paper: PaperId; readonly file: FileId }

/** Remarks as a member's machine keeps them until it has a network. */
export function writesRemarks(by: TestDevice, { file }: Place, texts: readonly string[], at: number): Uint8Array {
  const doc = new Y.Doc()
  const own = doc.getMap(authorRoot(by.person))
  for (const text of texts)
    own.set(remarkKey(toHex(randomBytes(16))), encodeRemark({ at, text, place: { file, page: 0, quote: 'công tác' } }))
  return Y.encodeStateAsUpdate(doc)
}

export async function sendsRemarks(
  server: Pick<TestServer, 'syncUrl'>,
  by: TestDevice,
  { meeting, paper }: Place,
  remarks: Uint8Array,
): Promise<void> {
  const key = documentKey({ kind: 'shared-marks', meeting, paper })
  const connection = await RawConnection.open(server as TestServer, by, key)
  connection.write(remarks)
  await connection.next('acknowledged')
  await connection.close()
}
