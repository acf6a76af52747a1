import { messageType, syncStep } from '#protocol/sync/messages.ts'

export type SocketClass = typeof WebSocket

/** A websocket that counts the writes it sends, so that the server's cumulative acknowledgements can be compared. */
export type CountingSocket = WebSocket & { writes: number; hasAnsweredStep1: boolean }

/** For y-websocket's WebSocketPolyfill: the provider itself stays as it is. */
export function createCountingSocket(Socket: SocketClass): SocketClass {
  return class extends Socket {
    writes = 0
    hasAnsweredStep1 = false
    override send(data: Parameters<WebSocket['send']>[0]): void {
      if (
        data instanceof Uint8Array &&
        data[0] === messageType.sync &&
        (data[1] === syncStep.step2 || data[1] === syncStep.update)
      ) {
        this.writes++
        if (data[1] === syncStep.step2) this.hasAnsweredStep1 = true
      }
      super.send(data)
    }
  }
}
