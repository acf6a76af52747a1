import type { IpcMain } from 'electron'
import { desktopCalls, type DesktopCall, type DesktopHandlers } from '#protocol/ipc/desktop-calls.ts'
import { isTrustedFrame } from '../security/trust.ts'

type Sender = { readonly url: string; readonly parent: unknown } | null

/** Answers a call of the table: sender, name and request are checked before, the reply after. Knows no Electron. */
export function createCallServer(handlers: DesktopHandlers) {
  return async (name: string, payload: unknown, sender: Sender): Promise<unknown> => {
    if (!isTrustedFrame(sender)) throw new Error('Refused a desktop call from another page')
    if (!Object.hasOwn(desktopCalls, name)) throw new Error('No desktop call has this name')
    const call = name as DesktopCall
    const handle = handlers[call] as (request: unknown) => Promise<unknown>
    return desktopCalls[call].reply.parse(await handle(desktopCalls[call].request.parse(payload)))
  }
}

export function registerCalls(ipc: Pick<IpcMain, 'handle'>, handlers: DesktopHandlers): void {
  const answer = createCallServer(handlers)
  for (const name of Object.keys(desktopCalls))
    ipc.handle(name, (event, payload: unknown) => answer(name, payload, event.senderFrame))
}
