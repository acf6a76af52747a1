import { once } from 'node:events'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { SMTPServer } from 'smtp-server'
import * as Y from 'yjs'
import { hourMs } from '#domain/kernel/time.ts'
import { documentKey } from '#protocol/documents/document-names.ts'
import {
  addPerson,
  foundOrganisation,
  newId,
  publishMeeting,
  startTestServer,
  temporaryFolder,
  type TestServer,
} from '#support/test-server.ts'
import { RawConnection } from '#support/raw-connection.ts'

const cleanings: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const clean of cleanings.splice(0).toReversed()) await clean()
})

type Received = { readonly to: string; readonly text: string }

/** A real mail server that takes whatever comes, or refuses the first so many. */
async function mailServer({ refusesFirst = 0 } = {}) {
  const received: Received[] = []
  let refused = 0
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        if (refused < refusesFirst) {
          refused++
          return done(new Error('later'))
        }
        const [to] = session.envelope.rcptTo
        received.push({ to: to?.address ?? '', text: Buffer.concat(chunks).toString('utf8') })
        done()
      })
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  cleanings.push(() => new Promise((resolve) => server.close(() => resolve(null))))
  return { url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`, received }
}

async function started(folder: string, url: string, timeoutMs = 5000): Promise<TestServer> {
  const mail = {
    url,
    from: 'eCabinet <ecabinet@example.org>',
    link: 'https://hop.example.org/',
    language: 'vi' as const,
    timeoutMs,
  }
  const server = await startTestServer(folder, { mail })
  cleanings.push(() => server.close())
  return server
}

/** Nothing tells that no mail comes: what should come is waited for. */
async function until(isTrue: () => boolean): Promise<void> {
  await expect.poll(isTrue, { timeout: 20_000, interval: 50 }).toBe(true)
}

const bodyOf = ({ text }: Received) => {
  const body = text.slice(text.indexOf('\r\n\r\n') + 4)
  return /quoted-printable/i.test(text)
    ? Buffer.from(
        body
          .replace(/=\r\n/g, '')
          .replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16))),
        'latin1',
      ).toString('utf8')
    : Buffer.from(body, 'base64').toString('utf8')
}

test('who has an address is told of the invitation and of the day before, once, and nobody else', async () => {
  const folder = await temporaryFolder()
  cleanings.push(() => folder.remove())
  const post = await mailServer()
  const server = await started(folder.path, post.url)
  const secretary = await foundOrganisation(server)
  const written = await addPerson(secretary, [], 'lien@example.org')
  const silent = await addPerson(secretary)
  const roster = new Map([written, silent].map(({ person }) => [person, ['member'] as const]))
  const meeting = await publishMeeting(secretary, roster)
  await until(() => post.received.length > 0)
  const [invitation] = post.received
  expect(invitation?.to).toBe('lien@example.org')
  expect(bodyOf(invitation as Received)).toContain('Giấy mời họp')
  expect(bodyOf(invitation as Received)).toContain(`https://hop.example.org/meetings/${meeting}`)

  const agenda = await RawConnection.open(server, secretary, documentKey({ kind: 'agenda', meeting }))
  const doc = new Y.Doc()
  doc.getMap('details').set('title', 'Hội nghị ngày mai')
  doc.getMap('details').set('startsAt', Date.now() + 2 * hourMs)
  agenda.write(Y.encodeStateAsUpdate(doc))
  await agenda.next('acknowledged')
  await agenda.close()
  await server.close()
  cleanings.pop()
  // It looks when it starts: the reminder goes out, and the invitation not again.
  const again = await started(folder.path, post.url)
  await until(() => post.received.length > 1)
  expect(bodyOf(post.received[1] as Received)).toMatch(/Nhắc lịch họp\s+Hội nghị ngày mai/)
  await again.close()
  cleanings.pop()
  const third = await started(folder.path, post.url)
  const ask = { t: 'paper.ask', meeting, item: null, title: 'Báo cáo', note: '', reviewer: null, until: 1 } as const
  const asked = await third.authority.submit(secretary.command({ ...ask, paper: newId('t'), lead: written.person }))
  expect(asked.ok).toBe(true)
  await until(() => post.received.some((mail) => bodyOf(mail).includes('Đề nghị nộp tài liệu')))
  expect(post.received).toHaveLength(3)
})

test('a mail that is refused waits and is told to the operator; nothing of it is in the log', async () => {
  const folder = await temporaryFolder()
  cleanings.push(() => folder.remove())
  const post = await mailServer({ refusesFirst: 1 })
  const server = await started(folder.path, post.url)
  const secretary = await foundOrganisation(server)
  const member = await addPerson(secretary, [], 'an@example.org')
  await publishMeeting(secretary, new Map([[member.person, ['member']]]))
  await until(() => server.lines.some((line) => line.includes('a mail was not taken')))
  expect(post.received).toEqual([])
  expect(server.lines.join('')).not.toContain('Giấy mời')
})

test('a mail server that hangs holds nobody up', async () => {
  const folder = await temporaryFolder()
  cleanings.push(() => folder.remove())
  const sockets = new Set<Socket>()
  const deaf: Server = createServer((socket) => void sockets.add(socket))
  deaf.listen(0, '127.0.0.1')
  await once(deaf, 'listening')
  cleanings.push(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => deaf.close(resolve))
  })
  const server = await started(folder.path, `smtp://127.0.0.1:${(deaf.address() as AddressInfo).port}`, 400)
  const secretary = await foundOrganisation(server)
  const member = await addPerson(secretary, [], 'an@example.org')
  await publishMeeting(secretary, new Map([[member.person, ['member']]]))
  expect((await server.api.call('welcome', {})).ok).toBe(true)
  await until(() => server.lines.some((line) => line.includes('a mail was not taken')))
})
