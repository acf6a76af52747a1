import { IconDeviceTv, IconPlayerPlay, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import type { ScreenContent } from '#domain/sitting/sitting.ts'
import { useApp } from '#renderer/shell/app-context.ts'
import { useWall } from '#renderer/shell/wall-window.tsx'
import { useFormats } from '#renderer/i18n/formats.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { ActionIcon, Button, Group, Modal, NumberInput, Stack, Text, Textarea } from '#design/index.ts'
import { useRoomPlan } from '#renderer/shared/seating/live-plan.tsx'
import { useRoomView } from './room-context.ts'
import { WallPreview } from './wall-preview.tsx'
import classes from './room.module.css'

/** What hangs on the wall: opened in a window of its own, prepared, looked at and steered from here. */
export function ScreenControl() {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button variant="default" leftSection={<IconDeviceTv size={20} aria-hidden />} onClick={() => setOpen(true)}>
        {t('room.screen.open')}
      </Button>
      <Modal opened={isOpen} onClose={() => setOpen(false)} title={t('room.screen.title')} size="min(64rem, 96vw)">
        {isOpen && <Desk />}
      </Modal>
    </>
  )
}

function Desk() {
  const { t } = useTranslation()
  const { room, state, act } = useRoomView()
  const { meeting } = room
  const { screen, screenQueue } = state.sitting
  const [first] = screenQueue
  const show = (content: ScreenContent) => act({ t: 'screen.show', meeting, content })
  const prepare = (contents: readonly ScreenContent[]) => act({ t: 'screen.queue', meeting, contents })
  return (
    <div className={classes.screenDesk}>
      <Stack>
        <WallPreview label={t(`room.screen.shown.${screen.kind}`)} />
        {first && <WallPreview label={t('room.screen.ready')} content={first} />}
        <WallWindow />
      </Stack>
      <Stack>
        <Composer onShow={show} onPrepare={(content) => prepare([...screenQueue, content])} />
        <Queue onShow={show} onPrepare={prepare} />
        <History onShow={show} />
      </Stack>
    </div>
  )
}

function WallWindow() {
  const { t } = useTranslation()
  const { router } = useApp()
  const { meeting } = useRoomView().room
  const wall = useWall()
  const [isBlocked, setBlocked] = useState(false)
  return (
    <>
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
    </>
  )
}

/** Something new for the screen: shown at once, or prepared. */
function Composer({
  onShow,
  onPrepare,
}: {
  readonly onShow: (content: ScreenContent) => Promise<boolean>
  readonly onPrepare: (content: ScreenContent) => Promise<boolean>
}) {
  const { t } = useTranslation()
  const { meeting, state } = useRoomView()
  const hasPlan = useRoomPlan(meeting) !== null
  const [words, setWords] = useState('')
  const [minutes, setMinutes] = useState(15)
  const text = words.trim()
  const { screen } = state.sitting
  const send = async (to: typeof onShow, content: ScreenContent) => {
    if (await to(content)) setWords('')
  }
  const countdown = { kind: 'countdown', text, minutes } as const
  return (
    <Stack gap="xs">
      <Textarea
        label={t('room.screen.message')}
        description={t('room.screen.messageHint')}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        maxLength={300}
        autosize
        minRows={2}
      />
      <Group gap="xs">
        <Button variant="light" disabled={text === ''} onClick={() => void send(onShow, { kind: 'message', text })}>
          {t('room.screen.show')}
        </Button>
        <Button
          variant="default"
          disabled={text === ''}
          onClick={() => void send(onPrepare, { kind: 'message', text })}
        >
          {t('room.screen.prepare')}
        </Button>
      </Group>
      <Group gap="xs" align="end">
        <NumberInput
          label={t('room.screen.minutes')}
          value={minutes}
          onChange={(value) => setMinutes(Number(value) || 1)}
          min={1}
          max={240}
          w={170}
        />
        <Button variant="light" onClick={() => void send(onShow, countdown)}>
          {t('room.screen.countDown')}
        </Button>
        <Button variant="default" onClick={() => void send(onPrepare, countdown)}>
          {t('room.screen.prepare')}
        </Button>
      </Group>
      <Group gap="xs">
        {screen.kind !== 'current' && (
          <Button variant="light" onClick={() => void onShow({ kind: 'current' })}>
            {t('room.screen.current')}
          </Button>
        )}
        {hasPlan && screen.kind !== 'plan' && (
          <Button variant="light" onClick={() => void onShow({ kind: 'plan' })}>
            {t('seating.plan')}
          </Button>
        )}
        {screen.kind !== 'blank' && (
          <Button variant="default" onClick={() => void onShow({ kind: 'blank' })}>
            {t('room.screen.blank')}
          </Button>
        )}
      </Group>
    </Stack>
  )
}

function Queue({
  onShow,
  onPrepare,
}: {
  readonly onShow: (content: ScreenContent) => Promise<boolean>
  readonly onPrepare: (contents: readonly ScreenContent[]) => Promise<boolean>
}) {
  const { t } = useTranslation()
  const nameOf = useContentName()
  const { screenQueue } = useRoomView().state.sitting
  const without = (index: number) => screenQueue.filter((_content, other) => other !== index)
  const showNow = async (content: ScreenContent, index: number) => {
    if (await onShow(content)) await onPrepare(without(index))
  }
  return (
    <section aria-label={t('room.screen.queue')}>
      <Text fw={600}>{t('room.screen.queue')}</Text>
      {screenQueue.length === 0 && <Text c="dimmed">{t('room.screen.queueEmpty')}</Text>}
      <ol className={classes.screenList}>
        {screenQueue.map((content, index) => (
          <li key={index}>
            <span>{nameOf(content)}</span>
            <Button size="compact-md" mih={44} variant="light" onClick={() => void showNow(content, index)}>
              {t('room.screen.showIt')}
            </Button>
            {index > 0 && (
              <ActionIcon
                aria-label={t('room.screen.toFront', { what: nameOf(content) })}
                title={t('room.screen.toFront', { what: nameOf(content) })}
                onClick={() => void onPrepare([content, ...without(index)])}
              >
                <IconPlayerPlay size={20} style={{ rotate: '-90deg' }} />
              </ActionIcon>
            )}
            <ActionIcon
              aria-label={t('room.screen.remove', { what: nameOf(content) })}
              title={t('room.screen.remove', { what: nameOf(content) })}
              onClick={() => void onPrepare(without(index))}
            >
              <IconX size={20} />
            </ActionIcon>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** What was on the wall, to be shown again. */
function History({ onShow }: { readonly onShow: (content: ScreenContent) => Promise<boolean> }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const nameOf = useContentName()
  const { shown } = useRoomView().state.sitting
  if (shown.length < 2) return null
  return (
    <section aria-label={t('room.screen.history')}>
      <Text fw={600}>{t('room.screen.history')}</Text>
      <ul className={classes.screenList}>
        {shown.slice(1).map(({ content, at }) => (
          <li key={at}>
            <span>
              <Text span c="dimmed">
                {formats.time(at)}
              </Text>{' '}
              {nameOf(content)}
            </span>
            <Button size="compact-md" mih={44} variant="subtle" onClick={() => void onShow(content)}>
              {t('room.screen.again')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function useContentName(): (content: ScreenContent) => string {
  const { t } = useTranslation()
  return (content) =>
    content.kind === 'message'
      ? content.text
      : content.kind === 'countdown'
        ? t('room.screen.countdownName', { text: content.text, minutes: content.minutes })
        : t(`room.screen.names.${content.kind}`)
}
