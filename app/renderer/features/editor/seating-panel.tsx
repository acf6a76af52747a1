import { IconArmchair, IconPrinter, IconSortAscending } from '@tabler/icons-react'
import { useState } from 'react'
import type { MeetingRow } from '#application/projection/rows.ts'
import type { PersonId } from '#domain/kernel/ids.ts'
import { comparePeople } from '#domain/organisation/organisation.ts'
import { seatInOrder, seatPerson, type Seating } from '#domain/seating/seating.ts'
import { useApp, useWorkspace } from '#renderer/shell/app-context.ts'
import { checkInCode } from '#protocol/kernel/check-in-code.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { PlanView } from '#renderer/shared/seating/plan-view.tsx'
import { useNames } from '#renderer/shared/use-room.ts'
import { Button, EmptyState, Group, Modal, Select, Stack, Text, notifications, useLive } from '#design/index.ts'
import type { Agenda } from './documents.ts'

/** Who sits where: by the order of protocol, then as the office wants it; and the cards for the tables. */
export function SeatingPanel({ meeting, agenda }: { readonly meeting: MeetingRow; readonly agenda: Agenda }) {
  const { t } = useTranslation()
  const { paperOutput, hostWindow } = useApp()
  const workspace = useWorkspace()
  const directory = useLive(workspace.directory)
  const { details, seating } = useLive(agenda.content)
  const mayWrite = useLive(agenda.mayWrite)
  const nameOf = useNames()
  const [chosen, setChosen] = useState<string | null>(null)
  const room = directory?.rooms.find(({ id }) => id === details.room)
  if (!room?.plan)
    return (
      <EmptyState title={t(room ? 'seating.noPlanTitle' : 'seating.noRoomTitle')}>
        {t(room ? 'seating.noPlanText' : 'seating.noRoomText')}
      </EmptyState>
    )
  const { plan } = room
  const roster = new Set(
    meeting.participants.filter(({ roles }) => !roles.includes('screen')).map(({ person }) => person),
  )
  const chairs = new Set(
    meeting.participants.filter(({ roles }) => roles.includes('chair')).map(({ person }) => person),
  )
  // Who presides has the place of honour, whatever the order of protocol says.
  const people = (directory?.people ?? [])
    .filter(({ id }) => roster.has(id))
    .toSorted((a, b) => Number(chairs.has(b.id)) - Number(chairs.has(a.id)) || comparePeople(a, b))
  const seats = new Set(plan.seats.map(({ id }) => id))
  const standing = people.filter(({ id }) => ![...seating].some(([seat, person]) => person === id && seats.has(seat)))
  const set = (next: Seating) => agenda.editor.setSeating(next)
  const occupantOf = (seat: string) => {
    const person = seating.get(seat)
    return person ? { name: nameOf(person), state: null } : null
  }
  const numberOf = (seat: string) => plan.seats.findIndex(({ id }) => id === seat) + 1
  const print = async () => {
    const seated = plan.seats.flatMap(({ id }) => people.find((person) => person.id === seating.get(id)) ?? [])
    const made = await paperOutput.cards(
      seated.map(({ id, name, position }) => ({ name, position, code: checkInCode(meeting.id, id) })),
    )
    if (!made.ok) return void notifications.show({ color: 'red', message: t('reader.exportFailed') })
    const outcome = await hostWindow.saveFile?.(t('seating.cardsName', { title: details.title }), made.value)
    if (outcome && outcome !== 'cancelled') notifications.show({ message: t(`reader.fileSaved.${outcome}`) })
  }
  return (
    <Stack>
      <Group gap="xs">
        {mayWrite && (
          <Button
            variant="light"
            leftSection={<IconSortAscending size={20} aria-hidden />}
            onClick={() =>
              set(
                seatInOrder(
                  plan,
                  people.map(({ id }) => id),
                ),
              )
            }
          >
            {t('seating.byProtocol')}
          </Button>
        )}
        {hostWindow.saveFile && (
          <Button
            variant="default"
            disabled={seating.size === 0}
            leftSection={<IconPrinter size={20} aria-hidden />}
            onClick={() => void print()}
          >
            {t('seating.cards')}
          </Button>
        )}
        {mayWrite && (
          <Text size="sm" c="dimmed">
            {t('seating.howTo')}
          </Text>
        )}
      </Group>
      {standing.length > 0 && (
        <Text>
          <IconArmchair size={18} aria-hidden />{' '}
          {t('seating.standing', { count: standing.length, names: standing.map(({ name }) => name).join(', ') })}
        </Text>
      )}
      <PlanView
        plan={plan}
        label={t('seating.planOf', { name: room.name })}
        occupantOf={occupantOf}
        labelOf={(seat, number) => {
          const name = occupantOf(seat)?.name
          return name ? t('seating.seatOf', { number, name }) : t('seating.free', { number })
        }}
        {...(mayWrite && {
          onSeat: setChosen,
          onDropSeat: (seat: string, _: unknown, onto: string | null) => {
            const person = seating.get(seat)
            if (person && onto) set(seatPerson(seating, onto, person))
          },
        })}
      />
      <Modal
        opened={chosen !== null}
        onClose={() => setChosen(null)}
        title={chosen === null ? '' : t('seating.seat', { number: numberOf(chosen) })}
      >
        <Select
          label={t('seating.who')}
          data={people.map(({ id, name }) => ({ value: id as string, label: name }))}
          value={chosen === null ? null : (seating.get(chosen) ?? null)}
          onChange={(person) => {
            if (chosen !== null) set(seatPerson(seating, chosen, person as PersonId | null))
            setChosen(null)
          }}
          searchable
          clearable
          data-autofocus
        />
      </Modal>
    </Stack>
  )
}
