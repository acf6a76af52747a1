import path from 'node:path'
import * as Y from 'yjs'
import { createFileBlobStore } from '#server/storage/files/file-blob-store.ts'
import { createSqliteStores } from '#server/storage/sqlite/sqlite-stores.ts'

/** Everything that a server keeps, as it says it, however much of a document is in its snapshot. */
export async function keptContent(folder: string) {
  const stores = createSqliteStores({ file: path.join(folder, 'ecabinet.sqlite'), now: () => 0 })
  const logs = (await stores.logs.logs()).toSorted()
  const documents = await stores.documents.keys()
  const accounts = await stores.accounts.all()
  const content = {
    acts: await Promise.all(logs.map((log) => stores.logs.load(log))),
    documents: await Promise.all(
      documents.map(async (key) => {
        const { snapshot, updates, ...rest } = await stores.documents.load(key)
        const doc = new Y.Doc()
        for (const update of [...(snapshot ? [snapshot] : []), ...updates]) Y.applyUpdate(doc, update)
        return { key, ...rest, state: Y.encodeStateAsUpdate(doc) }
      }),
    ),
    accounts,
    recoveries: await Promise.all(accounts.map(({ person }) => stores.accounts.recovery(person))),
    files: await stores.files.all(),
    papers: (await createFileBlobStore(path.join(folder, 'papers')).list()).toSorted(),
  }
  await stores.close()
  return content
}
