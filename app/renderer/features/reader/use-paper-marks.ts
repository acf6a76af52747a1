import { useEffect, useMemo, useState } from 'react'
import type { SharedMark, SharedMarks } from '#application/marks/shared-marks.ts'
import type { PrivateMarks } from '#application/marks/private-marks.ts'
import type { Place, ShownMark } from '#application/ports/marks-view.ts'
import type { PaperView } from '#application/ports/paper-view.ts'
import type { PaperRow } from '#application/projection/rows.ts'
import type { MarkId } from '#domain/kernel/ids.ts'
import { carryMarks, type Carried } from '#domain/marks/carry-marks.ts'
import type { Letter } from '#domain/letters/letter.ts'
import type { Mark, MarkKind } from '#domain/marks/mark.ts'
import { createCell } from '#application/ports/live.ts'
import { useOpenLetters } from '#renderer/shared/letters/use-letters.ts'
import { useApp, useWorkspace } from '#renderer/shell/app-context.ts'
import { useLive } from '#design/index.ts'

const noShares = createCell<readonly SharedMark[]>([])
const none = createCell<readonly Mark[] | null>(null)
const noHistory = createCell({ canUndo: false, canRedo: false })
const nothingCarried: ReadonlyMap<MarkId, Carried> = new Map()

export type NewMark = {
  readonly kind: MarkKind
  readonly place: Place
  readonly strokes?: Mark['target']['strokes']
  readonly color: string
  readonly width?: number
  readonly body?: string
}

/** The person's marks on a paper: opened, carried to the version that is shown, and changed. */
export function usePaperMarks(paper: PaperRow, view: PaperView | null, letters: readonly Letter[]) {
  const workspace = useWorkspace()
  const { now, findAlike } = useApp()
  const [store, setStore] = useState<PrivateMarks | null>(null)
  const [chosen, choose] = useState<string | null>(null)
  useEffect(() => {
    let opened: PrivateMarks | null = null
    let isGone = false
    void workspace.openMarks(paper.id).then((marks) => {
      if (isGone) return marks.close()
      opened = marks
      setStore(marks)
    })
    return () => {
      isGone = true
      const closing = opened
      void closing?.flush().finally(() => closing.close())
      setStore(null)
    }
  }, [workspace, paper.id])
  const [shares, setShares] = useState<SharedMarks | null>(null)
  useEffect(() => {
    let opened: SharedMarks | null = null
    let isGone = false
    void workspace.openShares({ meeting: paper.meetingId, paper: paper.id }).then((made) => {
      if (isGone) return made.close()
      opened = made
      setShares(made)
    })
    return () => {
      isGone = true
      const closing = opened
      void closing?.flush().finally(() => closing.close())
      setShares(null)
    }
  }, [workspace, paper.meetingId, paper.id])
  const me = workspace.identity.person.id
  const shared = useLive(shares?.marks ?? noShares)
  const marks = useLive(store?.marks ?? none)
  const history = useLive(store?.history ?? noHistory)
  const instructions = useOpenLetters(letters)
  /** Own marks, and those that others show, an instruction's among them; a share of one's own is the own mark. */
  const all = useMemo(() => {
    if (!marks) return null
    const shown = shared.flatMap(({ author, mark, resolved }) => (author === me || resolved ? [] : [mark]))
    const given = instructions.flatMap(({ letter, content }) =>
      letter.from !== me && content?.mark ? [content.mark] : [],
    )
    return [...marks, ...shown, ...given.filter(({ id }) => !shown.some((mark) => mark.id === id))]
  }, [marks, shared, instructions, me])
  const carried = useCarried(all, { paper, view, findAlike })

  const shown = useMemo(
    () => (all ?? []).flatMap((mark) => shownOn(mark, { file: paper.fileId, carried, chosen })),
    [all, carried, chosen, paper.fileId],
  )
  useEffect(() => view?.marks.show(shown), [view, shown])

  const ownShare = (id: MarkId) => shared.find(({ author, mark }) => author === me && mark.id === id) ?? null
  const isShared = (id: MarkId) => ownShare(id) !== null
  const make = ({ kind, place, strokes = [], color, width = 2, body = '' }: NewMark): Mark => ({
    id: workspace.newId('k'),
    kind,
    target: { file: paper.fileId, strokes, ...place },
    color,
    width,
    body,
    createdAt: now(),
    changedAt: now(),
  })
  return {
    marks,
    carried,
    chosen,
    choose,
    history,
    add(wanted: readonly NewMark[]): readonly Mark[] {
      const made = wanted.map(make)
      store?.change(made.map((after) => ({ before: null, after })))
      return made
    },
    change(before: Mark, change: Partial<Pick<Mark, 'body' | 'color' | 'width' | 'target'>>): void {
      const after = { ...before, ...change, changedAt: now() }
      store?.change([{ before, after }])
      // What is shown to others follows.
      if (isShared(before.id)) shares?.share([after])
    },
    remove(ids: readonly string[]): void {
      const gone = (marks ?? []).filter(({ id }) => ids.includes(id))
      store?.change(gone.map((before) => ({ before, after: null })))
      const taken = gone.map(({ id }) => id).filter(isShared)
      if (taken.length > 0) shares?.withdraw(taken)
      choose(null)
    },
    /** Everything that is shared on this paper, one's own included. */
    shared,
    ownShare,
    shares,
    undo: () => store?.undo(),
    redo: () => store?.redo(),
    /** Puts a mark of another version at its place in this one, for good. */
    settle(mark: Mark, place: Place): void {
      store?.change([
        {
          before: mark,
          after: { ...mark, target: { ...mark.target, ...place, file: paper.fileId }, changedAt: now() },
        },
      ])
    },
  }
}
export type PaperMarks = ReturnType<typeof usePaperMarks>

