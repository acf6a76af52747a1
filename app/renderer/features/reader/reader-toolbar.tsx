import {
  IconArrowAutofitWidth,
  IconChevronDown,
  IconChevronUp,
  IconDownload,
  IconFileExport,
  IconFileText,
  IconLayoutSidebar,
  IconList,
  IconMaximize,
  IconNotes,
  IconPencil,
  IconPrinter,
  IconRotateClockwise,
  IconScreenShare,
  IconSearch,
  IconZoomIn,
  IconZoomOut,
} from '@tabler/icons-react'
import { useState, useSyncExternalStore, type FormEvent, type ReactNode } from 'react'
import type { PaperView } from '#application/ports/paper-view.ts'
import type { PaperRow } from '#application/projection/rows.ts'
import { useApp } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { ActionIcon, Indicator, Menu, Text, Tooltip } from '#design/index.ts'
import { FindBar } from './find-bar.tsx'
import { turnPage, type ReadThrough } from './read-through.ts'
import { needsReview, type PaperMarks } from './use-paper-marks.ts'
import { usePaperOutput } from './use-paper-output.ts'
import type { Side } from './side-panel.tsx'
import classes from './reader.module.css'

type Props = {
  readonly paper: PaperRow
  readonly view: PaperView | null
  readonly through: ReadThrough | null
  readonly mayPrint: boolean
  readonly before: ReactNode
  readonly after: ReactNode
  readonly side: Side | null
  readonly onSide: (side: Side | null) => void
  readonly isMarking: boolean
  readonly onMarking: (isMarking: boolean) => void
  readonly hasList: boolean
  readonly onList: (hasList: boolean) => void
  readonly marks: PaperMarks
  readonly onMarkFound: () => void
  readonly firstFind: string
  readonly isFinding: boolean
  readonly onFinding: (isFinding: boolean) => void
}

