import { beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { MeetingId, PaperId } from '#domain/kernel/ids.ts'
import { authorRoot } from '#protocol/documents/layouts.ts'
import { documentKey } from '#protocol/documents/document-names.ts'
import { fromBase64 } from '#protocol/kernel/base64.ts'
import { RawConnection } from '#support/raw-connection.ts'
import { addPerson, giveFile, newId, type TestDevice } from '#support/test-server.ts'
import { foundedServer } from '#support/founded-server.ts'

const its = foundedServer()
let an: TestDevice
let binh: TestDevice
let meeting: MeetingId
let paper: PaperId
let key: string

beforeAll(async () => {
  an = await addPerson(its.secretary)
  binh = await addPerson(its.secretary)
  meeting = newId('m')
  paper = newId('t')
  await its.secretary.must({ t: 'meeting.create', meeting })
  for (const { person } of [an, binh]) await its.secretary.must({ t: 'role.set', meeting, person, roles: ['member'] })
  const file = await giveFile(its.server, its.secretary, meeting)
  const item = newId('i')
  await its.secretary.must({
    t: 'meeting.publish',
    meeting,
    papers: [
      {
        paper,
        item,
        title: 'Tờ trình',
        kind: 'submission',
        position: 'V',
        version: { file, size: 1, sha256: 'b'.repeat(64), pageCount: 1 },
      },
    ],
  })
  key = documentKey({ kind: 'shared-marks', meeting, paper })
})

/** What another reader of the paper has of it. */
async function copyOf(device: TestDevice): Promise<Y.Doc | null> {
  const { name } = await device.ticket(key)
  const answer = await device.api.call('exchange', { documents: [{ name, stateVector: '' }] }, device.access)
  const update = answer.ok ? (answer.value.documents[0]?.update ?? null) : null
  if (update === null) return null
  const doc = new Y.Doc()
  Y.applyUpdate(doc, fromBase64(update))
  return doc
}

test('each author writes and deletes in their own place; the place of another is closed to any bytes', async () => {
  const mine = await RawConnection.open(its.server, an, key)
  const doc = new Y.Doc()
  doc.getMap(authorRoot(an.person)).set('mark/1', 'của An')
  mine.write(Y.encodeStateAsUpdate(doc))
  await mine.next('acknowledged')

  const seen = await copyOf(binh)
  expect(seen?.getMap(authorRoot(an.person)).get('mark/1')).toBe('của An')

  const forging = await RawConnection.open(its.server, binh, key)
  const forged = new Y.Doc()
  forged.getMap(authorRoot(an.person)).set('mark/2', 'giả An')
  forging.write(Y.encodeStateAsUpdate(forged))
  expect(await forging.closed).toBeGreaterThanOrEqual(4400)

  const deleting = await RawConnection.open(its.server, binh, key)
  const copy = seen ?? new Y.Doc()
  const before = Y.encodeStateVector(copy)
  copy.getMap(authorRoot(an.person)).delete('mark/1')
  deleting.write(Y.encodeStateAsUpdate(copy, before))
  expect(await deleting.closed).toBeGreaterThanOrEqual(4400)
  expect((await copyOf(an))?.getMap(authorRoot(an.person)).get('mark/1')).toBe('của An')

  const answering = await RawConnection.open(its.server, binh, key)
  const answer = new Y.Doc()
  answer.getMap(authorRoot(binh.person)).set('reply/1', 'Đồng ý với An')
  answering.write(Y.encodeStateAsUpdate(answer))
  await answering.next('acknowledged')

  const state = Y.encodeStateVector(doc)
  doc.getMap(authorRoot(an.person)).delete('mark/1')
  mine.write(Y.encodeStateAsUpdate(doc, state))
  await mine.next('acknowledged', ({ writes }) => writes === 2)
  const after = await copyOf(binh)
  expect(after?.getMap(authorRoot(an.person)).has('mark/1')).toBe(false)
  expect(after?.getMap(authorRoot(binh.person)).get('reply/1')).toBe('Đồng ý với An')
  await Promise.all([mine.close(), answering.close()])
})

test('who may not read the paper does not even learn that marks are shared on it', async () => {
  const stranger = await addPerson(its.secretary)
  expect(await copyOf(stranger)).toBeNull()
  const { name, ticket } = await stranger.ticket(key)
  const refused = await RawConnection.openWith(its.server, name, ticket)
  expect(await refused.closed).toBeGreaterThanOrEqual(4400)
  await its.secretary.must({ t: 'paper.withdraw', meeting, paper, reason: 'nhầm' })
  expect(await copyOf(an)).toBeNull()
})
