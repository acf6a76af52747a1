import { expect, test } from 'vitest'
import { createHttpServerApi } from '#adapters/server-api/http-server-api.ts'
import { foundedServer } from '#support/founded-server.ts'

const its = foundedServer()
const hourMs = 3_600_000

test.each([
  ['an hour slow', -hourMs],
  ['an hour fast', hourMs],
])('a machine whose clock is %s still knows the time of the room', async (_name, fault) => {
  const api = createHttpServerApi({ baseUrl: its.server.url, timeoutMs: 20_000, now: () => Date.now() + fault })
  expect(api.clockOffset()).toBe(0)
  await api.call('welcome', {})
  expect(Math.abs(api.clockOffset() + fault)).toBeLessThan(2000)
})
test('the desktop, which is of another origin, may read the server’s time too', async () => {
  const answer = await fetch(`${its.server.url}/api/welcome`, { headers: { origin: 'app://ecabinet' } })
  expect(answer.headers.get('access-control-expose-headers')?.split(', ')).toContain('date')
})
