import type { FileKeys, Outbox, OutboxEntry, Settings } from '#application/ports/device-store.ts'
import { createCell } from '#application/ports/live.ts'
import type { LocalDatabase } from './local-database.ts'
import { guardSpace } from './rxdb-document-log.ts'
import { fromLatin1, toLatin1 } from './sealed-storage.ts'

export async function openRxdbOutbox(database: LocalDatabase): Promise<Outbox & { close(): void }> {
  const { outbox } = database.core.collections
  const entries = createCell<readonly OutboxEntry[]>([])
  const subscription = outbox.find().$.subscribe((rows) => {
    const readable = rows.filter(({ body }) => body !== undefined)
    entries.set(
      readable.map(({ body }) => JSON.parse(body) as OutboxEntry).toSorted((a, b) => a.createdAt - b.createdAt),
    )
  })
  await outbox.find().exec()
  return {
    entries,
    async put(entry) {
      const { id, kind, state, createdAt } = entry
      await guardSpace(() => outbox.upsert({ id, kind, state, createdAt, body: JSON.stringify(entry) }))
    },
    async remove(id) {
      await outbox.findOne(id).remove()
    },
    close: () => subscription.unsubscribe(),
  }
}

export function createRxdbFileKeys(database: LocalDatabase, now: () => number): FileKeys {
  const { files } = database.core.collections
  return {
    async get(file) {
      const row = await files.findOne(file).exec()
      return row?.key === undefined ? null : fromLatin1(row.key)
    },
    async put(file, { meeting, key }) {
      await guardSpace(() =>
        files.upsert({ fileId: file, state: 'known', meetingId: meeting, lastOpenedAt: now(), key: toLatin1(key) }),
      )
    },
    async remove(file) {
      await files.findOne(file).remove()
    },
  }
}

export function createRxdbSettings(database: LocalDatabase, now: () => number): Settings {
  const { meta } = database.core.collections
  return {
    get: async (key) => (await meta.findOne(key).exec())?.value ?? null,
    set: async (key, value) => {
      await guardSpace(() => meta.upsert({ key, updatedAt: now(), value }))
    },
  }
}
