import { useEffect, useRef, useState, type RefObject } from 'react'
import type { MarkGesture, MarkTool, Place, ScreenBox } from '#application/ports/marks-view.ts'
import type { PaperView } from '#application/ports/paper-view.ts'
import { simplifyStroke } from '#domain/marks/ink.ts'
import { isFree, moved, resized } from '#domain/marks/reshape.ts'
import { textSizes } from '#domain/marks/text-box.ts'
import { boxAround, markColors, type Box, type MarkKind } from '#domain/marks/mark.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { VisuallyHidden } from '#design/index.ts'
import { MarkBar } from './mark-bar.tsx'
import { SelectionMenu } from './selection-menu.tsx'
import { useMarkKeys } from './use-mark-keys.ts'
import type { PaperMarks } from './use-paper-marks.ts'

const ink = '#1f2933'

type Props = {
  readonly view: PaperView
  readonly marks: PaperMarks
  /** What the menu beside selected words is placed in. */
  readonly pane: RefObject<HTMLElement | null>
  readonly hasBar: boolean
  readonly hasKeys: boolean
  /** The person wants to say something on these words before the session; null where they may not. */
  readonly onRemark: ((place: Place) => void) | null
  /** A mark was made or touched that wants its note shown. */
  readonly onOpenList: () => void
}

