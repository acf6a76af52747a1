import * as Y from 'yjs'
import { z } from 'zod'
import type {
  DraftPaper,
  OriginalFile,
  PreparationContent,
  SecretariatEditor,
} from '#application/ports/meeting-documents.ts'
import { isFileId, isId, type ItemId, type PaperId } from '#domain/kernel/ids.ts'
import { markings, markingUnlessSaid } from '#domain/papers/marking.ts'
import { paperKinds } from '#domain/papers/paper.ts'
import { parseJson } from '#protocol/kernel/parse-json.ts'
import { localOrigin } from './shared-document.ts'

const originalSchema = z.object({
  file: z.string().refine(isFileId),
  name: z.string().max(300),
  size: z.int().min(1),
})
const text = (value: unknown): string => (typeof value === 'string' ? value : '')

export const readPreparation = (doc: Y.Doc): PreparationContent => ({
  drafts: readDraftPapers(doc),
  originals: new Map(
    [...doc.getMap<unknown>('originals').entries()].flatMap(([paper, value]) => {
      const original = originalSchema.safeParse(parseJson(text(value)))
      return isFileId(paper) && original.success ? [[paper, original.data as OriginalFile] as const] : []
    }),
  ),
})
function readDraftPapers(doc: Y.Doc): readonly DraftPaper[] {
  const papers: DraftPaper[] = []
  for (const [id, value] of doc.getMap<unknown>('papers').entries()) {
    if (!isId('t', id) || !(value instanceof Y.Map)) continue
    const field = (name: string): unknown => value.get(name)
    const file = field('file')
    if (typeof file !== 'string' || !isFileId(file)) continue
    const item = text(field('item'))
    const replaces = text(field('replaces'))
    papers.push({
      id: id as PaperId,
      item: isId('i', item) ? (item as ItemId) : null,
      title: text(field('title')),
      kind: paperKinds.find((kind) => kind === field('kind')) ?? 'reference',
      marking: markings.find((marking) => marking === field('marking')) ?? markingUnlessSaid,
      position: text(field('position')),
      file,
      size: Number(field('size')) || 0,
      sha256: text(field('sha256')),
      pageCount: Number(field('pageCount')) || 0,
      replaces: isId('t', replaces) ? (replaces as PaperId) : null,
    })
  }
  return papers.toSorted((a, b) => (a.position < b.position ? -1 : a.position > b.position ? 1 : a.id < b.id ? -1 : 1))
}

export function createSecretariatEditor(doc: Y.Doc): SecretariatEditor {
  const edit = (change: () => void) => doc.transact(change, localOrigin)
  const papers = () => doc.getMap<Y.Map<unknown>>('papers')
  return {
    keepOriginal: (paper, original) => edit(() => doc.getMap('originals').set(paper, JSON.stringify(original))),
    putPaper: ({ id, ...fields }) =>
      edit(() => {
        const map = new Y.Map<unknown>()
        for (const [field, value] of Object.entries(fields)) map.set(field, value)
        papers().set(id, map)
      }),
    changePaper: (id, change) =>
      edit(() => {
        const map = papers().get(id)
        for (const [field, value] of Object.entries(change)) if (map && map.get(field) !== value) map.set(field, value)
      }),
    removePaper: (id) => edit(() => papers().delete(id)),
  }
}
