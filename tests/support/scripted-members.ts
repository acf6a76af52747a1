import * as Y from 'yjs'
import { createHttpServerApi } from '#adapters/server-api/http-server-api.ts'
import { readLog } from '#adapters/yjs/other-documents.ts'
import { createKeyMaker } from '#adapters/crypto/key-maker.ts'
import type { ItemId, MeetingId } from '#domain/kernel/ids.ts'
import { documentKey } from '#protocol/documents/document-names.ts'
import { fromBase64 } from '#protocol/kernel/base64.ts'
import { credentials, deviceKeys, randomBytes, TestDevice } from './test-server.ts'

const keyMaker = createKeyMaker(randomBytes)

/** People of the demonstration at machines without a screen, who act as a script says; the first of each position in `except` is left to a browser. */
export async function scriptedMembers(url: string, { except }: { readonly except: readonly RegExp[] }) {
  const api = createHttpServerApi({ baseUrl: url, timeoutMs: 60_000, now: Date.now })
  const answer = await api.call('demonstrationPeople', {})
  if (!answer.ok) throw new Error(answer.error)
  const { people, password } = answer.value
  const left = new Set(except.map((pattern) => people.find(({ position }) => pattern.test(position))?.account))

  /** Somebody's own machine; the browsers' people have the demonstration's password. */
  async function signIn(account: string): Promise<TestDevice> {
    const parameters = await api.call('passwordParameters', { account })
    if (!parameters.ok) throw new Error(parameters.error)
    const { proof } = await keyMaker.fromPassword(password, parameters.value)
    const { signing, device } = deviceKeys()
    const signedIn = await api.call('signIn', { account, proof, device })
    if (!signedIn.ok) throw new Error(signedIn.error)
    return new TestDevice(api, signedIn.value, signing)
  }
  const devices: TestDevice[] = []
  for (const { account, activated } of people.filter((person) => !left.has(person.account))) {
    if (!activated) await api.call('demonstrationActivate', { account, credentials: await credentials(password) })
    devices.push(await signIn(account))
  }
  return {
    devices,
    /** The item that the log says is discussed now. */
    async currentItem(by: TestDevice, meeting: MeetingId): Promise<ItemId> {
      const { name } = await by.ticket(documentKey({ kind: 'log', meeting }))
      const answered = await api.call('exchange', { documents: [{ name, stateVector: '' }] }, by.access)
      const update = answered.ok ? (answered.value.documents[0]?.update ?? '') : ''
      const doc = new Y.Doc()
      Y.applyUpdate(doc, fromBase64(update))
      const opened = readLog(doc).findLast(({ command }) => command.body.act.t === 'item.open')?.command.body.act
      if (opened?.t !== 'item.open') throw new Error('No item is open')
      return opened.item
    },
    /** Another machine of somebody who sits at a browser, too. */
    async alsoAs(position: RegExp): Promise<TestDevice> {
      const person = people.find((each) => position.test(each.position))
      if (!person) throw new Error('Nobody has that position')
      return signIn(person.account)
    },
  }
}
