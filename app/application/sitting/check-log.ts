import { fail, ok, type Result } from '#domain/kernel/result.ts'
import type { MeetingRecord } from '#protocol/record/record-format.ts'
import type { CheckRecord } from '../ports/record-check.ts'

/** false-record: something in the log is not as it should be · not-checked: it could not be looked at; another try may do. */
export type LogFault = 'false-record' | 'not-checked'

/** The record, where this machine has found nothing wrong with it. */
export async function checkLog(
  record: MeetingRecord | null,
  checkRecord: CheckRecord,
): Promise<Result<MeetingRecord, LogFault>> {
  if (record === null) return fail('not-checked')
  try {
    return (await checkRecord(record)) === 0 ? ok(record) : fail('false-record')
  } catch {
    return fail('not-checked')
  }
}
