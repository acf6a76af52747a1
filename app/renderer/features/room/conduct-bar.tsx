import { IconPlayerPause, IconPlayerPlay, IconPlayerStop, IconSwitchHorizontal } from '@tabler/icons-react'
import { useState } from 'react'
import { lengthOf } from '#domain/kernel/interval.ts'
import type { PersonId } from '#domain/kernel/ids.ts'
import { chairOf, quorumNow } from '#domain/meeting/meeting-log.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { clockText } from '#renderer/shared/clock-text.ts'
import { useNow } from '#renderer/shared/use-room.ts'
import { Alert, Button, Group, Modal, Select, Stack, Text, useLive } from '#design/index.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { ReasonDialog } from '#renderer/shared/reason-dialog.tsx'
import { useRoomView } from './room-context.ts'
import { useGoneFor } from './use-gone-for.ts'
import classes from './room.module.css'

const offerAfterMs = 30_000

/** Starting, pausing and ending the session, and who holds control. */
export function ConductBar() {
  const { t } = useTranslation()
  const { room, state, me, conducts, nameOf, act } = useRoomView()
  const now = useNow()
  const [asks, setAsks] = useState<'start' | 'end' | 'hand' | null>(null)
  const { meeting } = room
  const { sitting, status } = state
  const quorum = quorumNow(state)
  const chair = chairOf(state)
  const inControl = sitting.operator ?? chair
  const machines = useLive(room.machines)
  const isConnected = useLive(room.isConnected)
  const isControllerGone =
    inControl !== null &&
    inControl !== me &&
    isConnected &&
    (status === 'live' || status === 'paused') &&
    !machines.has(inControl)
  const goneFor = useGoneFor(isControllerGone, now)
  const isRunning = status === 'live' || status === 'paused'
  const spent = sitting.startedAt === null ? 0 : now - sitting.startedAt - lengthOf(sitting.breaks, now)
  const start = () => {
    if (quorum.isMet) void act({ t: 'session.start', meeting, reason: '' })
    else setAsks('start')
  }
  return (
    <section className={classes.conduct} aria-label={t('room.conduct.title')}>
      {goneFor >= offerAfterMs && (
        <Alert color="orange" title={t('room.conduct.chairGone')} w="100%">
          <Group justify="space-between">
            <Text>{t('room.conduct.chairGoneText')}</Text>
            <Button onClick={() => void act({ t: 'control.take', meeting })}>{t('room.conduct.take')}</Button>
          </Group>
        </Alert>
      )}
      <div className={classes.conductState}>
        {isRunning && <span className={classes.clock}>{t('room.clock', { time: clockText(spent) })}</span>}
        <Text c="dimmed" size="sm">
          {inControl !== null && t('room.conduct.operator', { name: nameOf(inControl) })}
          {conducts && inControl !== me && ` · ${t('room.conduct.onOrder')}`}
        </Text>
      </div>
      <Group gap="xs">
        {conducts && status === 'invited' && (
          <Button size="md" leftSection={<IconPlayerPlay size={20} aria-hidden />} onClick={start}>
            {t('room.conduct.start')}
          </Button>
        )}
        {conducts && status === 'live' && (
          <Button
            variant="default"
            leftSection={<IconPlayerPause size={20} aria-hidden />}
            onClick={() => void act({ t: 'session.pause', meeting })}
          >
            {t('room.conduct.pause')}
          </Button>
        )}
        {conducts && status === 'paused' && (
          <Button
            leftSection={<IconPlayerPlay size={20} aria-hidden />}
            onClick={() => void act({ t: 'session.resume', meeting })}
          >
            {t('room.conduct.resume')}
          </Button>
        )}
        {conducts && isRunning && (
          <>
            <Button
              variant="default"
              leftSection={<IconSwitchHorizontal size={20} aria-hidden />}
              onClick={() => setAsks('hand')}
            >
              {t('room.conduct.hand')}
            </Button>
            <Button
              variant="light"
              color="red"
              leftSection={<IconPlayerStop size={20} aria-hidden />}
              onClick={() => setAsks('end')}
            >
              {t('room.conduct.end')}
            </Button>
          </>
        )}
        {isRunning && inControl !== me && state.roles.get(me)?.includes('chair') && (
          <Button onClick={() => void act({ t: 'control.take', meeting })}>{t('room.conduct.take')}</Button>
        )}
      </Group>
      <ReasonDialog
        isOpen={asks === 'start'}
        title={t('room.conduct.startWithout')}
        text={t('room.conduct.startWithoutText', { present: quorum.present, of: quorum.of, needed: quorum.needed })}
        label={t('room.conduct.reason')}
        action={t('room.conduct.start')}
        onClose={() => setAsks(null)}
        onReason={(reason) => act({ t: 'session.start', meeting, reason })}
      />
      <ConfirmDialog
        isOpen={asks === 'end'}
        title={t('room.conduct.endAsk')}
        text={t('room.conduct.endText')}
        action={t('room.conduct.end')}
        color="red"
        onClose={() => setAsks(null)}
        onConfirm={() => void act({ t: 'session.end', meeting })}
      />
      <HandOver isOpen={asks === 'hand'} onClose={() => setAsks(null)} inControl={inControl} />
    </section>
  )
}

function HandOver({
  isOpen,
  onClose,
  inControl,
}: {
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly inControl: PersonId | null
}) {
  const { t } = useTranslation()
  const { room, state, nameOf, act } = useRoomView()
  const [to, setTo] = useState<string | null>(null)
  const choices = [...state.roles]
    .filter(
      ([person, roles]) =>
        person !== inControl && roles.some((role) => role === 'chair' || role === 'secretary' || role === 'member'),
    )
    .map(([person]) => ({ value: person, label: nameOf(person) }))
  return (
    <Modal opened={isOpen} onClose={onClose} title={t('room.conduct.hand')}>
      <Stack>
        <Text>{t('room.conduct.handText')}</Text>
        <Select label={t('room.conduct.handTo')} data={choices} value={to} onChange={setTo} searchable size="md" />
        <Button
          disabled={to === null}
          onClick={() => {
            onClose()
            void act({ t: 'control.hand', meeting: room.meeting, to: to as PersonId })
          }}
        >
          {t('room.conduct.hand')}
        </Button>
      </Stack>
    </Modal>
  )
}
