import type { FileId, MarkId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/time.ts'

export const markKinds = [
  'highlight', // tô sáng
  'underline', // gạch chân
  'strike', // gạch bỏ
  'ink', // nét bút
  'note', // ghi chú
  'area', // khung
  'arrow', // mũi tên
  'text', // hộp chữ
  'bookmark', // đánh dấu trang
] as const
export type MarkKind = (typeof markKinds)[number]

/** Kinds that stand on words, and move with them. */
export const textKinds: ReadonlySet<MarkKind> = new Set(['highlight', 'underline', 'strike'])

/** Left, bottom, right, top in PDF user space: points, y upwards, not rotated. */
export type Box = readonly [left: number, bottom: number, right: number, top: number]

/** x, y in points and the pen's pressure from 0 to 1; 0.5 throughout where the device has none. */
export type InkPoint = readonly [x: number, y: number, pressure: number]

/** The words that a mark stands on, with what is around them. White space is folded, NFC. */
export type Quote = {
  readonly exact: string
  /** Up to 32 characters before and after. */
  readonly before: string
  readonly after: string
  /** Place of `exact` in the text of its page. */
  readonly start: number
}

/** Where a mark stands: on one page of one version of a paper. */
export type Target = {
  readonly file: FileId
  /** From 0, in this file. */
  readonly page: number
  readonly box: Box
  /** One box per line of marked text. */
  readonly lines: readonly Box[]
  readonly strokes: readonly (readonly InkPoint[])[]
  readonly quote: Quote | null
  /** What the page reads like, to find it in another version; see `pageFingerprint`. */
  readonly fingerprint: readonly number[]
}

export type Mark = {
  readonly id: MarkId
  readonly kind: MarkKind
  readonly target: Target
  /** #rrggbb */
  readonly color: string
  /** Points: of the line; in a text box the size of the letters. */
  readonly width: number
  readonly body: string
  readonly createdAt: Instant
  readonly changedAt: Instant
}

/** The colours of the pen box; the meaning is a custom that the legend shows, and nothing depends on it. */
export const markColors = [
  { color: '#ffd43b', meaning: 'attention' }, // lưu ý
  { color: '#69db7c', meaning: 'agree' }, // đồng ý
  { color: '#ff8787', meaning: 'objection' }, // cần sửa
  { color: '#74c0fc', meaning: 'question' }, // câu hỏi
  { color: '#1f2933', meaning: 'other' }, // khác
] as const

/** As one reads: by page, then from the top. */
export function compareMarks(a: Mark, b: Mark): number {
  return (
    a.target.page - b.target.page ||
    b.target.box[3] - a.target.box[3] ||
    a.target.box[0] - b.target.box[0] ||
    (a.id < b.id ? -1 : 1)
  )
}

export function boxAround(points: readonly (readonly [x: number, y: number, ...rest: number[]])[]): Box {
  const xs = points.map(([x]) => x)
  const ys = points.map(([, y]) => y)
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
}
