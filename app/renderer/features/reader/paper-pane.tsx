import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import type { PaperView } from '#application/ports/paper-view.ts'
import type { FileState, OpenFailure } from '#application/papers/paper-library.ts'
import { isStampedOnScreen } from '#domain/papers/marking.ts'
import { markColors } from '#domain/marks/mark.ts'
import type { RemarkPlace } from '#domain/remarks/remark.ts'
import type { PaperRow } from '#application/projection/rows.ts'
import { useApp, useWorkspace } from '#renderer/shell/app-context.ts'
import type { ReadingGoal } from '#renderer/shell/router.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { Button, EmptyState, Loader, Progress, Stack, Text, VisuallyHidden, useLive } from '#design/index.ts'
import { RemarkDialog } from '#renderer/shared/remarks/remark-dialog.tsx'
import { useMayIn, useMeeting } from '#renderer/shared/use-meeting.ts'
import { useWatermark } from '#renderer/shared/use-watermark.ts'
import { MarksPanel } from './marks-panel.tsx'
import { PaperMarksLayer } from './paper-marks-layer.tsx'
import { Presentation, type PresentationProps } from './presentation.tsx'
import { ReadOn } from './read-on.tsx'
import { ReaderToolbar } from './reader-toolbar.tsx'
import { SidePanel, type Side } from './side-panel.tsx'
import type { ReadThrough } from './read-through.ts'
import { useNoteOpening } from './use-note-opening.ts'
import { usePaperMarks } from './use-paper-marks.ts'
import { useReaderKeys } from './use-reader-keys.ts'
import { Watermark } from './watermark.tsx'
import classes from './reader.module.css'

type Opening =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open'; readonly view: PaperView }
  | { readonly kind: 'failed'; readonly reason: OpenFailure | 'broken' }

type Props = {
  readonly paper: PaperRow
  readonly goal: ReadingGoal | null
  readonly mayPrint: boolean
  /** Whether the person has a say in the paper before the session. */
  readonly mayRemark: boolean
  readonly before: ReactNode
  readonly after?: ReactNode
  /** What this pane has to do with the presenter of the meeting; null for the second paper. */
  readonly presentation: PresentationProps | null
  /** What comes before and after it; null for a paper that stands beside another one. */
  readonly through?: ReadThrough | null
  /** An older version beside the present one: where the reader is in it is nobody's place. */
  readonly isOld?: boolean
  readonly onView?: (view: PaperView | null) => void
  readonly hasKeys: boolean
  readonly onFocus: () => void
}

