import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { TemplateHandler } from 'easy-template-x'
import { createInstance } from 'i18next'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { beforeAll, describe, expect, test } from 'vitest'
import { createDocumentForms, fillForm } from '#adapters/docx/document-forms.ts'
import { writeFormPdf, type DocumentFonts } from '#adapters/pdf-export/form-pdf.ts'
import { formStyles } from '#application/ports/document-forms.ts'
import type { ItemRow, MeetingRow } from '#application/projection/rows.ts'
import { idFromBytes, type PersonId } from '#domain/kernel/ids.ts'
import { vi as vietnamese } from '#renderer/i18n/vi.ts'
import {
  composeConclusions,
  composeInvitation,
  composeResolution,
  type MeetingFacts,
} from '#renderer/shared/documents/compose-letters.ts'
import { composeAttendance, composeProgramme, composeTally } from '#renderer/shared/documents/compose-lists.ts'
import { proposedFields, valuesOf } from '#renderer/shared/documents/form-values.ts'
import { tinos } from '#support/pdf-check.ts'
import type { Poll } from '#domain/voting/poll.ts'
import type { OfficeDocument, Scribe } from '#renderer/shared/documents/office-document.ts'
import { an, binh, chair, chi, id, item, live, meeting, question, secretary, Sitting } from '#support/sitting.ts'

const names = new Map<PersonId, string>([
  [secretary, 'Đỗ Thị Ước'],
  [chair, 'Nguyễn Ngọc Lương'],
  [an, 'Trần Văn An'],
  [binh, 'Lê Thị Bình'],
  [chi, 'Hoàng Chi'],
])
let scribe: Scribe
let fonts: DocumentFonts
const forms = createDocumentForms(
  async (name) => new Uint8Array(await readFile(path.resolve(import.meta.dirname, '../../assets/public/forms', name))),
)
async function wordsOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const pdf = await getDocument({ data: bytes, verbosity: 0 }).promise
  const pages = Array.from({ length: pdf.numPages }, async (_, index) => {
    const { items } = await (await pdf.getPage(index + 1)).getTextContent()
    return items.map((entry) => ('str' in entry ? entry.str : '')).join(' ')
  })
  return (await Promise.all(pages)).join(' ').normalize('NFC')
}
beforeAll(async () => {
  fonts = {
    regular: await tinos('400Regular'),
    bold: await tinos('700Bold'),
    italic: await tinos('400Regular_Italic'),
  }
  const i18n = createInstance()
  await i18n.init({ lng: 'vi', resources: { vi: { translation: vietnamese } }, interpolation: { escapeValue: false } })
  scribe = {
    t: (key, values) => i18n.t(key, values as never) as unknown as string,
    formats: {
      time: (at) => `giờ ${at}`,
      day: (at) => `ngày ${at}`,
      date: (at) => `ngày ${at}`,
      moment: (at) => `lúc ${at}`,
      number: (value) => String(value).replace('.', ','),
    },
    language: 'vi',
    nameOf: (person) => names.get(person as PersonId) ?? '',
    positionOf: (person) => (person === chair ? 'Bí thư thứ nhất' : ''),
    unitNameOf: () => 'Ban Tổ chức',
    now: 7,
  }
})

const row = (change: Partial<ItemRow> = {}): ItemRow => ({
  id: item,
  meetingId: meeting,
  pos: 0,
  depth: 0,
  number: '1',
  parentId: '',
  status: 'planned',
  kind: 'vote',
  title: 'Tờ trình sửa đổi Điều lệ',
  presenter: 'Trần Văn An',
  owningUnit: 'Ban Tổ chức',
  paperInRoom: '',
  note: '',
  minutes: 30,
  plannedStart: 100,
  plannedEnd: 200,
  ...change,
})
const facts = (sitting: Sitting, items: readonly ItemRow[] = [row()]): MeetingFacts => ({
  meeting: { id: meeting, title: 'Hội nghị Ban Thường vụ', startsAt: 100, place: 'Phòng họp A' } as MeetingRow,
  items,
  papers: [],
  state: sitting.state,
})
const textOf = ({ parts, table }: OfficeDocument): string =>
  [
    ...parts.flatMap(({ heading, paragraphs }) => [heading, ...paragraphs]),
    ...(table?.rows ?? []).map((cells) => cells.join(' | ')),
  ].join('\n')

