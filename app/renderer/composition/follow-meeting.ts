import type { DocumentHub } from '#application/ports/document-hub.ts'
import type { MeetingId } from '#domain/kernel/ids.ts'
import { documentKey } from '#protocol/documents/document-names.ts'

/** Keeps a meeting's documents open and connected until the answer is called. */
export function followMeeting(hub: DocumentHub, meeting: MeetingId): () => void {
  const opened = [documentKey({ kind: 'agenda', meeting }), documentKey({ kind: 'log', meeting })].map(async (key) => {
    const document = await hub.open(key)
    const disconnect = document.connect()
    return () => {
      disconnect()
      document.release()
    }
  })
  return () => opened.forEach((close) => void close.then((end) => end()))
}
