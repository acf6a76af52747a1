import { IconDoorEnter, IconDoorExit } from '@tabler/icons-react'
import type { ItemId } from '#domain/kernel/ids.ts'
import { isGuest } from '#domain/permissions/roles.ts'
import { isAdmitted } from '#domain/sitting/sitting.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { Alert, Button, Text } from '#design/index.ts'
import { useRoomView } from './room-context.ts'
import classes from './room.module.css'

/** Who is a guest of the item: let in and out by those who conduct; told by the room whether they are in. */
export function GuestDoor({ item }: { readonly item: ItemId }) {
  const { t } = useTranslation()
  const { room, state, me, conducts, may, nameOf, act } = useRoomView()
  const mine = state.roles.get(me) ?? []
  if (isGuest(mine))
    return (
      <Alert color={isAdmitted(state.sitting, item, me) ? 'teal' : 'gray'} role="status">
        {t(isAdmitted(state.sitting, item, me) ? 'room.guest.amIn' : 'room.guest.amOut')}
      </Alert>
    )
  const guests = [...state.roles].filter(([, roles]) => isGuest(roles)).map(([person]) => person)
  if (guests.length === 0 || !(conducts || may('roll.manage'))) return null
  return (
    <section aria-label={t('room.guest.title')}>
      <Text fw={600}>{t('room.guest.title')}</Text>
      <ul className={classes.guests}>
        {guests.map((person) => {
          const isIn = isAdmitted(state.sitting, item, person)
          return (
            <li key={person}>
              <span>
                {nameOf(person)}
                {isIn && ` – ${t('room.guest.isIn')}`}
              </span>
              <Button
                variant={isIn ? 'default' : 'light'}
                leftSection={isIn ? <IconDoorExit size={20} aria-hidden /> : <IconDoorEnter size={20} aria-hidden />}
                onClick={() => void act({ t: 'guest.admit', meeting: room.meeting, item, person, admitted: !isIn })}
              >
                {t(isIn ? 'room.guest.out' : 'room.guest.in')}
              </Button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
