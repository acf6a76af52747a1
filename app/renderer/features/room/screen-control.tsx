import { IconDeviceTv } from '@tabler/icons-react'
import { useState } from 'react'
import { useApp } from '#renderer/shell/app-context.ts'
import { useWall } from '#renderer/shell/wall-window.tsx'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { Button, Group, Modal, Stack, Text, Textarea } from '#design/index.ts'
import { useRoomPlan } from '#renderer/shared/seating/live-plan.tsx'
import { useRoomView } from './room-context.ts'

/** What hangs on the wall: opened in a window of its own, and steered from here. */
export function ScreenControl() {
  const { t } = useTranslation()
  const { router } = useApp()
  const { room, meeting: row, state, act } = useRoomView()
  const plan = useRoomPlan(row)
  const [isOpen, setOpen] = useState(false)
  const [message, setMessage] = useState('')
  const [isBlocked, setBlocked] = useState(false)
  const wall = useWall()
  const { meeting } = room
  const { screen } = state.sitting
  const show = (content: typeof screen) => act({ t: 'screen.show', meeting, content })
  return (
    <>
      <Button variant="default" leftSection={<IconDeviceTv size={20} aria-hidden />} onClick={() => setOpen(true)}>
        {t('room.screen.open')}
      </Button>
      <Modal opened={isOpen} onClose={() => setOpen(false)} title={t('room.screen.title')}>
        <Stack>
          <Text fw={600}>{t(`room.screen.shown.${screen.kind}`)}</Text>
          <Group gap="xs">
            {wall.meeting === meeting ? (
              <Button variant="default" onClick={wall.close}>
                {t('room.screen.closeWindow')}
              </Button>
            ) : (
              <Button onClick={() => setBlocked(!wall.open(meeting))}>{t('room.screen.window')}</Button>
            )}
            <Button variant="default" onClick={() => router.go({ screen: 'room-screen', meeting })}>
              {t('room.screen.here')}
            </Button>
          </Group>
          <Text size="sm" c="dimmed">
            {t('room.screen.windowText')}
          </Text>
          {isBlocked && (
            <Text c="red" role="alert">
              {t('room.screen.blocked')}
            </Text>
          )}
          <Textarea
            label={t('room.screen.message')}
            description={t('room.screen.messageHint')}
            value={message}
            onChange={(event) => setMessage(event.currentTarget.value)}
            maxLength={300}
            autosize
            minRows={2}
          />
          <Group gap="xs">
            <Button
              variant="light"
              disabled={message.trim() === ''}
              onClick={() => void show({ kind: 'message', text: message.trim() })}
            >
              {t('room.screen.show')}
            </Button>
            {screen.kind !== 'current' && (
              <Button variant="light" onClick={() => void show({ kind: 'current' })}>
                {t('room.screen.current')}
              </Button>
            )}
            {plan && screen.kind !== 'plan' && (
              <Button variant="light" onClick={() => void show({ kind: 'plan' })}>
                {t('seating.plan')}
              </Button>
            )}
            {screen.kind !== 'blank' && (
              <Button variant="default" onClick={() => void show({ kind: 'blank' })}>
                {t('room.screen.blank')}
              </Button>
            )}
          </Group>
        </Stack>
      </Modal>
    </>
  )
}
