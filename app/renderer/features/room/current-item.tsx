import { IconCheck, IconCircleOff, IconClockPause, IconPresentation } from '@tabler/icons-react'
import { useState } from 'react'
import { lengthOf } from '#domain/kernel/interval.ts'
import { minuteMs } from '#domain/kernel/time.ts'
import { isRecused } from '#domain/sitting/sitting.ts'
import { useApp } from '#renderer/shell/app-context.ts'
import { useFormats } from '#renderer/i18n/formats.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { clockText } from '#renderer/shared/clock-text.ts'
import { PaperRow } from '#renderer/shared/paper-row.tsx'
import { useNow } from '#renderer/shared/use-room.ts'
import { Alert, Button, EmptyState, Group, Text } from '#design/index.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { GuestDoor } from './guest-door.tsx'
import { useRoomView } from './room-context.ts'
import classes from './room.module.css'

/** What is discussed now, and its papers. */
export function CurrentItem() {
  const { t } = useTranslation()
  const { router } = useApp()
  const { room, state, items, papers, me, conducts, may, nameOf, act } = useRoomView()
  const formats = useFormats()
  const now = useNow()
  const [asksRecusal, setAsksRecusal] = useState(false)
  const { sitting, status } = state
  const { meeting } = room
  if (status === 'ended' || status === 'concluded' || status === 'archived') {
    return (
      <EmptyState title={t('room.ended')}>
        {t('room.endedText', {
          from: formats.moment(sitting.startedAt ?? now),
          until: formats.moment(sitting.endedAt ?? now),
        })}
      </EmptyState>
    )
  }
  if (status === 'paused') return <EmptyState title={t('room.paused')} />
  if (status !== 'live') return <EmptyState title={t('room.notStarted')}>{t('room.notStartedText')}</EmptyState>
  const item = items.find(({ id }) => id === sitting.currentItem)
  if (!item) return <EmptyState title={t('room.noCurrent')}>{t('room.noCurrentText')}</EmptyState>
  const spent = lengthOf(sitting.itemTimes.get(item.id) ?? [], now)
  const planned = item.minutes * minuteMs
  const over = planned > 0 ? spent - planned : 0
  const recused = sitting.recused.get(item.id) ?? new Set()
  const amRecused = isRecused(sitting, item.id, me)
  const own = papers.filter(({ itemId }) => itemId === item.id)
  const presenting = sitting.presenting
  return (
    <section className={classes.current} aria-label={t('room.item.current')} data-testid="current-item">
      <div className={classes.currentHead}>
        <div>
          <p className={classes.eyebrow}>{t('room.item.current')}</p>
          <h2 className={classes.currentTitle}>
            {item.number}. {item.title || t('meeting.untitledItem')}
          </h2>
          <Text c="dimmed">
            {[item.presenter && t('meeting.presentedBy', { name: item.presenter }), item.owningUnit]
              .filter(Boolean)
              .join(' · ')}
          </Text>
        </div>
        <div className={classes.itemClock} data-over={over > 0 || undefined}>
          <span>{clockText(spent)}</span>
          <small>
            {over > 0
              ? t('room.item.over', { time: clockText(over) })
              : planned > 0 && t('room.item.planned', { minutes: item.minutes })}
          </small>
        </div>
      </div>
      {recused.size > 0 && (
        <Alert color="orange">
          {amRecused
            ? t('room.item.recused')
            : t('room.item.recusedNames', { names: [...recused].map(nameOf).join(', ') })}
        </Alert>
      )}
      {presenting && presenting.person !== me && !amRecused && (
        <Alert color="union" role="status">
          <Group justify="space-between">
            <Text fw={600}>{t('room.present.by', { name: nameOf(presenting.person) })}</Text>
            <Button
              onClick={() =>
                router.go({ screen: 'reader', meeting, paper: presenting.paper, beside: null, follows: true })
              }
            >
              {t('room.present.follow')}
            </Button>
          </Group>
        </Alert>
      )}
      <GuestDoor item={item.id} />
      {own.length === 0 ? (
        <Text c="dimmed">{t('room.item.noPapers')}</Text>
      ) : (
        <div aria-label={t('room.item.papers')}>
          {own.map((paper) => (
            <div key={paper.id} className={classes.presentable}>
              <PaperRow paper={paper} />
              {may('paper.present') && paper.status === 'published' && (
                <Button
                  variant={presenting?.paper === paper.id ? 'filled' : 'light'}
                  leftSection={<IconPresentation size={20} aria-hidden />}
                  onClick={() =>
                    void act(
                      presenting?.paper === paper.id
                        ? { t: 'present.stop', meeting }
                        : { t: 'present.start', meeting, paper: paper.id },
                    ).then((done) => {
                      if (done && presenting?.paper !== paper.id)
                        router.go({ screen: 'reader', meeting, paper: paper.id, beside: null })
                    })
                  }
                >
                  {t(presenting?.paper === paper.id ? 'room.present.stop' : 'room.present.start')}
                </Button>
              )}
            </div>
          ))}
        </div>
      )}
      <Group gap="xs">
        {conducts && (
          <>
            <Button
              variant="light"
              leftSection={<IconCheck size={20} aria-hidden />}
              onClick={() => void act({ t: 'item.close', meeting, item: item.id, outcome: 'concluded' })}
            >
              {t('room.conduct.conclude')}
            </Button>
            <Button
              variant="default"
              leftSection={<IconClockPause size={20} aria-hidden />}
              onClick={() => void act({ t: 'item.close', meeting, item: item.id, outcome: 'deferred' })}
            >
              {t('room.conduct.defer')}
            </Button>
          </>
        )}
        {state.roles.get(me)?.includes('member') && (
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconCircleOff size={20} aria-hidden />}
            onClick={() =>
              amRecused
                ? void act({ t: 'recusal.set', meeting, item: item.id, person: me, recused: false })
                : setAsksRecusal(true)
            }
          >
            {t(amRecused ? 'room.item.rejoin' : 'room.item.recuse')}
          </Button>
        )}
      </Group>
      <ConfirmDialog
        isOpen={asksRecusal}
        title={t('room.item.recuse')}
        text={t('room.item.recuseText')}
        action={t('room.item.recuseDo')}
        onClose={() => setAsksRecusal(false)}
        onConfirm={() => void act({ t: 'recusal.set', meeting, item: item.id, person: me, recused: true })}
      />
    </section>
  )
}
