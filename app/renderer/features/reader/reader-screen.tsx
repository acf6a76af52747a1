import { IconArrowLeft, IconColumns2, IconGitCompare, IconX } from '@tabler/icons-react'
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { PaperView } from '#application/ports/paper-view.ts'
import type { MeetingId, PaperId } from '#domain/kernel/ids.ts'
import { isOver } from '#domain/meeting/meeting-status.ts'
import { mayBeTaken } from '#domain/papers/marking.ts'
import { useApp } from '#renderer/shell/app-context.ts'
import type { ReadingGoal } from '#renderer/shell/router.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { useMayIn, useMeeting } from '#renderer/shared/use-meeting.ts'
import { ActionIcon, Badge, Button, Center, EmptyState, Loader, Menu, Tooltip, notifications } from '#design/index.ts'
import { findByFileName } from '#domain/papers/find-by-file-name.ts'
import { ChangesPanel } from './changes-panel.tsx'
import { submittedPaper } from '#renderer/shared/preparing/submitted-paper.ts'
import { readThrough } from './read-through.ts'
import { PaperPane } from './paper-pane.tsx'
import { usePreviousVersion } from './use-previous-version.ts'
import classes from './reader.module.css'

/** Reading: the paper has the screen. Two papers may stand side by side. */
export function ReaderScreen({
  meeting: id,
  paper: paperId,
  beside,
  goal,
  follows,
}: {
  readonly meeting: MeetingId
  readonly paper: PaperId
  readonly beside: PaperId | null
  readonly goal: ReadingGoal | null
  readonly follows: boolean
}) {
  const { t } = useTranslation()
  const { router } = useApp()
  const { meeting, papers } = useMeeting(id)
  const may = useMayIn(meeting)
  const [focus, setFocus] = useState<'left' | 'right'>('left')
  const [isFollowing, setFollowing] = useState(follows)
  const presentation = { meeting: id, isFollowing, onFollowing: setFollowing }
  const isHeld = meeting?.status === 'live' || meeting?.status === 'paused'
  const leave = () =>
    router.go(isHeld ? { screen: 'room', meeting: id } : { screen: 'meeting', meeting: id, tab: 'agenda' })
  const submitted = useMemo(
    () =>
      (meeting?.preparation.requests ?? []).flatMap((request) =>
        request.paper === paperId ? (submittedPaper(id, request) ?? []) : [],
      ),
    [meeting, id, paperId],
  )
  const paper = papers.find((row) => row.id === paperId) ?? submitted[0]
  const [isComparing, setComparing] = useState(false)
  const [views, setViews] = useState<{ before: PaperView | null; after: PaperView | null }>({
    before: null,
    after: null,
  })
  const previous = usePreviousVersion(paper, isComparing)
  const onBefore = useCallback((before: PaperView | null) => setViews((now) => ({ ...now, before })), [])
  const onAfter = useCallback((after: PaperView | null) => setViews((now) => ({ ...now, after })), [])
  useEffect(() => {
    const view = views.after
    return view?.events.onFileLink((name) => {
      const found = findByFileName(
        papers.filter(({ status }) => status === 'published'),
        name,
      )
      if (found) router.go({ screen: 'reader', meeting: id, paper: found.id, beside: null })
      else notifications.show({ color: 'yellow', message: t('reader.noSuchPaper', { name }) })
    })
  }, [views.after, papers, router, id, t])
  const other = papers.find((row) => row.id === beside)
  if (meeting === undefined) {
    return (
      <Center h="100dvh">
        <Loader aria-label={t('common.loading')} />
      </Center>
    )
  }
  if (!meeting || !paper || paper.status === 'withdrawn') {
    return <EmptyState title={t('reader.goneTitle')} action={<Button onClick={leave}>{t('reader.back')}</Button>} />
  }
  const choices = papers.filter(
    ({ id: known, status }) => known !== paperId && known !== beside && status === 'published',
  )
  const back = (
    <Tooltip label={t('reader.back')}>
      <ActionIcon aria-label={t('reader.back')} onClick={leave}>
        <IconArrowLeft size={24} />
      </ActionIcon>
    </Tooltip>
  )
  const besideMenu = other ? null : (
    <Menu position="bottom-end" width={420}>
      <Menu.Target>
        <ActionIcon aria-label={t('reader.beside')} title={t('reader.beside')} disabled={choices.length === 0}>
          <IconColumns2 size={22} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown mah="70dvh" className={classes.besideMenu}>
        {choices.map((choice) => (
          <Menu.Item
            key={choice.id}
            onClick={() => router.replace({ screen: 'reader', meeting: id, paper: paperId, beside: choice.id })}
          >
            {choice.title}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
  const old = isComparing ? previous : null
  const through = readThrough(papers, paper, (to, page) =>
    router.replace({ screen: 'reader', meeting: id, paper: to.id, beside: null, goal: { page, find: '' } }),
  )
  const mayRemark =
    !isOver(meeting.status) && may('comment.write', { policy: meeting?.myRoles.includes('substitute') ?? false })
  const compare = previous && !other && (
    <Tooltip label={t('reader.compare', { number: previous.version })}>
      <ActionIcon
        aria-label={t('reader.compare', { number: previous.version })}
        aria-pressed={isComparing}
        variant={isComparing ? 'light' : 'subtle'}
        onClick={() => setComparing(!isComparing)}
      >
        <IconGitCompare size={22} />
      </ActionIcon>
    </Tooltip>
  )
  return (
    <div
      className={classes.desk}
      data-split={other !== undefined || undefined}
      data-comparing={old !== null || undefined}
    >
      <PaperPane
        key={paper.fileId}
        paper={paper}
        goal={goal}
        mayPrint={may('paper.print', { policy: mayBeTaken(paper.marking) })}
        mayRemark={mayRemark}
        before={back}
        after={
          <>
            {compare}
            {!old && besideMenu}
          </>
        }
        onView={onAfter}
        presentation={presentation}
        through={other || old ? null : through}
        hasKeys={focus === 'left'}
        onFocus={() => setFocus('left')}
      />
      {old && (
        <PaperPane
          key={old.fileId}
          paper={old}
          goal={null}
          isOld
          onView={onBefore}
          mayPrint={false}
          mayRemark={false}
          before={
            <>
              <ActionIcon
                aria-label={t('reader.closeBeside')}
                title={t('reader.closeBeside')}
                onClick={() => setComparing(false)}
              >
                <IconX size={22} />
              </ActionIcon>
              <Badge variant="light" tt="none" size="lg">
                {t('papers.version', { number: old.version })}
              </Badge>
            </>
          }
          presentation={null}
          hasKeys={focus === 'right'}
          onFocus={() => setFocus('right')}
        />
      )}
      {old && <ChangesPanel before={views.before} after={views.after} />}
      {other && other.status === 'published' && (
        <PaperPane
          key={other.fileId}
          paper={other}
          goal={null}
          mayPrint={may('paper.print', { policy: mayBeTaken(other.marking) })}
          mayRemark={mayRemark}
          before={
            <ActionIcon
              aria-label={t('reader.closeBeside')}
              title={t('reader.closeBeside')}
              onClick={() => router.replace({ screen: 'reader', meeting: id, paper: paperId, beside: null })}
            >
              <IconX size={22} />
            </ActionIcon>
          }
          presentation={null}
          hasKeys={focus === 'right'}
          onFocus={() => setFocus('right')}
        />
      )}
    </div>
  )
}