function useCarried(
  marks: readonly Mark[] | null,
  {
    paper,
    view,
    findAlike,
  }: {
    readonly paper: PaperRow
    readonly view: PaperView | null
    readonly findAlike: Parameters<typeof carryMarks>[1]['findAlike']
  },
): ReadonlyMap<MarkId, Carried> {
  const [carried, setCarried] = useState(nothingCarried)
  useEffect(() => {
    const others = (marks ?? []).filter(({ target }) => target.file !== paper.fileId)
    if (!view || others.length === 0) return setCarried(nothingCarried)
    let isGone = false
    void view.marks.pageTexts().then((pages) => {
      if (!isGone) setCarried(carryMarks(others, { pages, findAlike }))
    })
    return () => {
      isGone = true
    }
  }, [marks, view, paper.fileId, findAlike])
  return carried
}

function shownOn(
  mark: Mark,
  {
    file,
    carried,
    chosen,
  }: {
    readonly file: string
    readonly carried: ReadonlyMap<MarkId, Carried>
    readonly chosen: string | null
  },
): ShownMark[] {
  const isChosen = mark.id === chosen
  if (mark.target.file === file) return [{ mark, page: mark.target.page, letters: null, needsReview: false, isChosen }]
  const place = carried.get(mark.id)
  if (!place || place.kind === 'unplaced') return []
  const letters = place.kind === 'same-page' ? null : { start: place.start, end: place.end }
  return [{ mark, page: place.page, letters, needsReview: place.kind === 'changed', isChosen }]
}

/** Whether a person should look at what became of a mark. */
export const needsReview = (mark: Mark, carried: ReadonlyMap<MarkId, Carried>): boolean => {
  const place = carried.get(mark.id)
  return place?.kind === 'changed' || place?.kind === 'unplaced'
}

export const pageOf = (mark: Mark, carried: ReadonlyMap<MarkId, Carried>): number => {
  const place = carried.get(mark.id)
  if (!place) return mark.target.page
  return place.kind === 'unplaced' ? place.nearestPage : place.page
}
