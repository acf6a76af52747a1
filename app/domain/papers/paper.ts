import { officeExtensions } from './office-file.ts'
import type { FileId, ItemId, PaperId, PersonId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/time.ts'
import type { Marking } from './marking.ts'
import type { PaperStatus } from './paper-status.ts'

export const paperKinds = [
  'report', // Báo cáo
  'submission', // Tờ trình
  'draft-resolution', // Dự thảo nghị quyết
  'scheme', // Đề án
  'annex', // Phụ lục
  'reference', // Tài liệu tham khảo
] as const
export type PaperKind = (typeof paperKinds)[number]

/** One published state of a paper's content. Versions are never edited or removed. */
export type PaperVersion = {
  /** 1, 2, 3 … without gaps. */
  readonly number: number
  readonly file: FileId
  /** Bytes of the plain PDF. */
  readonly size: number
  /** SHA-256 (hex) of the plain PDF. */
  readonly sha256: string
  readonly pageCount: number
}

/** A paper keeps its id through all versions: marks and references follow the id, never the file name. */
export type Paper = {
  readonly id: PaperId
  readonly item: ItemId | null
  readonly title: string
  readonly kind: PaperKind
  readonly marking: Marking
  readonly position: string
  readonly status: PaperStatus
  readonly versions: readonly (PaperVersion & { readonly publishedAt: Instant; readonly publishedBy: PersonId })[]
}

export function currentVersion(paper: Pick<Paper, 'versions'>): Paper['versions'][number] | undefined {
  return paper.versions.at(-1)
}

/** "1_bao-cao_tong_hop (final).pdf" → "1 bao-cao tong hop (final)": the file name is only a first suggestion. */
const paperExtension = new RegExp(`\\.(pdf|${officeExtensions.join('|')})$`, 'i')

export function titleFromFileName(fileName: string): string {
  return fileName
    .normalize('NFC')
    .replace(paperExtension, '')
    .replace(/[_\s]+/g, ' ')
    .trim()
}

export function guessPaperKind(title: string): PaperKind {
  const rules: readonly (readonly [RegExp, PaperKind])[] = [
    [/phụ lục|phu luc|annex/i, 'annex'],
    [/dự thảo nghị quyết|du thao nghi quyet|nghị quyết|resolution/i, 'draft-resolution'],
    [/tờ trình|to trinh|submission/i, 'submission'],
    [/báo cáo|bao cao|report/i, 'report'],
    [/đề án|de an|chương trình|scheme/i, 'scheme'],
  ]
  return rules.find(([pattern]) => pattern.test(title))?.[1] ?? 'reference'
}