const poll = id('v', 1)
const asked = question()
function voted(): Sitting {
  const sitting = live()
  sitting.must(chair, { t: 'poll.prepare', meeting, poll, question: asked })
  sitting.must(chair, { t: 'poll.open', meeting, poll, question: asked, reason: '' })
  sitting.votes(an, poll, { choice: { kind: 'yes' } })
  sitting.votes(binh, poll, { choice: { kind: 'yes' } })
  sitting.must(chair, { t: 'poll.close', meeting, poll })
  sitting.now += 200_000
  sitting.must(chair, { t: 'poll.publish', meeting, poll })
  return sitting
}

describe('documents of the secretariat', () => {
  test('the invitation names who, when, where, who chairs and about what', () => {
    const text = textOf(composeInvitation(facts(live()), scribe))
    for (const words of [
      'Hội nghị Ban Thường vụ',
      'giờ 100, ngày 100',
      'Phòng họp A',
      '- Trần Văn An;',
      'Nguyễn Ngọc Lương, Bí thư thứ nhất',
      '1. Tờ trình sửa đổi Điều lệ',
    ])
      expect(text).toContain(words)
  })
  test('an invitation that is sent again names the units, and what has changed since', () => {
    const sitting = new Sitting([
      [chair, ['chair', 'member']],
      [an, ['member']],
    ])
    const unit = idFromBytes('u', new Uint8Array(16))
    const invitation = { title: 'Hội nghị Ban Thường vụ', startsAt: 90, place: 'Phòng họp A', items: [] }
    sitting.must(secretary, { t: 'unit.invite', meeting, unit, head: binh, role: 'guest', seats: 2 })
    sitting.must(secretary, { t: 'invitation.issue', meeting, invitation })
    const first = composeInvitation(facts(sitting), scribe)
    expect(textOf(first)).toContain('- Ban Tổ chức (cử 2 đồng chí);')
    expect(first.personal?.map(({ name }) => name)).toContain('Ban Tổ chức')
    expect(textOf(first)).not.toContain('Thay đổi so với')
    sitting.must(secretary, { t: 'invitation.issue', meeting, invitation: { ...invitation, startsAt: 100 } })
    const again = textOf(composeInvitation(facts(sitting), scribe))
    expect(again).toContain('Thay đổi so với giấy mời ngày ngày 1000000:\n- Thời gian: lúc 90 thành lúc 100;')
  })
  test('the programme has each item with its time, presenter and what is handed out on paper', () => {
    const { table } = composeProgramme(facts(live(), [row({ paperInRoom: 'Tài liệu số 1' })]), scribe)
    expect(table?.rows).toEqual([
      [
        '1',
        'giờ 100 – giờ 200',
        'Trần Văn An\nBan Tổ chức',
        'Tờ trình sửa đổi Điều lệ',
        expect.stringContaining('Tài liệu số 1'),
      ],
    ])
  })
  test('the attendance list has everybody once, with hours or the reason', () => {
    const sitting = live()
    sitting.now = 2_000_000
    sitting.must(an, { t: 'roll.leave', meeting, person: an })
    const document = composeAttendance(facts(sitting), scribe)
    const rows = document.table?.rows ?? []
    expect(rows.map(([, name]) => name)).toEqual(
      [...names.values()]
        .filter((name) => sitting.state.roles.has([...names].find(([, each]) => each === name)?.[0] as PersonId))
        .toSorted((a, b) => a.localeCompare(b, 'vi')),
    )
    expect(rows.find(([, name]) => name === 'Trần Văn An')?.[4]).toMatch(/^giờ \d+ – giờ 2000000$/)
    expect(textOf(document)).toContain('Có mặt 3/3 đại biểu')
  })
  test('the notice has what the chair confirmed and the tasks, and nothing of items without either', () => {
    const sitting = live()
    sitting.must(chair, { t: 'conclusion.confirm', meeting, item, text: 'Thống nhất.\nGiao Ban Tổ chức.' })
    const text = textOf(
      composeConclusions(facts(sitting, [row(), row({ id: id('i', 2), number: '2', title: 'Khác' })]), scribe),
    )
    expect(text).toContain('1. Tờ trình sửa đổi Điều lệ\nThống nhất.\nGiao Ban Tổ chức.')
    expect(text).not.toContain('Khác')
  })
  test('the resolution has an article for what was adopted, and none for what was not', () => {
    expect(textOf(composeResolution(facts(live()), scribe))).not.toContain('Thông qua')
    const text = textOf(composeResolution(facts(voted()), scribe))
    expect(text).toContain(`Điều 1.\nThông qua ${asked.title}.`)
    expect(text).toContain('Điều 2.')
  })
  test('the tellers’ report has ballots, votes, shares and the sentence of the rule', () => {
    const sitting = voted()
    const now = sitting.state.polls.get(poll)
    if (!now) throw new Error('no poll')
    const document = composeTally(now, facts(sitting), scribe)
    expect(document.table?.rows[0]).toEqual(['1', '2', '100%', 'Tán thành', ''])
    const text = textOf(document)
    expect(text).toContain('Số phiếu phát ra: 3. Số phiếu thu về: 2. Không bỏ phiếu: 1.')
    expect(text).toMatch(/Cần 2\/3 .*có 2 → thông qua\./)
  })
})