/** One paper with its chrome. Remembers its page. */
export function PaperPane({
  paper,
  goal,
  mayPrint,
  mayRemark,
  before,
  after,
  presentation,
  through = null,
  isOld = false,
  onView,
  hasKeys,
  onFocus,
}: Props) {
  const { t } = useTranslation()
  const { showPaper, preferences } = useApp()
  const { paperTone } = useLive(preferences)
  const workspace = useWorkspace()
  const file = useLive(workspace.fileStates).get(paper.fileId)
  const isHere = file?.kind === 'ready'
  const container = useRef<HTMLDivElement>(null)
  const [opening, setOpening] = useState<Opening>({ kind: 'opening' })
  const [side, setSide] = useState<Side | null>(null)
  const [isFinding, setFinding] = useState((goal?.find ?? '') !== '')
  const [isMarking, setMarking] = useState(false)
  const [hasList, setList] = useState(false)
  const [remark, setRemark] = useState<RemarkPlace | null>(null)
  const pane = useRef<HTMLElement>(null)

  const { id: paperId, fileId } = paper
  // One after another: a paper that is still being closed clears the very element that the next one is shown in.
  const last = useRef<Promise<void>>(Promise.resolve())
  useEffect(() => {
    const element = container.current
    if (!isHere || !element) return
    let isGone = false
    let view: PaperView | null = null
    let endPage = () => {}
    const open = async () => {
      if (isGone) return
      const opened = await workspace.openPaper(fileId)
      if (isGone) return
      if (!opened.ok) return setOpening({ kind: 'failed', reason: opened.error })
      const startPage = goal?.page ?? (await workspace.places.page(paperId)) ?? 1
      if (isGone) return
      const shown = await showPaper(opened.value, { element, startPage })
      if (shown === 'broken') return isGone ? undefined : setOpening({ kind: 'failed', reason: 'damaged' })
      if (isGone) return shown.close()
      view = shown
      if (!isOld) endPage = shown.events.onPage((page) => workspace.places.keep(paperId, page))
      setOpening({ kind: 'open', view: shown })
    }
    last.current = last.current.then(open).catch(() => {
      if (!isGone) setOpening({ kind: 'failed', reason: 'damaged' })
    })
    return () => {
      isGone = true
      endPage()
      if (!isOld) void workspace.places.leave(paperId)
      setOpening({ kind: 'opening' })
      last.current = last.current.then(() => view?.close()).catch(() => {})
    }
  }, [isHere, paperId, fileId, goal, isOld, showPaper, workspace])

  const view = opening.kind === 'open' ? opening.view : null
  useEffect(() => onView?.(view), [onView, view])
  useReaderKeys(hasKeys ? view : null, { onFind: () => setFinding(true), through })
  const { meeting } = useMeeting(paper.meetingId)
  const may = useMayIn(meeting)
  useNoteOpening(meeting, { paper, isOpen: view !== null && !isOld, mayWrite: may('mark.share') })
  const letters = meeting?.letters
  const instructions = useMemo(
    () => (letters ?? []).filter(({ kind, about }) => kind === 'instruction' && about?.paper === paperId),
    [letters, paperId],
  )
  const marks = usePaperMarks(paper, view, instructions)
  const watermarkOf = useWatermark()
  const screenMark = useMemo(() => watermarkOf(paper, isStampedOnScreen), [watermarkOf, paper])

  return (
    <section
      ref={pane}
      className={classes.pane}
      aria-label={paper.title}
      onFocusCapture={onFocus}
      onPointerDownCapture={onFocus}
    >
      <ReaderToolbar
        paper={paper}
        view={view}
        through={through}
        mayPrint={mayPrint}
        before={before}
        after={after}
        side={side}
        onSide={setSide}
        isMarking={isMarking}
        onMarking={setMarking}
        hasList={hasList}
        onList={setList}
        marks={marks}
        onMarkFound={() =>
          view &&
          marks.add(
            view.marks.selectedWords().map((place) => ({ kind: 'highlight', place, color: markColors[0].color })),
          )
        }
        firstFind={goal?.find ?? ''}
        isFinding={isFinding}
        onFinding={setFinding}
      />
      {view && (
        <PaperMarksLayer
          view={view}
          marks={marks}
          pane={pane}
          hasBar={isMarking}
          hasKeys={hasKeys}
          onRemark={
            mayRemark ? ({ page, quote }) => setRemark({ file: paper.fileId, page, quote: quote?.exact ?? '' }) : null
          }
          onOpenList={() => setList(true)}
        />
      )}
      {remark && <RemarkDialog papers={[paper]} place={remark} onClose={() => setRemark(null)} />}
      {presentation && <Presentation {...presentation} paper={paper} view={view} pane={pane} marks={marks} />}
      <div className={classes.body}>
        {view && side && <SidePanel view={view} side={side} />}
        <div className={classes.stage}>
          {/* pdf.js wants its container positioned and present before it starts. */}
          <div
            ref={container}
            className={classes.viewer}
            data-tone={paperTone}
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled by keyboard
            tabIndex={0}
            role="document"
            aria-label={paper.title}
            data-testid="paper"
          >
            <div className="pdfViewer" />
            {view && through && <ReadOn view={view} container={container} through={through} />}
          </div>
          {view && screenMark !== null && <Watermark text={screenMark} />}
          {view === null && (
            <div className={classes.cover}>
              <Waiting paper={paper} file={file} opening={opening} onFetch={() => void workspace.fetchPaper(paper)} />
            </div>
          )}
        </div>
        {view && hasList && (
          <MarksPanel
            view={view}
            marks={marks}
            paper={paper}
            participants={meeting?.participants ?? []}
            mayInstruct={may('letter.instruct')}
            instructions={instructions}
          />
        )}
      </div>
      <VisuallyHidden aria-live="polite">
        {opening.kind === 'open' ? t('reader.opened', { title: paper.title }) : ''}
      </VisuallyHidden>
    </section>
  )
}

function Waiting({
  paper,
  file,
  opening,
  onFetch,
}: {
  readonly paper: PaperRow
  readonly file: FileState | undefined
  readonly opening: Opening
  readonly onFetch: () => void
}) {
  const { t } = useTranslation()
  if (opening.kind === 'failed') {
    return (
      <EmptyState title={t('reader.cannotOpen')}>
        {t(opening.reason === 'not-here' ? 'reader.notHere' : 'reader.damaged')}
      </EmptyState>
    )
  }
  if (file?.kind === 'downloading') {
    const percent = file.size === 0 ? 0 : Math.floor((file.received / file.size) * 100)
    return (
      <Stack align="center" w={320}>
        <Text>{t('papers.downloading', { percent })}</Text>
        <Progress value={percent} w="100%" aria-label={t('papers.downloading', { percent })} />
      </Stack>
    )
  }
  if (file?.kind === 'ready') return <Loader aria-label={t('reader.opening', { title: paper.title })} />
  return (
    <EmptyState title={t('reader.notHereTitle')} action={<Button onClick={onFetch}>{t('reader.fetch')}</Button>}>
      {file?.kind === 'failed' ? t(`papers.failed.${file.reason}`) : t('reader.notHere')}
    </EmptyState>
  )
}
