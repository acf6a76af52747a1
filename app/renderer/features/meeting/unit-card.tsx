import { useState } from 'react'
import type { MeetingRow } from '#application/projection/rows.ts'
import type { UnitInvitation } from '#domain/invitation/invitation.ts'
import type { PersonId } from '#domain/kernel/ids.ts'
import { isOver } from '#domain/meeting/meeting-status.ts'
import { comparePeople, isOfUnit } from '#domain/organisation/organisation.ts'
import { useWorkspace } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { useAct } from '#renderer/shared/use-room.ts'
import { Button, Group, MultiSelect, Text, Title, notifications, useLive } from '#design/index.ts'
import classes from './meeting.module.css'

/** Phân công tham dự: whoever heads an invited unit says whom it sends. */
export function UnitCards({ meeting }: { readonly meeting: MeetingRow }) {
  const me = useWorkspace().identity.person.id
  if (isOver(meeting.status)) return null
  return meeting.unitInvitations
    .filter(({ head }) => head === me)
    .map((invitation) => <UnitCard key={invitation.unit} meeting={meeting} invitation={invitation} />)
}

function UnitCard({ meeting, invitation }: { readonly meeting: MeetingRow; readonly invitation: UnitInvitation }) {
  const { t } = useTranslation()
  const directory = useLive(useWorkspace().directory)
  const act = useAct()
  const [chosen, setChosen] = useState<readonly string[]>(invitation.assigned)
  const units = new Map((directory?.units ?? []).map((unit) => [unit.id, unit]))
  const people = (directory?.people ?? [])
    .filter((person) => person.active && isOfUnit(units, person.unit, invitation.unit))
    .toSorted(comparePeople)
  const isSame = chosen.length === invitation.assigned.length && invitation.assigned.every((id) => chosen.includes(id))
  const send = async () => {
    const people = chosen as readonly PersonId[]
    const done = await act({ t: 'unit.assign', meeting: meeting.id, unit: invitation.unit, people })
    if (done) notifications.show({ color: 'teal', message: t('inviting.assigned') })
  }
  return (
    <section className={classes.preparing} aria-label={t('inviting.assign')}>
      <Title order={2} size="h4">
        {t('inviting.assign')}
      </Title>
      <Text>
        {t('inviting.assignText', {
          unit: units.get(invitation.unit)?.name ?? '…',
          count: invitation.seats,
          role: t(`role.${invitation.role}`),
        })}
      </Text>
      <MultiSelect
        aria-label={t('inviting.sent')}
        placeholder={chosen.length === 0 ? t('inviting.assignPlaceholder') : undefined}
        data={people.map(({ id, name, position }) => ({ value: id as string, label: `${name} – ${position}` }))}
        value={[...chosen]}
        onChange={setChosen}
        maxValues={invitation.seats}
        nothingFoundMessage={t('common.nothingFound')}
        searchable
      />
      <Group>
        <Button disabled={isSame} onClick={() => void send()}>
          {t('inviting.assign')}
        </Button>
      </Group>
    </section>
  )
}
