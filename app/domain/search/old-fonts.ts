import { foldKeepingPlaces } from '../kernel/fold-text.ts'

/**
 * Papers from before Unicode: their fonts draw Vietnamese letters in the places of Western ones, so that what is copied out of
 * them reads "§iÒu lÖ" (TCVN 5712:1993, VN3, the .Vn fonts) or "Ñieàu leä" (the VNI fonts).
 */
export type OldEncoding = 'tcvn3' | 'vni'

/** From 0xB5 on as TCVN3 orders them: huyền, hỏi, ngã, sắc, nặng. */
const tcvn3: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '¡': 'Ă',
    '¢': 'Â',
    '£': 'Ê',
    '¤': 'Ô',
    '¥': 'Ơ',
    '¦': 'Ư',
    '§': 'Đ',
    '¨': 'ă',
    '©': 'â',
    ª: 'ê',
    '«': 'ô',
    '¬': 'ơ',
    '\u00AD': 'ư',
    '®': 'đ',
    µ: 'à',
    // pdf.js gives the micro sign as the Greek letter.
    '\u03BC': 'à',
    '¶': 'ả',
    '·': 'ã',
    '¸': 'á',
    '¹': 'ạ',
    '»': 'ằ',
    '¼': 'ẳ',
    '½': 'ẵ',
    '¾': 'ắ',
    Æ: 'ặ',
    Ç: 'ầ',
    È: 'ẩ',
    É: 'ẫ',
    Ê: 'ấ',
    Ë: 'ậ',
    Ì: 'è',
    Î: 'ẻ',
    Ï: 'ẽ',
    Ð: 'é',
    Ñ: 'ẹ',
    Ò: 'ề',
    Ó: 'ể',
    Ô: 'ễ',
    Õ: 'ế',
    Ö: 'ệ',
    '×': 'ì',
    Ø: 'ỉ',
    Ü: 'ĩ',
    Ý: 'í',
    Þ: 'ị',
    ß: 'ò',
    á: 'ỏ',
    â: 'õ',
    ã: 'ó',
    ä: 'ọ',
    å: 'ồ',
    æ: 'ổ',
    ç: 'ỗ',
    è: 'ố',
    é: 'ộ',
    ê: 'ờ',
    ë: 'ở',
    ì: 'ỡ',
    í: 'ớ',
    î: 'ợ',
    ï: 'ù',
    ñ: 'ủ',
    ò: 'ũ',
    ó: 'ú',
    ô: 'ụ',
    õ: 'ừ',
    ö: 'ử',
    '÷': 'ữ',
    ø: 'ứ',
    ù: 'ự',
    ú: 'ỳ',
    û: 'ỷ',
    ü: 'ỹ',
    ý: 'ý',
    þ: 'ỵ',
  }),
)

/** What VNI writes after a vowel, as the marks it stands for. */
const vniMarks: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ø: '\u0300',
    ù: '\u0301',
    û: '\u0309',
    õ: '\u0303',
    ï: '\u0323',
    â: '\u0302',
    à: '\u0302\u0300',
    á: '\u0302\u0301',
    å: '\u0302\u0309',
    ã: '\u0302\u0303',
    ä: '\u0302\u0323',
    ê: '\u0306',
    è: '\u0306\u0300',
    é: '\u0306\u0301',
    ú: '\u0306\u0309',
    ü: '\u0306\u0303',
    ë: '\u0306\u0323',
  }),
)
const vniLetters: ReadonlyMap<string, string> = new Map(
  Object.entries({ ô: 'ơ', ö: 'ư', ñ: 'đ', î: 'ỵ', æ: 'ỉ', ó: 'ĩ', ò: 'ị' }),
)
/** A vowel with its mark, a horned one with its tone, or a letter that stands for itself. */
const vniPiece = /([aeouy])([øùûõïâàáåãäêèéúüë])|([ôö])([øùûõï])?|[ñîæóò]/gi

/** Words that no page of Vietnamese is without, and no other language has. */
const commonWords: ReadonlySet<string> = new Set(
  (
    'của và các được với không những về một này người đã để việc năm quyết định điều thực hiện kết quả đoàn hội nghị ' +
    'nhiệm vụ tác chương trình tổ chức đồng chí cấp số theo từ đến phải lệ độ thường'
  ).split(' '),
)

function decodeTcvn3(text: string): string {
  const letters = text.replace(/[\u00A1-\u00FE\u03BC]/g, (letter) => tcvn3.get(letter) ?? letter)
  // ư has the place of the soft hyphen, which many programs wrote as a plain one.
  return letters.replace(/(?<=\p{L})--(?=\p{L})/gu, 'ươ').replace(/(?<=\p{L})-(?=\p{L})/gu, 'ư')
}

function decodeVni(text: string): string {
  return text
    .replace(vniPiece, (piece: string, ...groups: readonly (string | undefined)[]) => {
      const [vowel, mark, horned, tone] = groups
      if (vowel && mark) return vowel + (vniMarks.get(mark.toLowerCase()) ?? '')
      const letter = (horned ?? piece).toLowerCase()
      const plain = vniLetters.get(letter) ?? letter
      const cased = (horned ?? piece) === letter ? plain : plain.toUpperCase()
      return cased + (tone ? (vniMarks.get(tone.toLowerCase()) ?? '') : '')
    })
    .normalize('NFC')
}

const decoders: Readonly<Record<OldEncoding, (text: string) => string>> = { tcvn3: decodeTcvn3, vni: decodeVni }

const fewestWords = 3
const sampleLetters = 60_000

/** Reads the pages as what they are: with every encoding that makes far more sense of them than Unicode does. */
export function readOldFonts(pages: readonly string[]): {
  readonly pages: readonly string[]
  readonly encoding: OldEncoding | null
} {
  const encoding = oldEncodingOf(pages)
  return { pages: encoding ? pages.map(decoders[encoding]) : pages, encoding }
}

/** Null where Unicode makes sense of the words, or too few of them are here to tell. */
export function oldEncodingOf(pages: readonly string[]): OldEncoding | null {
  const sample = pages.join(' ').slice(0, sampleLetters)
  const asItIs = commonIn(sample)
  const [best] = (['tcvn3', 'vni'] as const)
    .map((encoding) => ({ encoding, found: commonIn(decoders[encoding](sample)) }))
    .toSorted((a, b) => b.found - a.found)
  return !best || best.found < fewestWords || best.found < 3 * asItIs ? null : best.encoding
}

/**
 * What the letters draw, without its marks and exactly as long, so that a place in it is the same place on the page: a letter
 * with a mark of its own behind it (VNI) stays two signs, the second a mark that a search looks past.
 */
export function plainLettersOf(text: string, encoding: OldEncoding): string {
  return encoding === 'tcvn3'
    ? foldKeepingPlaces(decodeTcvn3(text))
    : text.replace(
        vniPiece,
        (piece: string) => foldKeepingPlaces(decodeVni(piece.slice(0, 1))) + '\u0301'.repeat(piece.length - 1),
      )
}

const commonIn = (text: string): number =>
  text
    .normalize('NFC')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => commonWords.has(word)).length
