// Checks one record and ends: proofs of hundreds of ballots take seconds, in which the window stays quick.
import type { MeetingRecord } from '#protocol/record/record-format.ts'
import { verifyRecord } from '#protocol/record/verify-record.ts'

const port = globalThis as unknown as {
  onmessage: ((event: MessageEvent<MeetingRecord>) => void) | null
  postMessage(faults: number): void
}

port.onmessage = ({ data }) => port.postMessage(verifyRecord(data).faults.length)
