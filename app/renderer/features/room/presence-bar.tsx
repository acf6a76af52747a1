import { IconCircleCheck, IconUserCheck, IconUsers } from '@tabler/icons-react'
import { quorumNow } from '#domain/meeting/meeting-log.ts'
import { useFormats } from '#renderer/i18n/formats.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { Button, Text, UnstyledButton, useLive } from '#design/index.ts'
import { OwnCode } from './own-code.tsx'
import { useRoomView } from './room-context.ts'
import classes from './room.module.css'

/** Whether there are enough people, in words, and whether I am counted among them. */
export function PresenceBar({ onRoll }: { readonly onRoll: () => void }) {
  const { t } = useTranslation()
  const { room, state, me, may, act } = useRoomView()
  const formats = useFormats()
  const waiting = useLive(room.waiting)
  const quorum = quorumNow(state)
  const last = state.roll.presence.get(me)?.at(-1)
  const isHere = last?.until === null
  const isSending = waiting.some((other) => other.t === 'roll.arrive' && other.person === me)
  const isGathering = state.status === 'invited' || state.status === 'live' || state.status === 'paused'
  const mayCheckIn = may('roll.check-in') && isGathering && (!state.roll.isLocked || may('roll.manage'))
  return (
    <div className={classes.presence}>
      <UnstyledButton className={classes.quorum} data-met={quorum.isMet} onClick={onRoll} data-testid="quorum">
        <IconUsers size={24} aria-hidden />
        <span aria-live="polite">
          {t(quorum.isMet ? 'room.quorum.met' : 'room.quorum.missing', {
            present: quorum.present,
            of: quorum.of,
            needed: quorum.needed,
          })}
          {state.franchise.weights.size > 0 && ` · ${t('room.quorum.weighed')}`}
        </span>
      </UnstyledButton>
      {isHere ? (
        <div className={classes.here}>
          <IconCircleCheck size={22} aria-hidden />
          <Text span>{t('room.presence.here', { time: formats.time(last.from) })}</Text>
          {mayCheckIn && (
            <Button
              variant="subtle"
              color="gray"
              size="compact-md"
              mih={44}
              onClick={() => void act({ t: 'roll.leave', meeting: room.meeting, person: me })}
            >
              {t('room.presence.leave')}
            </Button>
          )}
        </div>
      ) : isSending ? (
        <Text c="dimmed">{t('room.presence.sending')}</Text>
      ) : (
        isGathering &&
        state.roles.has(me) && (
          <div className={classes.here}>
            <OwnCode />
            {mayCheckIn && (
              <Button
                size="md"
                leftSection={<IconUserCheck size={22} aria-hidden />}
                onClick={() => void act({ t: 'roll.arrive', meeting: room.meeting, person: me })}
              >
                {t('room.presence.checkIn')}
              </Button>
            )}
          </div>
        )
      )}
    </div>
  )
}
