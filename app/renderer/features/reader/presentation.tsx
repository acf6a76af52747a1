import { IconPencil, IconPointer } from '@tabler/icons-react'
import { useEffect, useRef, useState, type RefObject } from 'react'
import type { MeetingRoom } from '#application/sitting/meeting-room.ts'
import type { PaperView, PointOnPage } from '#application/ports/paper-view.ts'
import type { PaperRow } from '#application/projection/rows.ts'
import type { MeetingId } from '#domain/kernel/ids.ts'
import { useApp, useWorkspace } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { useAct, useNames, useRoom } from '#renderer/shared/use-room.ts'
import { Button, useLive } from '#design/index.ts'
import type { PaperMarks } from './use-paper-marks.ts'
import { usePresenterInk } from './use-presenter-ink.ts'
import classes from './reader.module.css'

export type PresentationProps = {
  readonly meeting: MeetingId
  readonly isFollowing: boolean
  readonly onFollowing: (isFollowing: boolean) => void
}
type Props = PresentationProps & {
  readonly paper: PaperRow
  readonly view: PaperView | null
  readonly pane: RefObject<HTMLElement | null>
  readonly marks: Pick<PaperMarks, 'add'>
}

/** Keys that move the paper: pressing one is the reader's own way, and following ends. */
const moving = new Set(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', 'Home', 'End', ' '])
const sayEveryMs = 80

/** Showing the others where I am, or being shown; nothing while nobody presents. */
export function Presentation(props: Props) {
  const room = useRoom(props.meeting)
  return room && <Shown room={room} {...props} />
}

function Shown({ room, ...props }: Props & { readonly room: MeetingRoom }) {
  const { identity } = useWorkspace()
  const { sitting } = useLive(room.state)
  if (sitting.presenting === null) return null
  return sitting.presenting.person === identity.person.id ? (
    <Leading room={room} {...props} />
  ) : (
    <Following room={room} presenter={sitting.presenting.person} {...props} />
  )
}

function Leading({ room, meeting, paper, view, pane, marks }: Props & { readonly room: MeetingRoom }) {
  const { t } = useTranslation()
  const act = useAct()
  const now = useApp().now
  const { sitting } = useLive(room.state)
  const followers = useLive(room.followers)
  const [hasPointer, setPointer] = useState(false)
  const isShown = sitting.presenting?.paper === paper.id
  const ink = usePresenterInk(isShown ? view : null, pane, marks)
  const drawn = useRef(ink.lines)
  const sayNow = useRef(() => {})
  useEffect(() => {
    drawn.current = ink.lines
    sayNow.current()
  }, [ink.lines])
  useEffect(() => {
    const element = pane.current
    if (!view || !isShown || !element) return
    let place = view.place()
    let point: PointOnPage | null = null
    let saidAt = 0
    let timer: ReturnType<typeof setTimeout> | null = null
    const say = () => {
      timer = null
      saidAt = now()
      const pointer = point && { page: point.page, x: clamp(point.x), y: clamp(point.y) }
      room.setPlace({ paper: paper.id, ...place, pointer, ink: drawn.current })
    }
    const saySoon = () => {
      timer ??= globalThis.setTimeout(say, Math.max(0, saidAt + sayEveryMs - now()))
    }
    const onMove = (event: PointerEvent) => {
      point = view.pointAt(event.clientX, event.clientY)
      saySoon()
    }
    const endPlace = view.events.onPlace((next) => {
      place = next
      saySoon()
    })
    if (hasPointer) element.addEventListener('pointermove', onMove)
    sayNow.current = saySoon
    say()
    return () => {
      sayNow.current = () => {}
      endPlace()
      element.removeEventListener('pointermove', onMove)
      if (timer !== null) globalThis.clearTimeout(timer)
      room.setPlace(null)
    }
  }, [room, view, pane, paper.id, isShown, hasPointer, now])
  return (
    <div className={classes.presenting} role="status">
      <span>{t('room.present.presenting', { count: followers })}</span>
      {isShown ? (
        <>
          <Button
            variant={hasPointer ? 'filled' : 'default'}
            leftSection={<IconPointer size={20} aria-hidden />}
            aria-pressed={hasPointer}
            onClick={() => setPointer(!hasPointer)}
          >
            {t('room.present.pointer')}
          </Button>
          <Button
            variant={ink.isOn ? 'filled' : 'default'}
            leftSection={<IconPencil size={20} aria-hidden />}
            aria-pressed={ink.isOn}
            onClick={() => ink.setOn(!ink.isOn)}
          >
            {t('room.present.pen')}
          </Button>
          {ink.lines.length > 0 && (
            <>
              <Button variant="default" disabled={ink.isKept} onClick={ink.keep}>
                {t(ink.isKept ? 'room.present.kept' : 'room.present.keep')}
              </Button>
              <Button variant="default" onClick={ink.wipe}>
                {t('room.present.wipe')}
              </Button>
            </>
          )}
        </>
      ) : (
        <Button variant="default" onClick={() => void act({ t: 'present.start', meeting, paper: paper.id })}>
          {t('room.present.start')}
        </Button>
      )}
      <Button onClick={() => void act({ t: 'present.stop', meeting })}>{t('room.present.stop')}</Button>
    </div>
  )
}

const clamp = (share: number) => Math.min(1, Math.max(0, share))

function Following({
  room,
  presenter,
  meeting,
  paper,
  view,
  pane,
  isFollowing,
  onFollowing,
}: Props & { readonly room: MeetingRoom; readonly presenter: Parameters<ReturnType<typeof useNames>>[0] }) {
  const { t } = useTranslation()
  const { router } = useApp()
  const nameOf = useNames()
  const presented = useLive(room.presented)
  const other = presented !== null && presented.paper !== paper.id ? presented.paper : null
  const isOther = other !== null
  useEffect(() => {
    room.setFollowing(isFollowing)
    return () => room.setFollowing(false)
  }, [room, isFollowing])
  const { page, top, left } = presented ?? { page: 0, top: 0, left: 0 }
  useEffect(() => {
    if (isFollowing && other !== null) router.replace({ screen: 'reader', meeting, paper: other, beside: null })
  }, [isFollowing, other, router, meeting])
  useEffect(() => {
    if (isFollowing && !isOther && page > 0) view?.goToPlace({ page, top, left })
  }, [isFollowing, isOther, page, top, left, view])
  useEffect(() => {
    view?.showPointer(isOther ? null : (presented?.pointer ?? null))
    view?.showInk(isOther ? [] : (presented?.ink ?? []))
  }, [view, presented, isOther])
  useEffect(
    () => () => {
      view?.showPointer(null)
      view?.showInk([])
    },
    [view],
  )
  useEffect(() => {
    const element = pane.current
    if (!element || !isFollowing) return
    const leave = () => onFollowing(false)
    const onKey = (event: KeyboardEvent) => moving.has(event.key) && leave()
    element.addEventListener('wheel', leave, { passive: true })
    element.addEventListener('touchmove', leave, { passive: true })
    element.addEventListener('keydown', onKey)
    return () => {
      element.removeEventListener('wheel', leave)
      element.removeEventListener('touchmove', leave)
      element.removeEventListener('keydown', onKey)
    }
  }, [pane, isFollowing, onFollowing])
  return (
    <div className={classes.presenting} data-following={isFollowing || undefined} role="status">
      <span>{t(isFollowing ? 'room.present.following' : 'room.present.by', { name: nameOf(presenter) })}</span>
      <Button variant={isFollowing ? 'default' : 'filled'} onClick={() => onFollowing(!isFollowing)}>
        {t(isFollowing ? 'room.present.leave' : 'room.present.follow')}
      </Button>
      {isFollowing && <span className={classes.followFrame} aria-hidden />}
    </div>
  )
}
