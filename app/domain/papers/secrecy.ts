import { readOldFonts } from '../search/old-fonts.ts'

/**
 * Levels of state secrets (Law on Protection of State Secrets 117/2025/QH15). What bears one must not be kept on a machine that is
 * connected to a network (article 5, clause 2): it never becomes a paper here.
 */
export const secrecyLevels = [
  'secret', // Mật
  'top-secret', // Tối mật
  'utmost-secret', // Tuyệt mật
] as const
export type SecrecyLevel = (typeof secrecyLevels)[number]

/** A run of words that stands by itself on a line: neighbours further apart than a word space belong to another run. */
export type PageRun = {
  readonly text: string
  /** From 0, counted from the first page. */
  readonly page: number
  /** Distance from the upper edge as a share of the page's height, 0 to 1. */
  readonly top: number
}

export type SecrecyFinding = {
  readonly level: SecrecyLevel
  readonly where: 'file-name' | 'page'
  /** What was taken for the marking, as it stands there. */
  readonly found: string
}

const levelOf = (word: string): SecrecyLevel => {
  const lower = word.toLocaleLowerCase('vi')
  return /tuyệt|tuyet/.test(lower) ? 'utmost-secret' : /tối|toi/.test(lower) ? 'top-secret' : 'secret'
}

/** Spaces of every kind are one; letters that were set apart ("M Ậ T") come together again. */
const tidy = (text: string): string => {
  const folded = text.normalize('NFC').replace(/\s+/gu, ' ').trim()
  return /^(\p{L} )+\p{L}$/u.test(folded)
    ? folded.replace(/ /gu, '').replace(/^(TỐI|TUYỆT|TOI|TUYET)(?=\S)/iu, '$1 ')
    : folded
}

const frame = String.raw`[\s[\](){}<>|/*_.,:;"'“”‘’«»–—-]*`
const levelWords = String.raw`(?:tối|tuyệt)\s+mật|mật`
const levelWordsWithoutTones = String.raw`(?:toi|tuyet)\s+mat|mat`
/** What may stand in the same box: urgency, the number of the copy, that it is collected again. */
const beside = String.raw`(?:HỎA TỐC|HOẢ TỐC|THƯỢNG KHẨN|KHẨN|BẢN SỐ ?:? ?\d+|THU HỒI SAU HỌP|HOA TOC|THUONG KHAN|KHAN|BAN SO ?:? ?\d+)`
const boxed = (words: string) =>
  new RegExp(`^${frame}(?:${beside}${frame})?${words}${frame}(?:${beside}${frame})?$`, 'u')
/** The stamp alone on its run: on paper it is set in capitals in a box. */
const stamp = boxed('(?:TÀI LIỆU |VĂN BẢN )?((?:TỐI|TUYỆT) MẬT|MẬT)')
const stampWithoutTones = boxed('(?:TAI LIEU |VAN BAN )?((?:TOI|TUYET) MAT|MAT)')
const titledStamp = new RegExp(`^${frame}(Tối [Mm]ật|Tuyệt [Mm]ật|Mật)${frame}$`, 'u')
const declaredAs = (words: string, levels: string) => new RegExp(`^${frame}${words}\\s*:\\s*(${levels})${frame}$`, 'iu')
const declared = declaredAs(String.raw`(?:mức\s+|chỉ\s+|dấu\s+chỉ\s+)?độ\s+mật`, levelWords)
const declaredWithoutTones = declaredAs(String.raw`(?:muc\s+)?do\s+mat`, levelWordsWithoutTones)

/** Where the regulations put the stamp: under the number, in the upper part of the sheet. */
const stampArea = 0.45

function onPage({ text, page, top }: PageRun, hasTones: boolean): SecrecyFinding | null {
  const run = tidy(text)
  const found =
    stamp.exec(run)?.[1] ??
    declared.exec(run)?.[1] ??
    (page === 0 && top <= stampArea ? titledStamp.exec(run)?.[1] : undefined) ??
    (hasTones
      ? undefined
      : (declaredWithoutTones.exec(run)?.[1] ?? (top <= stampArea ? stampWithoutTones.exec(run)?.[1] : undefined)))
  return found === undefined ? null : { level: levelOf(found), where: 'page', found: run }
}

/** "mật" that belongs to another word: bảo mật, bí mật; mật độ, mật khẩu, mật ong … */
const otherWordBefore = /(?:^|\s)(?:bảo|bí|cẩn|thân|cơ|nội|kín|đường|túi|rỉ|sứ|giữ|thuốc|ngọt)$/iu
const otherWordAfter =
  /^(?:độ|thiết|khẩu|mã|ong|vụ|thám|thư|danh|lệnh|nghị|báo|tấu|ước|đàm|đạo|tông|tập|mía|hoa|ngọt|gấu|phục|chiến|điện)(?:\s|$)/iu
const publishedLists = /danh\s+mục\s+bí\s+mật\s+nhà\s+nước|danh\s+muc\s+bi\s+mat\s+nha\s+nuoc/iu

function inFileName(fileName: string): SecrecyFinding | null {
  const name = fileName
    .normalize('NFC')
    .replace(/\.[a-z0-9]{1,5}$/iu, '')
    .replace(/[_\s]+/gu, ' ')
    .trim()
  const finding = (level: SecrecyLevel): SecrecyFinding => ({ level, where: 'file-name', found: fileName })
  // Lists of what counts as a secret are published decisions, and name the levels.
  if (publishedLists.test(name)) return null
  const higher = /(?<=^|[^\p{L}])(?:tối mật|tuyệt mật|toi mat|tuyet mat)(?=[^\p{L}]|$)/iu.exec(name.replace(/-/gu, ' '))
  if (higher) return finding(levelOf(higher[0]))
  for (const match of name.matchAll(/(?<=^|[^\p{L}])mật(?=[^\p{L}]|$)/giu)) {
    const before = name.slice(0, match.index).trimEnd()
    const after = name.slice(match.index + match[0].length).trimStart()
    if (otherWordBefore.test(before) || otherWordAfter.test(after)) continue
    return finding('secret')
  }
  // Without tones "mat" is mostly mặt, mắt or mất: only what frames it, or names it a level, makes it this word.
  const bare =
    /[([{]\s*mat\s*[)\]}]|(?:^|\s|-)(?:do|tai[ -]lieu|van[ -]ban|cong[ -]van)[ -]+mat(?:$|[ -]*[([{\d])/iu.exec(name)
  return bare ? finding('secret') : null
}

/** Letters that only Vietnamese with its tones has. */
const toned = /[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]/iu

/** The first marking of a state secret in a file's name or on its first pages; null where there is none. */
export function findSecrecy(file: { readonly name: string; readonly runs: readonly PageRun[] }): SecrecyFinding | null {
  const byName = inFileName(file.name)
  if (byName) return byName
  const { pages: texts, encoding } = readOldFonts(file.runs.map(({ text }) => text))
  const hasTones = texts.some((text) => toned.test(text.normalize('NFC')))
  for (const [index, run] of file.runs.entries()) {
    const text = texts[index] ?? run.text
    const found =
      onPage({ ...run, text }, hasTones) ??
      // The capitals of TCVN3 are the small letters of another font.
      (encoding === 'tcvn3' ? onPage({ ...run, text: text.toLocaleUpperCase('vi') }, hasTones) : null)
    if (found) return found
  }
  return null
}
