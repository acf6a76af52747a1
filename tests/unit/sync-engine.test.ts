import { beforeEach, expect, test } from 'vitest'
import type { DocumentHub, HubDocument } from '#application/ports/document-hub.ts'
import type { DocumentLog } from '#application/ports/document-log.ts'
import { createCell } from '#application/ports/live.ts'
import type { MeetingRows, ReadModels } from '#application/ports/read-models.ts'
import type { ServerApi } from '#application/ports/server-api.ts'
import type { Access } from '#application/session/access.ts'
import { createSyncEngine } from '#application/sync/sync-engine.ts'
import { idFromBytes, type MeetingId } from '#domain/kernel/ids.ts'
import { documentKey, documentName } from '#protocol/documents/document-names.ts'
import { toBase64 } from '#protocol/kernel/base64.ts'
import { an, id } from '#support/sitting.ts'

const [first, second] = [id('m', 1), id('m', 2)]
const organisation = idFromBytes('o', new Uint8Array(16).fill(9))
const agendaOf = (meeting: MeetingId) => documentKey({ kind: 'agenda', meeting })

/** A machine whose server, tables and timers are in the test's hands. */
function machine() {
  const connection = createCell<'offline' | 'saved'>('offline')
  const timers: (() => void)[] = []
  /** Each question to the server, and the way to answer it. */
  const asked: { readonly keys: readonly string[]; answer(): void }[] = []
  const written: MeetingId[] = []
  const refused = new Set<MeetingId>()
  const mine: MeetingId[] = [first, second]
  const watchers = new Set<() => void>()
  const forgotten: string[] = []
  const made = (meeting: MeetingId) => [
    {
      entry: { seq: 1, ts: 1, cmdHash: '' },
      command: { body: { act: { t: 'meeting.create', meeting }, person: an } },
    },
  ]
  const documentOf = (key: string): HubDocument => {
    const meeting = [first, second].find((known) => key.includes(known)) ?? first
    const contents: Record<string, unknown> = {
      meetings: mine,
      log: made(meeting),
      choices: new Map(),
      agenda: {
        seating: new Map(),
        details: {
          title: '',
          startsAt: 0,
          place: '',
          description: '',
          remarksUntil: 0,
          tracksReading: false,
          numbering: 'arabic',
        },
        items: [],
      },
      directory: {},
      'sealed-values': new Map(),
    }
    return {
      key,
      connection,
      read: (kind: string) => contents[kind],
      watch: (listener: () => void) => {
        watchers.add(listener)
        return () => void watchers.delete(listener)
      },
      connect: () => () => {},
      applyRemote: async () => {},
      release: () => {},
    } as unknown as HubDocument
  }
  const engine = createSyncEngine({
    organisation,
    me: an,
    keepsOrganisationLog: false,
    hub: {
      open: async (key: string) => documentOf(key),
      isConnected: () => false,
      documents: createCell([]),
    } as unknown as DocumentHub,
    log: {
      vectors: async () => new Map(),
      documents: async () =>
        [first, second].flatMap((meeting) => [agendaOf(meeting), `m/${meeting}/minutes`, `m/${meeting}/p/paper`]),
      forget: async (key: string) => void forgotten.push(key),
    } as unknown as DocumentLog,
    readModels: {
      dump: async () => ({ meetings: [], items: [], papers: [] }),
      putDirectory: async () => {},
      removeMeeting: async () => {},
      putMeeting: async ({ meeting }: MeetingRows) => {
        if (refused.delete(meeting.id)) throw new Error('Full')
        written.push(meeting.id)
      },
    } as unknown as ReadModels,
    api: {
      call: (_name: string, { documents }: { documents: readonly { name: string }[] }) =>
        new Promise((resolve) =>
          asked.push({
            keys: documents.map(({ name }) => name.split('@')[0] ?? ''),
            answer: () =>
              resolve({
                ok: true,
                value: {
                  documents: documents.map(() => ({ update: toBase64(new Uint8Array([1, 2, 3])), rights: 'read' })),
                },
              }),
          }),
        ),
    } as unknown as ServerApi,
    access: { token: async () => ({ ok: true, value: '' }), epoch: createCell(1), drop() {} } as unknown as Access,
    env: {
      now: () => 0,
      randomBytes: (length) => new Uint8Array(length),
      setTimer: (run) => {
        timers.push(run)
        return () => {}
      },
    },
    unsentDocuments: () => [],
    onMeetingGone: () => {},
    waitingActs: () => [],
  })
  /** The person has no part in the meeting any more. */
  const loses = (meeting: MeetingId) => {
    mine.splice(mine.indexOf(meeting), 1)
    watchers.forEach((look) => look())
  }
  return { engine, connection, timers, asked, written, refused, loses, forgotten }
}

let its: ReturnType<typeof machine>
beforeEach(async () => {
  its = machine()
  await its.engine.start()
  its.connection.set('saved')
  await expect.poll(() => its.asked.length).toBe(1)
})

test('a change that is announced while the server answers is asked for again', async () => {
  its.engine.noteChanged(documentName(agendaOf(first), 1))
  its.asked[0]?.answer()
  await expect.poll(() => its.asked.length).toBe(2)
  expect(its.asked[1]?.keys).toEqual([agendaOf(first)])
  expect(its.engine.isChecked.get()).toBe(false)
  its.asked[1]?.answer()
  await expect.poll(() => its.engine.isChecked.get()).toBe(true)
})

test('a meeting whose tables could not be written holds up no other, and is written later', async () => {
  its.refused.add(first)
  its.asked[0]?.answer()
  await expect.poll(() => its.engine.isChecked.get()).toBe(true)
  const runTimers = () => its.timers.splice(0).forEach((run) => run())
  runTimers()
  await expect.poll(() => its.written).toEqual([second])
  await expect.poll(() => its.timers.length).toBe(1)
  runTimers()
  await expect.poll(() => its.written).toEqual([second, first])
})

test('with a meeting everything of it leaves the machine: agenda, running notes, what was said on its papers', async () => {
  its.loses(first)
  await expect.poll(() => its.forgotten.length).toBe(3)
  expect(its.forgotten).toEqual([agendaOf(first), `m/${first}/minutes`, `m/${first}/p/paper`])
})