/** What the person does with a pen, with words and with keys, turned into marks; and said aloud. */
export function PaperMarksLayer({ view, marks, pane, hasBar, hasKeys, onRemark, onOpenList }: Props) {
  const { t } = useTranslation()
  const [tool, setTool] = useState<MarkTool>('read')
  const [wordColor, setWordColor] = useState<string>(markColors[0].color)
  const [penColor, setPenColor] = useState<string>(ink)
  const [width, setWidth] = useState(3)
  const [selected, setSelected] = useState<ScreenBox | null>(null)
  const [said, setSaid] = useState('')
  const color = tool === 'read' || tool === 'note' ? wordColor : penColor
  const activeTool = hasBar ? tool : 'read'
  useEffect(() => view.marks.setTool(activeTool, { color: penColor, width }), [view, activeTool, penColor, width])
  useEffect(() => view.marks.onSelection(setSelected), [view])

  const announce = (kind: MarkKind, page: number) =>
    setSaid(t('marks.said.added', { kind: t(`marks.kind.${kind}`), page: page + 1 }))

  const markWords = (kind: MarkKind, chosenColor: string | null): boolean => {
    const places = view.marks.selectedWords()
    const [first] = places
    if (!first) {
      setSaid(t('marks.said.noWords'))
      return false
    }
    const withNote = kind === 'note'
    const made = marks.add(
      places.map((place) => ({
        kind: withNote ? ('highlight' as const) : kind,
        place,
        color: chosenColor ?? (kind === 'strike' || kind === 'underline' ? '#ff8787' : wordColor),
      })),
    )
    view.marks.clearSelection()
    announce(withNote ? 'highlight' : kind, first.page)
    if (withNote && made[0]) {
      marks.choose(made[0].id)
      onOpenList()
    }
    return true
  }
  const addNote = () => {
    const page = view.page() - 1
    const [made] = marks.add([{ kind: 'note', place: view.marks.middleOf(page), color: wordColor }])
    announce('note', page)
    if (made) marks.choose(made.id)
    onOpenList()
  }
  const bookmarkOf = (page: number) =>
    (marks.marks ?? []).find((mark) => mark.kind === 'bookmark' && mark.target.page === page)
  const toggleBookmark = () => {
    const page = view.page() - 1
    const there = bookmarkOf(page)
    if (there) {
      marks.remove([there.id])
      return setSaid(t('marks.said.removed', { count: 1 }))
    }
    const middle = view.marks.middleOf(page)
    const [, , right, top] = view.marks.pageBox(page)
    const box: Box = [right - 44, top - 40, right - 24, top]
    marks.add([{ kind: 'bookmark', place: { ...middle, box }, color: '#ff8787' }])
    announce('bookmark', page)
  }

  const pageOnly = (page: number, box: Box) => ({
    page,
    box,
    lines: [],
    quote: null,
    fingerprint: view.marks.fingerprintOf(page),
  })
  const addTextBox = (page: number, box: Box) => {
    const [made] = marks.add([{ kind: 'text', place: pageOnly(page, box), color: penColor, width: textSizes[1] }])
    setTool('read')
    announce('text', page)
    if (made) marks.choose(made.id)
    onOpenList()
  }
  /** Moves the chosen mark, or pulls its far corner, without a mouse. Points. */
  const nudge = (by: readonly [number, number], resizes: boolean): boolean => {
    const mark = (marks.marks ?? []).find(({ id }) => id === marks.chosen)
    if (!mark || !isFree(mark.kind)) return false
    const [, bottom, right] = mark.target.box
    const target =
      resizes && mark.kind !== 'arrow'
        ? resized(mark.target, 'right-bottom', [right + by[0], bottom + by[1]])
        : moved(mark.target, by)
    marks.change(mark, { target })
    setSaid(t(resizes ? 'marks.said.resized' : 'marks.said.moved'))
    return true
  }

  const onGesture = (gesture: MarkGesture) => {
    switch (gesture.kind) {
      case 'stroke': {
        const points = simplifyStroke(gesture.points)
        const place = pageOnly(gesture.page, boxAround(points))
        marks.add([{ kind: 'ink', place, strokes: [points], color: penColor, width }])
        return announce('ink', gesture.page)
      }
      case 'span': {
        if (tool === 'text') return addTextBox(gesture.page, boxAround([gesture.from, gesture.to]))
        const kind = tool === 'arrow' ? 'arrow' : 'area'
        const ends = [
          [...gesture.from, 0.5],
          [...gesture.to, 0.5],
        ] as const
        const place = pageOnly(gesture.page, boxAround(ends))
        marks.add([{ kind, place, strokes: kind === 'arrow' ? [ends] : [], color: penColor }])
        setTool('read')
        return announce(kind, gesture.page)
      }
      case 'place': {
        const [x, y] = gesture.point
        if (tool === 'text') return addTextBox(gesture.page, [x, y - 30, x + 190, y])
        const place = { ...view.marks.middleOf(gesture.page), box: [x, y - 20, x + 20, y] as Box }
        const [made] = marks.add([{ kind: 'note', place, color: wordColor }])
        setTool('read')
        announce('note', gesture.page)
        if (made) marks.choose(made.id)
        return onOpenList()
      }
      case 'erase':
        marks.remove(gesture.ids)
        return setSaid(t('marks.said.removed', { count: gesture.ids.length }))
      case 'reshape': {
        const mark = (marks.marks ?? []).find(({ id }) => id === gesture.id)
        if (mark) marks.change(mark, { target: gesture.target })
        return
      }
      case 'choose':
        marks.choose(gesture.id)
        if (gesture.id !== null) onOpenList()
    }
  }
  const latest = useRef(onGesture)
  useEffect(() => {
    latest.current = onGesture
  })
  useEffect(() => view.marks.onGesture((gesture) => latest.current(gesture)), [view])

  useMarkKeys(hasKeys, {
    highlight: () => markWords('highlight', null),
    underline: () => markWords('underline', null),
    strike: () => markWords('strike', null),
    note: addNote,
    bookmark: toggleBookmark,
    undo: () => {
      marks.undo()
      setSaid(t('marks.said.undone'))
    },
    redo: () => {
      marks.redo()
      setSaid(t('marks.said.redone'))
    },
    nudge,
    remove: () => {
      if (marks.chosen === null) return false
      marks.remove([marks.chosen])
      setSaid(t('marks.said.removed', { count: 1 }))
      return true
    },
    stop: () => {
      setTool('read')
      marks.choose(null)
    },
  })
  const within = pane.current?.getBoundingClientRect()
  return (
    <>
      {hasBar && (
        <MarkBar
          tool={tool}
          onTool={setTool}
          color={color}
          onColor={tool === 'read' || tool === 'note' ? setWordColor : setPenColor}
          width={width}
          onWidth={setWidth}
          history={marks.history}
          onUndo={marks.undo}
          onRedo={marks.redo}
          onBookmark={toggleBookmark}
          hasBookmark={bookmarkOf(view.page() - 1) !== undefined}
        />
      )}
      {selected && within && activeTool === 'read' && (
        <SelectionMenu
          box={selected}
          within={within}
          onMark={markWords}
          onRemark={
            onRemark &&
            (() => {
              const [place] = view.marks.selectedWords()
              if (place) onRemark(place)
            })
          }
        />
      )}
      <VisuallyHidden aria-live="polite" data-testid="mark-said">
        {said}
      </VisuallyHidden>
    </>
  )
}
