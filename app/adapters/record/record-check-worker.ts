// Checks a share of one record and ends: proofs of hundreds of ballots take seconds, in which the window stays quick.
import type { MeetingRecord } from '#protocol/record/record-format.ts'
import { verifyShare, type RecordVerdict, type Share } from '#protocol/record/verify-record.ts'

export type ShareOfRecord = { readonly record: MeetingRecord; readonly share: Share }

const port = globalThis as unknown as {
  onmessage: ((event: MessageEvent<ShareOfRecord>) => void) | null
  postMessage(faults: RecordVerdict['faults']): void
}

port.onmessage = ({ data: { record, share } }) => port.postMessage(verifyShare(record, share).faults)