export function ReaderToolbar(props: Props) {
  const { paper, view, mayPrint, before, after, side, onSide, isFinding, onFinding } = props
  const { t } = useTranslation()
  const { preferences } = useApp()
  const output = usePaperOutput(paper, view)
  const hasOwn = (props.marks.marks ?? []).length > 0
  const hasShared = props.marks.shared.length > 0
  const alongs = (['none', 'mine', 'shared', 'flat'] as const).filter(
    (along) => along === 'none' || (along === 'shared' ? hasShared : hasOwn),
  )
  const printed = alongs.filter((along) => along !== 'flat')
  const { marks, carried } = props.marks
  // Marks that a new version left to be looked at.
  const reviewCount = (marks ?? []).filter((mark) => needsReview(mark, carried)).length
  const [layout, setLayout] = useState<'continuous' | 'single'>('continuous')
  const change = (next: 'continuous' | 'single') => {
    setLayout(next)
    view?.setLayout(next)
  }
  type Tool = { readonly icon: ReactNode; readonly onClick: () => void; readonly isOn?: boolean }
  const button = (label: string, { icon, onClick, isOn }: Tool) => (
    <Tooltip label={label}>
      <ActionIcon
        aria-label={label}
        onClick={onClick}
        disabled={view === null}
        {...(isOn !== undefined && { 'aria-pressed': isOn, variant: isOn ? 'light' : 'subtle' })}
      >
        {icon}
      </ActionIcon>
    </Tooltip>
  )
  return (
    <div className={classes.toolbar} role="toolbar" aria-label={t('reader.tools')}>
      {before}
      <span className={classes.title} title={paper.title}>
        {paper.title}
      </span>
      {button(t('reader.thumbnails'), {
        icon: <IconLayoutSidebar size={22} />,
        onClick: () => onSide(side === 'thumbnails' ? null : 'thumbnails'),
        isOn: side === 'thumbnails',
      })}
      {button(t('reader.outline'), {
        icon: <IconList size={22} />,
        onClick: () => onSide(side === 'outline' ? null : 'outline'),
        isOn: side === 'outline',
      })}
      <span className={classes.divider} />
      {view && <PageBox view={view} through={props.through} />}
      <span className={classes.divider} />
      {button(t('reader.zoomOut'), { icon: <IconZoomOut size={22} />, onClick: () => view?.zoom('out') })}
      {view && <ScaleText view={view} />}
      {button(t('reader.zoomIn'), { icon: <IconZoomIn size={22} />, onClick: () => view?.zoom('in') })}
      <Menu>
        <Menu.Target>
          <ActionIcon aria-label={t('reader.viewMenu')} title={t('reader.viewMenu')} disabled={view === null}>
            <IconMaximize size={22} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconArrowAutofitWidth size={18} />} onClick={() => view?.zoom('page-width')}>
            {t('reader.fitWidth')}
          </Menu.Item>
          <Menu.Item leftSection={<IconFileText size={18} />} onClick={() => view?.zoom('page-fit')}>
            {t('reader.fitPage')}
          </Menu.Item>
          <Menu.Item leftSection={<IconRotateClockwise size={18} />} onClick={() => view?.rotate()}>
            {t('reader.rotate')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item onClick={() => change('continuous')} aria-current={layout === 'continuous'}>
            {t('reader.continuous')}
          </Menu.Item>
          <Menu.Item onClick={() => change('single')} aria-current={layout === 'single'}>
            {t('reader.single')}
          </Menu.Item>
          <Menu.Divider />
          {paperTones.map((tone) => (
            <Menu.Item
              key={tone}
              leftSection={<span className={classes.tone} data-tone={tone} />}
              aria-current={preferences.get().paperTone === tone}
              onClick={() => preferences.set({ ...preferences.get(), paperTone: tone })}
            >
              {t(`reader.tones.${tone}`)}
            </Menu.Item>
          ))}
          <Menu.Item leftSection={<IconScreenShare size={18} />} onClick={() => void toggleFullScreen()}>
            {t('reader.fullScreen')}
          </Menu.Item>
          {mayPrint && (
            <>
              <Menu.Divider />
              {/* On paper marks are part of the page anyway. */}
              {printed.map((along) => (
                <Menu.Item
                  key={along}
                  leftSection={<IconPrinter size={18} />}
                  onClick={() => void output.print(along, props.marks)}
                  disabled={output.printing !== null}
                >
                  {t(`reader.print.${along}`)}
                </Menu.Item>
              ))}
              {output.save && <Menu.Divider />}
              {output.save &&
                alongs.map((along) => (
                  <Menu.Item
                    key={along}
                    leftSection={along === 'none' ? <IconDownload size={18} /> : <IconFileExport size={18} />}
                    onClick={() => void output.save?.(along, props.marks)}
                  >
                    {t(`reader.save.${along}`)}
                  </Menu.Item>
                ))}
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {button(t('reader.find'), {
        icon: <IconSearch size={22} />,
        onClick: () => onFinding(!isFinding),
        isOn: isFinding,
      })}
      {button(t('marks.toggle'), {
        icon: <IconPencil size={22} />,
        onClick: () => props.onMarking(!props.isMarking),
        isOn: props.isMarking,
      })}
      <Indicator label={reviewCount} disabled={reviewCount === 0} size={20} color="orange.9" offset={6}>
        {button(t('marks.list'), {
          icon: <IconNotes size={22} />,
          onClick: () => props.onList(!props.hasList),
          isOn: props.hasList,
        })}
      </Indicator>
      {after}
      {output.printing !== null && (
        <Text className={classes.printing} role="status">
          {t('reader.printing', output.printing)}
        </Text>
      )}
      {view && isFinding && (
        <FindBar view={view} first={props.firstFind} onMarkFound={props.onMarkFound} onClose={() => onFinding(false)} />
      )}
    </div>
  )
}

const paperTones = ['white', 'sepia', 'night'] as const

/** The whole app, so that menus and dialogs come along. */
function toggleFullScreen(): Promise<void> {
  return document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()
}

function PageBox({ view, through }: { readonly view: PaperView; readonly through: ReadThrough | null }) {
  const { t } = useTranslation()
  // Read from the paper itself: a page that is turned before the first paint would be missed by an effect.
  const page = useSyncExternalStore(view.events.onPage, view.page)
  const [typed, setTyped] = useState<string | null>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const wanted = Number(typed)
    if (Number.isInteger(wanted) && wanted >= 1) view.goToPage(wanted)
    setTyped(null)
  }
  return (
    <form className={classes.pageBox} onSubmit={submit}>
      <ActionIcon
        aria-label={page <= 1 && through?.previous ? t('reader.previousPaper') : t('reader.previousPage')}
        title={page <= 1 ? through?.previous?.title : undefined}
        onClick={() => turnPage(view, -1, through)}
        disabled={page <= 1 && !through?.previous}
      >
        <IconChevronUp size={22} />
      </ActionIcon>
      <input
        className={classes.pageInput}
        aria-label={t('reader.pageNumber')}
        inputMode="numeric"
        value={typed ?? String(page)}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onFocus={(event) => event.currentTarget.select()}
        onBlur={() => setTyped(null)}
      />
      <span className={classes.pageCount}>/ {view.pageCount}</span>
      <ActionIcon
        aria-label={page >= view.pageCount && through?.next ? t('reader.nextPaper') : t('reader.nextPage')}
        title={page >= view.pageCount ? through?.next?.title : undefined}
        onClick={() => turnPage(view, 1, through)}
        disabled={page >= view.pageCount && !through?.next}
      >
        <IconChevronDown size={22} />
      </ActionIcon>
      {through && through.pagesInAll > view.pageCount && (
        <span className={classes.inAll}>
          {t('reader.inAll', { page: through.pagesBefore + page, count: through.pagesInAll })}
        </span>
      )}
    </form>
  )
}

function ScaleText({ view }: { readonly view: PaperView }) {
  const scale = useSyncExternalStore(view.events.onScale, view.scale)
  return <span className={classes.scale}>{`${Math.round(scale * 100)}%`}</span>
}