/** Every Vietnamese letter with every tone, small and capital. */
const everyLetter = 'a ă â e ê i o ô ơ u ư y đ'
  .split(' ')
  .flatMap((letter) =>
    letter === 'đ'
      ? ['đ']
      : ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'].map((tone) => (letter + tone).normalize('NFC')),
  )
  .flatMap((letter) => [letter, letter.toLocaleUpperCase('vi')])
  .join('')

describe.each(formStyles)('the checklist of every document in the form "%s"', (style) => {
  const sitting = voted()
  const about = { ...facts(sitting, [row({ title: everyLetter })]) }
  const asked = sitting.state.polls.get(poll)
  const documents: readonly (readonly [string, () => OfficeDocument])[] = [
    ['invitation', () => composeInvitation(about, scribe)],
    ['programme', () => composeProgramme(about, scribe)],
    ['attendance', () => composeAttendance(about, scribe)],
    ['conclusions', () => composeConclusions(about, scribe)],
    ['resolution', () => composeResolution(about, scribe)],
    ['tally', () => composeTally(asked as Poll, about, scribe)],
  ]
  /** Of the head: whom the office stands under, or the motto that its rules ask for. */
  const heads = { union: 'ĐOÀN TNCS HỒ CHÍ MINH', state: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', board: 'VĂN PHÒNG' }

  test.each(documents)(
    '%s: head, number, place and day, kind and subject, body, signature, recipients',
    async (name, compose) => {
      const document = compose()
      const office = { organisation: 'Văn phòng', place: 'Hà Nội' }
      const fields = { ...proposedFields(document, office), number: '45-GM/VP', signerName: 'Nguyễn Ngọc Lương' }
      const values = valuesOf({ ...document, at: Date.UTC(2027, 1, 5) }, fields, 'Nơi nhận:')
      const filled = await fillForm(await forms.shipped({ layout: document.layout, style }), values)
      if (!filled.ok) throw new Error(filled.error.kind)
      const docx = await new TemplateHandler().getText(filled.value.slice().buffer)
      const pdf = await wordsOf(await writeFormPdf({ layout: document.layout, style }, values, fonts))
      const signer = document.right.title.split('\n')
      for (const [kind, text] of [
        ['docx', docx],
        ['pdf', pdf],
      ] as const)
        for (const wanted of [
          heads[style],
          '45-GM/VP',
          'Hà Nội, ngày 05 tháng 02 năm 2027',
          document.kind,
          'Hội nghị Ban Thường vụ',
          ...signer,
          'Nguyễn Ngọc Lương',
          'Nơi nhận:',
          'Lưu VP.',
        ])
          expect([name, kind, wanted, text.replace(/\s+/g, ' ').includes(wanted)]).toEqual([name, kind, wanted, true])
      expect(docx).not.toMatch(/[{}]/)
      // What is a name in one is the same name in the other, letter for letter.
      if (name === 'invitation' || name === 'programme')
        for (const text of [docx, pdf]) expect(text.normalize('NFC').replace(/\s+/g, '')).toContain(everyLetter)
    },
  )
})
