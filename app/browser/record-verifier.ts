import { electedWord, resultSentence } from '#domain/voting/result-sentence.ts'
import { hashCode } from '#protocol/kernel/hash-code.ts'
import { recordSchema } from '#protocol/record/record-format.ts'
import { verifyRecord, type RecordVerdict } from '#protocol/record/verify-record.ts'

const faultWords: Readonly<Record<RecordVerdict['faults'][number]['kind'], string>> = {
  'not-a-record': 'Tệp không phải hồ sơ phiên họp',
  gap: 'Số thứ tự bị ngắt quãng',
  'broken-link': 'Chuỗi bị đứt: dòng này không nối với dòng trước',
  'wrong-log': 'Dòng thuộc phiên họp khác',
  'command-changed': 'Nội dung việc làm đã bị sửa',
  'bad-signature': 'Chữ ký của máy chủ không đúng',
  'clock-ran-back': 'Thời gian chạy lùi',
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

const report = document.querySelector('#report')
const input = document.querySelector<HTMLInputElement>('#file')

function line(text: string, kind = ''): HTMLElement {
  const element = document.createElement('p')
  element.textContent = text
  element.className = kind
  return element
}

function summaryOf({ faults, isSealed }: RecordVerdict): [string, string] {
  if (faults.length > 0) return [`Hồ sơ có ${faults.length} chỗ sai.`, 'bad']
  return isSealed
    ? ['Hồ sơ đúng: không dòng nào bị sửa, thêm hoặc bớt.', 'good']
    : ['Các dòng có trong hồ sơ đều đúng, nhưng hồ sơ chưa được niêm phong: có thể còn thiếu dòng ở cuối.', 'open']
}

async function check(file: File): Promise<void> {
  report?.replaceChildren(line('Đang kiểm tra…'))
  let value: unknown
  try {
    value = JSON.parse(await file.text())
  } catch {
    return report?.replaceChildren(line('Tệp không đọc được: không phải hồ sơ phiên họp.', 'bad'))
  }
  const verdict = verifyRecord(value)
  const record = recordSchema.safeParse(value)
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

input?.addEventListener('change', () => {
  const [file] = input.files ?? []
  if (file) void check(file)
})
