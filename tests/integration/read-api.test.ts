import { beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { MeetingId } from '#domain/kernel/ids.ts'
import { documentKey } from '#protocol/documents/document-names.ts'
import { apiKey } from '#server/composition/operator-commands.ts'
import { describeReadApi, descriptionPath, readRoutes } from '#server/integration/read-api.ts'
import { foundedServer } from '#support/founded-server.ts'
import { addPerson, newId, publishMeeting } from '#support/test-server.ts'
import { RawConnection } from '#support/raw-connection.ts'
import { said } from '#support/said.ts'

const its = foundedServer()
let meeting: MeetingId
let draft: MeetingId
let key: string

const ask = async (path: string, bearer: string | null = key) => {
  const headers: Record<string, string> = bearer === null ? {} : { authorization: `Bearer ${bearer}` }
  const answer = await fetch(`${its.server.url}${path}`, { headers })
  return { status: answer.status, body: (await answer.json()) as unknown }
}
const operates = (...args: string[]) =>
  said(() => apiKey({ dataFolder: its.folder } as Parameters<typeof apiKey>[0], args))

beforeAll(async () => {
  const member = await addPerson(its.secretary)
  meeting = await publishMeeting(its.secretary, new Map([[member.person, ['member']]]))
  draft = newId('m')
  await its.secretary.must({ t: 'meeting.create', meeting: draft })
  const agenda = await RawConnection.open(its.server, its.secretary, documentKey({ kind: 'agenda', meeting }))
  const doc = new Y.Doc()
  const item = newId('i')
  doc.getMap('details').set('title', 'Hội nghị lần thứ nhất')
  doc.getMap('details').set('startsAt', Date.UTC(2026, 10, 30, 1))
  doc.getMap('items').set(item, new Y.Map(Object.entries({ title: 'Khai mạc', minutes: 10, position: 'V' })))
  agenda.write(Y.encodeStateAsUpdate(doc))
  await agenda.next('acknowledged')
  await agenda.close()
  key = /: (ecab_\S+)/.exec(await operates('add', 'Quản lý văn bản'))?.[1] ?? ''
})

test('whoever has a key reads what is out, exactly as it is described; drafts do not exist', async () => {
  const meetings = await ask('/api/v1/meetings')
  expect(readRoutes.meetings.reply.parse(meetings.body).map(({ id, title }) => [id, title])).toEqual([
    [meeting, 'Hội nghị lần thứ nhất'],
  ])
  const one = await ask(`/api/v1/meetings/${meeting}`)
  expect(readRoutes.meeting.reply.parse(one.body)).toMatchObject({
    startsAt: '2026-11-30T01:00:00.000Z',
    endsAt: '2026-11-30T01:10:00.000Z',
    items: [{ number: '1', title: 'Khai mạc', minutes: 10 }],
    decisions: [],
  })
  expect((await ask(`/api/v1/meetings/${draft}`)).status).toBe(404)
  expect((await ask('/api/v1/meetings/x')).status).toBe(404)
  expect(readRoutes.tasks.reply.parse((await ask('/api/v1/tasks')).body)).toEqual([])
})

test('without a key, with a wrong one, or with a person’s token: nothing', async () => {
  for (const bearer of [null, 'ecab_x', its.secretary.access])
    expect(await ask('/api/v1/meetings', bearer)).toEqual({ status: 401, body: { refused: 'not-signed-in' } })
})

test('the description names every route, and is valid as a document of its kind', async () => {
  const { body } = await ask(descriptionPath, null)
  expect(body).toEqual(JSON.parse(JSON.stringify(describeReadApi())))
  const described = body as { openapi: string; paths: Record<string, { get: { responses: Record<string, unknown> } }> }
  expect(described.openapi).toBe('3.1.0')
  expect(Object.keys(described.paths)).toEqual(Object.values(readRoutes).map(({ path }) => path))
  for (const { get } of Object.values(described.paths)) expect(Object.keys(get.responses)).toContain('401')
})

test('a key that is revoked reads no more, and is shown nowhere', async () => {
  const [, id = ''] = /^([0-9a-f]{8})\tQuản lý văn bản\t/.exec(await operates('list')) ?? []
  expect(await operates('list')).not.toContain(key)
  expect(await operates('revoke', id)).toContain('is revoked')
  expect((await ask('/api/v1/meetings')).status).toBe(401)
  expect(await operates('revoke', id)).toContain('There is no valid key')
})
