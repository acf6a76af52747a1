import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { expect, test } from 'vitest'
import { foldText } from '#domain/kernel/fold-text.ts'
import { oldEncodingOf, plainLettersOf, readOldFonts } from '#domain/search/old-fonts.ts'
import { findInText, searchable } from '#domain/search/search-papers.ts'

/** The same paragraph as each font family puts it down. */
const unicode =
  'Điều lệ sửa đổi của Đoàn được Hội nghị thông qua với các nhiệm vụ năm 2027: tổ chức thực hiện chương trình, kiểm tra, đánh giá kết quả; những việc đã làm được phải báo cáo.'
const tcvn3 =
  '§iÒu lÖ söa ®æi cña §oµn ®\u00ADîc Héi nghÞ th«ng qua víi c¸c nhiÖm vô n¨m 2027: tæ chøc thùc hiÖn ch\u00AD¬ng tr×nh, kiÓm tra, ®¸nh gi¸ kÕt qu¶; nh÷ng viÖc ®· lµm ®\u00ADîc ph¶i b¸o c¸o.'
const vni =
  'Ñieàu leä söûa ñoåi cuûa Ñoaøn ñöôïc Hoäi nghò thoâng qua vôùi caùc nhieäm vuï naêm 2027: toå chöùc thöïc hieän chöông trình, kieåm tra, ñaùnh giaù keát quaû; nhöõng vieäc ñaõ laøm ñöôïc phaûi baùo caùo.'

test.each([
  ['tcvn3', tcvn3],
  ['vni', vni],
] as const)('%s is read as what its fonts draw', (encoding, text) => {
  expect(readOldFonts([text, ''])).toEqual({ pages: [unicode, ''], encoding })
})

test('the letter that lost its place to the hyphen is given back', () => {
  const { pages } = readOldFonts([tcvn3.replaceAll('\u00AD', '-').replace('ch-¬ng', 'ch-¬ng h--ng')])
  expect(pages[0]).toContain('được Hội nghị')
  expect(pages[0]).toContain('chương hương trình')
})

test('every letter of the alphabet comes back, whatever its mark', () => {
  const letters =
    'à ả ã á ạ ằ ẳ ẵ ắ ặ ầ ẩ ẫ ấ ậ è ẻ ẽ é ẹ ề ể ễ ế ệ ì ỉ ĩ í ị ò ỏ õ ó ọ ồ ổ ỗ ố ộ ờ ở ỡ ớ ợ ù ủ ũ ú ụ ừ ử ữ ứ ự ỳ ỷ ỹ ý ỵ đ'
  const asTcvn3 =
    'µ ¶ · ¸ ¹ » ¼ ½ ¾ Æ Ç È É Ê Ë Ì Î Ï Ð Ñ Ò Ó Ô Õ Ö × Ø Ü Ý Þ ß á â ã ä å æ ç è é ê ë ì í î ï ñ ò ó ô õ ö ÷ ø ù ú û ü ý þ ®'
  const asVni =
    'aø aû aõ aù aï aè aú aü aé aë aà aå aã aá aä eø eû eõ eù eï eà eå eã eá eä ì æ ó í ò oø oû oõ où oï oà oå oã oá oä ôø ôû ôõ ôù ôï uø uû uõ uù uï öø öû öõ öù öï yø yû yõ yù î ñ'
  expect(readOldFonts([`${tcvn3} ${asTcvn3}`]).pages[0]).toBe(`${unicode} ${letters}`)
  expect(readOldFonts([`${vni} ${asVni}`]).pages[0]).toBe(`${unicode} ${letters}`)
})

test.each([
  ['tcvn3', tcvn3],
  ['vni', vni],
] as const)('%s is looked through in plain letters that stand where its own do', (encoding, text) => {
  const plain = plainLettersOf(text, encoding)
  expect(oldEncodingOf([text])).toBe(encoding)
  expect(plain).toHaveLength(text.length)
  expect(foldText(plain)).toBe(foldText(unicode))
})

test.each([
  ['Vietnamese in Unicode', unicode],
  ['Vietnamese with its marks apart', unicode.normalize('NFD')],
  [
    'German',
    'Die Möglichkeiten für größere Maßnahmen wären schön; über Änderungen müssen wir ausführlich reden, damit es allen nützt.',
  ],
  [
    'French',
    'L’été dernier, les élèves étaient déjà prêts à répondre à toutes les questions posées par le maître où qu’ils fussent.',
  ],
  ['Portuguese', 'A reunião do conselho não começou às três horas; as decisões serão publicadas após a avaliação.'],
  ['Icelandic', 'Þetta er ágætt, en við verðum að ræða málið við stjórnina á morgun, því að ákvörðun þarf að taka.'],
  ['nothing', ''],
])('%s stays as it is', (_name, text) => {
  expect(readOldFonts([text])).toEqual({ pages: [text], encoding: null })
})

test('a paper in an old font is found with and without marks', async () => {
  const doc = await PDFDocument.create()
  const font = await doc.embedFont(StandardFonts.Helvetica)
  const page = doc.addPage([595, 842])
  for (const [line, text] of (tcvn3.replaceAll('\u00AD', '-').match(/.{1,60}(\s|$)/g) ?? []).entries())
    page.drawText(text.trim(), { x: 60, y: 760 - line * 20, size: 14, font })
  const pdf = await getDocument({ data: await doc.save(), verbosity: 0 }).promise
  const { items } = await (await pdf.getPage(1)).getTextContent()
  const words = items.map((entry) => ('str' in entry ? entry.str + (entry.hasEOL ? ' ' : '') : '')).join('')
  const text = searchable([words])
  expect(text.isConverted).toBe(true)
  for (const query of ['dieu le sua doi', 'Điều lệ sửa đổi', 'thuc hien chuong trinh'])
    expect(findInText(text, query, 5).total).toBe(1)
})

test('the sign that pdf.js changes on the way is read all the same', () => {
  expect(readOldFonts([tcvn3.replaceAll('µ', '\u03BC')])).toEqual({ pages: [unicode], encoding: 'tcvn3' })
})
