import { documentName, parseDocumentKey } from '#protocol/documents/document-names.ts'
import type { DocumentRights } from '#domain/permissions/document-access.ts'
import type { Environment } from '../../authority/environment.ts'
import { changedFrame } from '../../rooms/frames.ts'
import type { Member } from '../../rooms/room.ts'

const gatherMs = 250

export type ChangeNoticesParts = {
  readonly env: Environment
  readonly listeners: () => readonly Member[]
  readonly rightsOf: (key: string, member: Member) => DocumentRights
  readonly epoch: () => number
}

/**
 * Tells devices that a document they do not have open has changed, over the connection of their list of meetings.
 * Lossy on purpose: a device asks for everything it may have missed whenever it connects.
 */
export function createChangeNotices(parts: ChangeNoticesParts) {
  const changed = new Map<string, number>()
  let isWaiting = false
  const tell = () => {
    isWaiting = false
    for (const [key, seq] of changed) {
      const frame = changedFrame(documentName(key, parts.epoch()), seq)
      for (const member of parts.listeners()) {
        if (member.extended && parts.rightsOf(key, member) !== 'none') member.send(frame)
      }
    }
    changed.clear()
  }
  return {
    note(key: string, seq: number): void {
      const scope = parseDocumentKey(key)
      if (!scope.ok || scope.value.kind === 'meetings') return
      changed.set(key, seq)
      if (isWaiting) return
      isWaiting = true
      parts.env.setTimer(tell, gatherMs)
    },
  }
}
