import { electedWord, resultSentence, rowCounts, rowSentence } from '#domain/voting/result-sentence.ts'
import type { Poll } from '#domain/voting/poll.ts'
import { hashCode } from '#protocol/kernel/hash-code.ts'
import { checkArchiveFile } from './archive-checker.ts'
import { checkReceipts, receiptsSchema, type ReceiptFinding } from '#protocol/record/check-receipts.ts'
import { recordSchema, type MeetingRecord } from '#protocol/record/record-format.ts'
import {
  joinVerdicts,
  verifyRecord,
  verifyShare,
  type RecordVerdict,
  type Share,
} from '#protocol/record/verify-record.ts'

const faultWords: Readonly<Record<RecordVerdict['faults'][number]['kind'], string>> = {
  'not-a-record': 'Tệp không phải hồ sơ phiên họp',
  gap: 'Số thứ tự bị ngắt quãng',
  'broken-link': 'Chuỗi bị đứt: dòng này không nối với dòng trước',
  'wrong-log': 'Dòng thuộc phiên họp khác',
  'command-changed': 'Nội dung việc làm đã bị sửa',
  'bad-signature': 'Chữ ký của máy chủ không đúng',
  'clock-ran-back': 'Thời gian chạy lùi',
  'another-history': 'Người thực hiện đã thấy một nhật ký khác với hồ sơ này',
  'unknown-device': 'Máy không có trong danh sách',
  'wrong-person': 'Máy không thuộc người ký',
  'revoked-device': 'Máy chưa đăng ký hoặc đã bị thu hồi quyền',
  'bad-command-signature': 'Chữ ký của người thực hiện không đúng',
  twice: 'Một việc được ghi hai lần',
  'wrong-type': 'Loại việc không khớp nội dung',
  'not-allowed': 'Việc không được phép vào lúc đó',
  'choice-changed': 'Lựa chọn không khớp phiếu đã niêm phong',
  'choice-missing': 'Thiếu lựa chọn của một phiếu',
  'false-proof': 'Chứng minh của phiếu kín hoặc của ban kiểm phiếu không đúng',
  'bad-seal': 'Niêm phong không khớp',
  'after-seal': 'Có dòng ghi thêm sau niêm phong',
  unsealed: 'Phiên họp đã kết thúc nhưng chưa đủ niêm phong của chủ trì và thư ký',
}

const element = <Kind extends Element>(selector: string): Kind | null =>
  typeof document === 'undefined' ? null : document.querySelector<Kind>(selector)
const report = element('#report')
const own = element('#own')
const input = element<HTMLInputElement>('#file')
const receiptsInput = element<HTMLInputElement>('#receipts')

function line(text: string, kind = ''): HTMLElement {
  const paragraph = document.createElement('p')
  paragraph.textContent = text
  paragraph.className = kind
  return paragraph
}

function summaryOf({ faults, isSealed }: RecordVerdict): [string, string] {
  if (faults.length > 0) return [`Hồ sơ có ${faults.length} chỗ sai.`, 'bad']
  return isSealed
    ? ['Hồ sơ đúng: không dòng nào bị sửa, thêm hoặc bớt.', 'good']
    : ['Các dòng có trong hồ sơ đều đúng, nhưng hồ sơ chưa được niêm phong: có thể còn thiếu dòng ở cuối.', 'open']
}

type Job = { readonly value: unknown; readonly share: Share }

/** This very script again, beside the page: signatures and proofs of a large record take seconds, and machines have several cores. */
const source = typeof document === 'undefined' ? '' : (document.currentScript?.textContent ?? '')

async function verdictOf(value: unknown): Promise<RecordVerdict> {
  const of = Math.min(8, Math.max(1, navigator.hardwareConcurrency))
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }))
  const verify = (index: number) =>
    new Promise<RecordVerdict>((resolve, reject) => {
      const worker = new Worker(url)
      worker.addEventListener('message', ({ data }: MessageEvent<RecordVerdict>) => {
        worker.terminate()
        resolve(data)
      })
      worker.addEventListener('error', ({ message }) => reject(new Error(message)))
      worker.postMessage({ value, share: { index, of } } satisfies Job)
    })
  const [first, ...others] = await Promise.all(Array.from({ length: of }, (_, index) => verify(index)))
  URL.revokeObjectURL(url)
  return first ? joinVerdicts([first, ...others]) : verifyRecord(value)
}

async function jsonOf(file: File): Promise<unknown> {
  try {
    return JSON.parse(await file.text())
  } catch {
    return null
  }
}

const receiptWords: Readonly<Record<ReceiptFinding['outcome'], string>> = {
  counted: 'có trong hồ sơ và được tính',
  replaced: 'có trong hồ sơ, đã được thay bằng phiếu sau của cùng người',
  late: 'có trong hồ sơ, đến muộn nên không tính',
  'no-result': 'có trong hồ sơ; lượt biểu quyết này không có kết quả được công bố',
  missing: 'KHÔNG có trong hồ sơ dù máy chủ đã ký nhận: đây là bằng chứng máy chủ làm mất phiếu',
  'not-signed': 'không phải biên nhận do máy chủ của phiên họp này ký',
}

