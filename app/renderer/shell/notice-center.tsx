import { IconBell } from '@tabler/icons-react'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { noticesOf, type Notice } from '#application/projection/notices.ts'
import { useFormats } from '../i18n/formats.ts'
import { useTranslation } from '../i18n/i18n.ts'
import { ActionIcon, Drawer, Indicator, Text, UnstyledButton, useLive } from '../design/index.ts'
import { useApp, useWorkspace } from './app-context.ts'
import type { Place } from './router.ts'
import { useOutsideNotices } from './use-outside-notices.ts'
import classes from './shell.module.css'

function placeOf({ meeting, what }: Notice): Place {
  switch (what.kind) {
    case 'paper':
    case 'replaced':
      return { screen: 'meeting', meeting, tab: 'papers' }
    case 'letter':
      return what.isInstruction ? { screen: 'tasks' } : { screen: 'room', meeting }
    case 'consult':
    case 'reminded':
      return { screen: 'consultation', meeting, consultation: what.consultation }
    case 'task':
      return { screen: 'tasks' }
    case 'tomorrow':
    case 'soon':
    case 'postponed':
    case 'cancelled':
    case 'reissued':
    case 'unit':
    case 'notes':
    case 'approve':
    case 'paper-asked':
    case 'paper-returned':
      return { screen: 'meeting', meeting, tab: 'agenda' }
  }
}

/** What is new for this person, from what is on this machine; what they have looked at is new no more, on all their machines. */
export function NoticeCenter() {
  const { t } = useTranslation()
  const { router } = useApp()
  const formats = useFormats()
  const workspace = useWorkspace()
  const meetings = useLive(workspace.meetings)
  const papers = useLive(workspace.papers)
  const directory = useLive(workspace.directory)
  const seenUntil = useLive(workspace.notices.seenUntil)
  const [now, setNow] = useState(() => workspace.now())
  /** What was new when the list was opened stays marked while it is looked at. */
  const [openedAt, setOpenedAt] = useState<number | null>(null)
  useEffect(() => {
    const timer = setInterval(() => setNow(workspace.now()), 30_000)
    return () => clearInterval(timer)
  }, [workspace])
  const me = workspace.identity.person.id
  const notices = useMemo(
    () => noticesOf({ meetings: meetings ?? [], papers: papers ?? [], me, now: Math.max(now, workspace.now()) }),
    [meetings, papers, me, now, workspace],
  )
  const unseen = notices.filter(({ at }) => at > seenUntil).length
  const [newest] = notices
  const open = () => {
    setOpenedAt(seenUntil)
    if (newest) void workspace.notices.see(newest.at)
  }
  const label = unseen > 0 ? t('notices.unseen', { count: unseen }) : t('notices.title')
  const sentence = useCallback(
    ({ what }: Notice): string => {
      const kind = what.kind === 'letter' && what.isInstruction ? 'instruction' : what.kind
      const name = what.kind === 'letter' ? (directory?.people.find(({ id }) => id === what.from)?.name ?? '…') : ''
      return t(`notices.kind.${kind}`, { count: 'count' in what ? what.count : 1, name })
    },
    [t, directory],
  )
  const onOpen = useCallback((notice: Notice) => router.go(placeOf(notice)), [router])
  useOutsideNotices(meetings && papers ? notices : null, { sentence, onOpen })
  return (
    <>
      <Indicator label={unseen > 99 ? '99+' : unseen} disabled={unseen === 0} size={20} color="red.8" offset={6}>
        <ActionIcon aria-label={label} title={label} onClick={open}>
          <IconBell size={22} />
        </ActionIcon>
      </Indicator>
      <Drawer
        opened={openedAt !== null}
        onClose={() => setOpenedAt(null)}
        position="right"
        size="min(30rem, 96vw)"
        title={t('notices.title')}
      >
        {notices.length === 0 && <Text c="dimmed">{t('notices.empty')}</Text>}
        <ul className={classes.notices}>
          {notices.map((notice) => (
            <li key={notice.key}>
              <UnstyledButton
                className={classes.notice}
                data-new={notice.at > (openedAt ?? seenUntil) || undefined}
                data-testid="notice"
                onClick={() => {
                  setOpenedAt(null)
                  router.go(placeOf(notice))
                }}
              >
                <span className={classes.noticeWhat}>{sentence(notice)}</span>
                <span>{notice.title}</span>
                <span className={classes.noticeAt}>{formats.moment(notice.at)}</span>
              </UnstyledButton>
            </li>
          ))}
        </ul>
      </Drawer>
    </>
  )
}
