import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { PDFDocument, type PDFFont } from '@cantoo/pdf-lib'
import * as fontkit from 'fontkit'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { foldSpace } from '#domain/marks/carry-marks.ts'
import { seeded, type Chance } from '#support/chance.ts'

/** One sentence through two versions; null: not in that one. */
export type Sentence = { readonly before: string | null; readonly after: string | null }
export type VersionPair = {
  readonly name: string
  readonly sentences: readonly Sentence[]
  readonly before: readonly string[]
  readonly after: readonly string[]
}

const subjects = ['Ban Bí thư', 'Văn phòng Trung ương Đoàn', 'Ban Tổ chức', 'các tỉnh, thành đoàn', 'đơn vị phối hợp']
const verbs = [
  'đề nghị rà soát',
  'thống nhất triển khai',
  'giao chủ trì theo dõi',
  'yêu cầu báo cáo',
  'tiếp tục hoàn thiện',
]
const objects = [
  'chỉ tiêu chuyển đổi số',
  'kế hoạch bồi dưỡng cán bộ',
  'dự toán kinh phí',
  'phần mềm phòng họp',
  'cơ sở dữ liệu đoàn viên',
]
const ends = [
  'trong quý II năm 2026',
  'trước ngày 15 hằng tháng',
  'theo đúng quy định',
  'bảo đảm tiết kiệm',
  'và chịu trách nhiệm về kết quả',
]
/** Sentences that stand in official papers again and again, word for word. */
const boilerplate = ['Các đơn vị nghiêm túc tổ chức thực hiện.', 'Kết quả báo cáo về Văn phòng để tổng hợp.']

function sentence(chance: Chance, number: number): string {
  if (chance(12) === 0) return boilerplate[chance(boilerplate.length)] ?? ''
  const pick = (words: readonly string[]) => words[chance(words.length)] ?? ''
  const amount = chance(2) ? ` với ${10 + chance(900)} ${pick(['lớp', 'máy', 'đầu việc', 'triệu đồng'])}` : ''
  return `${number}. ${pick(subjects)} ${pick(verbs)} ${pick(objects)}${amount} ${pick(ends)}, ${pick(verbs)} ${pick(objects)}.`
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC')

type Kind = {
  readonly name: string
  readonly size?: number
  readonly change: (all: Sentence[], chance: Chance) => Sentence[]
}
const fresh = (chance: Chance, count: number): Sentence[] =>
  Array.from({ length: count }, (_, n) => ({ before: null, after: sentence(chance, 500 + n) }))
const edited =
  (share: number, edit: (text: string, chance: Chance) => string): Kind['change'] =>
  (all, chance) =>
    all.map((each) => (each.after && chance(100) < share ? { ...each, after: edit(each.after, chance) } : each))

const kinds: readonly Kind[] = [
  {
    name: 'a paragraph inserted',
    change: (all, chance) => [...all.slice(0, 12), ...fresh(chance, 6), ...all.slice(12)],
  },
  { name: 'pages added in front', change: (all, chance) => [...fresh(chance, 60), ...all] },
  {
    name: 'a page removed',
    change: (all) => all.map((each, n) => (n >= 20 && n < 45 ? { ...each, after: null } : each)),
  },
  { name: 'parts swapped', change: (all) => [...all.slice(60), ...all.slice(0, 60)] },
  { name: 'set in another size', size: 11, change: (all) => all },
  {
    name: 'words corrected',
    change: edited(30, (text) =>
      text.replace('đề nghị rà soát', 'đề nghị kiểm tra, rà soát').replace('chịu trách nhiệm', 'tự chịu trách nhiệm'),
    ),
  },
  {
    name: 'tones restored',
    change: (all, chance) =>
      all.map((each) =>
        each.before && chance(100) < 20
          ? { ...each, before: each.before.replace(/\p{L}+/gu, (word) => (chance(4) === 0 ? plain(word) : word)) }
          : each,
      ),
  },
  {
    name: 'amounts changed',
    change: edited(40, (text, chance) => text.replace(/ \d+ (?=lớp|máy|đầu|triệu)/, () => ` ${10 + chance(900)} `)),
  },
  {
    name: 'sentences removed',
    change: (all, chance) => all.map((each) => (chance(100) < 15 ? { ...each, after: null } : each)),
  },
  {
    name: 'a whole new text',
    change: (all, chance) => [...all.map((each) => ({ ...each, after: null })), ...fresh(chance, 90)],
  },
]

/** Ten ways in which papers change, several papers each, as real PDFs read back by pdf.js. */
export async function makeVersionPairs(papersEach: number): Promise<readonly VersionPair[]> {
  const require = createRequire(import.meta.url)
  const folder = path.dirname(require.resolve('@expo-google-fonts/tinos/package.json'))
  const fontBytes = await readFile(path.join(folder, '400Regular/Tinos_400Regular.ttf'))
  const pairs: VersionPair[] = []
  for (const [index, { name, size = 14, change }] of kinds.entries()) {
    for (let paper = 0; paper < papersEach; paper++) {
      const chance = seeded(1000 * index + paper + 1)
      const first = Array.from({ length: 120 }, (_, n): Sentence => {
        const text = sentence(chance, n + 1)
        return { before: text, after: text }
      })
      const changed = change(first, chance)
      const byOriginal = first.map((each, n) => ({ each, n }))
      // The order of the first version is that of its sentences; `change` may have put them elsewhere.
      const order = name === 'parts swapped' ? byOriginal.map(({ each }) => each) : changed
      pairs.push({
        name,
        sentences: changed,
        before: await readBack(
          order.flatMap(({ before }) => before ?? []),
          { fontBytes, size: 14 },
        ),
        after: await readBack(
          changed.flatMap(({ after }) => after ?? []),
          { fontBytes, size },
        ),
      })
    }
  }
  return pairs
}

async function readBack(
  sentences: readonly string[],
  { fontBytes, size }: { readonly fontBytes: Uint8Array; readonly size: number },
): Promise<readonly string[]> {
  const doc = await PDFDocument.create()
  doc.registerFontkit(fontkit as never)
  const font = await doc.embedFont(fontBytes, { subset: true })
  const lines = wrap(sentences.join(' '), { font, size, width: 475 })
  const perPage = Math.floor(700 / (size * 1.4))
  for (let at = 0; at < lines.length; at += perPage) {
    const page = doc.addPage([595, 842])
    for (const [row, line] of lines.slice(at, at + perPage).entries())
      page.drawText(line, { x: 60, y: 770 - row * size * 1.4, size, font })
  }
  const task = getDocument({ data: new Uint8Array(await doc.save()), verbosity: 0 })
  const read = await task.promise
  const texts: string[] = []
  for (let number = 1; number <= read.numPages; number++) {
    const { items } = await (await read.getPage(number)).getTextContent()
    texts.push(foldSpace(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? ' ' : '') : '')).join('')))
  }
  await task.destroy()
  return texts
}

function wrap(
  text: string,
  { font, size, width }: { readonly font: PDFFont; readonly size: number; readonly width: number },
) {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (font.widthOfTextAtSize(longer, size) <= width) line = longer
    else {
      lines.push(line)
      line = word
    }
  }
  return [...lines, line]
}