let checked: { readonly record: MeetingRecord; readonly verdict: RecordVerdict } | null = null

async function checkOwn(file: File): Promise<void> {
  const receipts = receiptsSchema.safeParse(await jsonOf(file))
  if (!checked || !receipts.success)
    return own?.replaceChildren(
      line(receipts.success ? 'Hãy chọn hồ sơ phiên họp trước.' : 'Tệp không phải biên nhận phiếu.', 'bad'),
    )
  const polls = new Map<string, Poll>(checked.verdict.polls.map(({ poll }) => [poll.id, poll]))
  const findings = checkReceipts(checked.record, polls, receipts.data)
  own?.replaceChildren(
    ...findings.map(({ seq, title, outcome }) =>
      line(
        `Phiếu số ${seq}${title ? ` (${title})` : ''}: ${receiptWords[outcome]}.`,
        outcome === 'missing' || outcome === 'not-signed' ? 'bad' : '',
      ),
    ),
  )
}

async function check(file: File): Promise<void> {
  report?.replaceChildren(line('Đang kiểm tra…'))
  own?.replaceChildren()
  checked = null
  const value = await jsonOf(file)
  if (value === null) return report?.replaceChildren(line('Tệp không đọc được: không phải hồ sơ phiên họp.', 'bad'))
  const verdict = await verdictOf(value)
  const record = recordSchema.safeParse(value)
  if (record.success) checked = { record: record.data as unknown as MeetingRecord, verdict }
  const names = new Map<string, string>(record.success ? record.data.people.map(({ id, name }) => [id, name]) : [])
  report?.replaceChildren(
    line(...summaryOf(verdict)),
    line(record.success ? record.data.title : ''),
    line(`${verdict.entries} dòng`),
    ...(verdict.seals.length === 0 ? [line('Chưa ai niêm phong.')] : []),
    // The same codes stand in the app and in the minutes: who compares them knows that it is this very record.
    ...verdict.seals.map(({ person, head }) =>
      line(`${names.get(person) ?? person} đã niêm phong, mã ${hashCode(head, 16)}`),
    ),
    ...verdict.faults
      .slice(0, 100)
      .map(({ seq, kind, detail }) => line(`Dòng ${seq}: ${faultWords[kind]}${detail ? ` (${detail})` : ''}`, 'bad')),
    ...verdict.polls.flatMap(({ poll, result }) => [
      line(poll.question.title, 'title'),
      line(
        result.kind === 'motion'
          ? `Tán thành ${result.counts.yes} · không tán thành ${result.counts.no} · không biểu quyết ${result.counts.abstain} · chưa biểu quyết ${result.silent}. ${resultSentence(result, 'vi')}`
          : result.kind === 'each'
            ? result.rows
                .map((row) => {
                  const label = poll.question.options.find(({ id }) => id === row.id)?.label ?? row.id
                  return `${label}: ${rowCounts(row, 'vi')}. ${rowSentence(row, 'vi')}`
                })
                .join(' · ')
            : [...result.votes]
                .map(([id, votes]) => {
                  const outcome = result.election?.candidates.find(({ candidate }) => candidate === id)?.outcome
                  const label = poll.question.options.find((option) => option.id === id)?.label ?? id
                  return `${label}: ${votes}${outcome ? ` (${electedWord(outcome, 'vi')})` : ''}`
                })
                .join(' · '),
      ),
      ...[...poll.ballots.values()].map(({ voter, seal, seq }) =>
        line(`Phiếu số ${seq} · ${seal.slice(0, 4)}-${seal.slice(4, 8)} · ${names.get(voter) ?? voter}`, 'ballot'),
      ),
    ]),
  )
}

const archiveInput = element<HTMLInputElement>('#archive')
archiveInput?.addEventListener('change', () => {
  const [file] = archiveInput.files ?? []
  const held = element('#held')
  if (!file || !held) return
  held.replaceChildren(line('Đang kiểm tra…'))
  report?.replaceChildren()
  void checkArchiveFile(file).then(({ lines, record }) => {
    held.replaceChildren(...lines.map(([text, kind]) => line(text, kind)))
    if (record) void check(record)
  })
})

if (typeof document === 'undefined')
  addEventListener('message', ({ data: { value, share } }: MessageEvent<Job>) => postMessage(verifyShare(value, share)))

input?.addEventListener('change', () => {
  const [file] = input.files ?? []
  if (file) void check(file)
})
receiptsInput?.addEventListener('change', () => {
  const [file] = receiptsInput.files ?? []
  if (file) void checkOwn(file)
})
