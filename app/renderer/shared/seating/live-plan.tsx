import { useMemo } from 'react'
import type { MeetingRow } from '#application/projection/rows.ts'
import type { MeetingLogState } from '#domain/meeting/meeting-log.ts'
import { seatStateOf, seatStates } from '#domain/seating/seating.ts'
import { useWorkspace } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { useLive } from '#design/index.ts'
import { useNames } from '../use-room.ts'
import { PlanView } from './plan-view.tsx'
import classes from './plan-view.module.css'

/** The plan of the room where a meeting is held; null where none was drawn. */
export function useRoomPlan(meeting: MeetingRow) {
  const directory = useLive(useWorkspace().directory)
  return directory?.rooms.find(({ id }) => id === meeting.roomId)?.plan ?? null
}

/** Who sits where, and what they do now. */
export function LivePlan({
  meeting,
  state,
  isLarge = false,
}: {
  readonly meeting: MeetingRow
  readonly state: Pick<MeetingLogState, 'floor' | 'roll'>
  readonly isLarge?: boolean
}) {
  const { t } = useTranslation()
  const nameOf = useNames()
  const plan = useRoomPlan(meeting)
  const seating = useMemo(() => new Map(meeting.seating.map(({ seat, person }) => [seat, person])), [meeting.seating])
  if (!plan) return null
  const occupantOf = (seat: string) => {
    const person = seating.get(seat)
    return person ? { name: nameOf(person), state: seatStateOf(state, person) } : null
  }
  return (
    <>
      <PlanView
        plan={plan}
        isLarge={isLarge}
        label={t('seating.plan')}
        occupantOf={occupantOf}
        labelOf={(seat, number) => {
          const occupant = occupantOf(seat)
          return occupant
            ? t('seating.taken', { number, name: occupant.name, state: t(`seating.state.${occupant.state}`) })
            : t('seating.free', { number })
        }}
      />
      <ul className={isLarge ? `${classes.legend} ${classes.large}` : classes.legend}>
        {seatStates.map((each) => (
          <li key={each}>
            <svg viewBox="0 0 60 60" className={classes.seat} data-state={each} aria-hidden>
              <circle cx={30} cy={30} r={24} />
            </svg>
            {t(`seating.state.${each}`)}
          </li>
        ))}
      </ul>
    </>
  )
}
