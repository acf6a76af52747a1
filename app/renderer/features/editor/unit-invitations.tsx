import { IconBuildingCommunity, IconPencil, IconX } from '@tabler/icons-react'
import { useState, type FormEvent } from 'react'
import type { MeetingRow } from '#application/projection/rows.ts'
import { mostSent, unitRoles, type UnitInvitation, type UnitRole } from '#domain/invitation/invitation.ts'
import type { PersonId, UnitId } from '#domain/kernel/ids.ts'
import { isOver } from '#domain/meeting/meeting-status.ts'
import { comparePeople, isOfUnit } from '#domain/organisation/organisation.ts'
import { useWorkspace } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { DialogActions } from '#renderer/shared/dialog-actions.tsx'
import { useAct, useNames } from '#renderer/shared/use-room.ts'
import {
  ActionIcon,
  Button,
  Group,
  Modal,
  NumberInput,
  Select,
  Stack,
  Table,
  Text,
  Title,
  VisuallyHidden,
  useLive,
} from '#design/index.ts'

/** Units that are invited as such: each says itself whom it sends. */
export function UnitInvitations({ meeting }: { readonly meeting: MeetingRow }) {
  const { t } = useTranslation()
  const directory = useLive(useWorkspace().directory)
  const nameOf = useNames()
  const act = useAct()
  const [edited, setEdited] = useState<UnitInvitation | 'new' | null>(null)
  const invited = meeting.unitInvitations
  const unitName = (unit: UnitId) => directory?.units.find(({ id }) => id === unit)?.name ?? '…'
  if (invited.length === 0 && (isOver(meeting.status) || (directory?.units ?? []).length === 0)) return null
  return (
    <Stack gap="xs" mt="lg">
      <Group justify="space-between">
        <Title order={2} size="h4">
          {t('inviting.units')}
        </Title>
        {!isOver(meeting.status) && (
          <Button
            variant="default"
            leftSection={<IconBuildingCommunity size={20} aria-hidden />}
            onClick={() => setEdited('new')}
          >
            {t('inviting.inviteUnit')}
          </Button>
        )}
      </Group>
      {invited.length > 0 && (
        <Table verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('inviting.unit')}</Table.Th>
              <Table.Th>{t('inviting.head')}</Table.Th>
              <Table.Th>{t('inviting.sent')}</Table.Th>
              <Table.Th w={110}>
                <VisuallyHidden>{t('common.actions')}</VisuallyHidden>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {invited.map((invitation) => (
              <Table.Tr key={invitation.unit} data-testid="unit-invitation">
                <Table.Td>
                  <Text fw={600}>{unitName(invitation.unit)}</Text>
                  <Text size="sm" c="dimmed">
                    {t(`role.${invitation.role}`)}
                  </Text>
                </Table.Td>
                <Table.Td>{nameOf(invitation.head)}</Table.Td>
                <Table.Td>
                  {t('inviting.sentCount', { count: invitation.assigned.length, seats: invitation.seats })}
                  <Text size="sm" c="dimmed">
                    {invitation.assigned.map(nameOf).join(', ')}
                  </Text>
                </Table.Td>
                <Table.Td>
                  <Group gap={4} wrap="nowrap">
                    <ActionIcon
                      aria-label={t('inviting.change.unit', { name: unitName(invitation.unit) })}
                      onClick={() => setEdited(invitation)}
                    >
                      <IconPencil size={20} />
                    </ActionIcon>
                    <ActionIcon
                      aria-label={t('inviting.uninvite', { name: unitName(invitation.unit) })}
                      onClick={() => void act({ t: 'unit.uninvite', meeting: meeting.id, unit: invitation.unit })}
                    >
                      <IconX size={20} />
                    </ActionIcon>
                  </Group>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {edited && (
        <UnitDialog meeting={meeting} before={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      )}
    </Stack>
  )
}

function UnitDialog({
  meeting,
  before,
  onClose,
}: {
  readonly meeting: MeetingRow
  readonly before: UnitInvitation | null
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const directory = useLive(useWorkspace().directory)
  const act = useAct()
  const [unit, setUnit] = useState<string | null>(before?.unit ?? null)
  const [head, setHead] = useState<string | null>(before?.head ?? null)
  const [role, setRole] = useState<UnitRole>(before?.role ?? 'guest')
  const [seats, setSeats] = useState(before?.seats ?? 1)
  const units = new Map((directory?.units ?? []).map((each) => [each.id, each]))
  const free = (directory?.units ?? []).filter(
    ({ id }) => id === before?.unit || !meeting.unitInvitations.some((each) => each.unit === id),
  )
  const people = (directory?.people ?? [])
    .filter((person) => person.active && unit !== null && isOfUnit(units, person.unit, unit as UnitId))
    .toSorted(comparePeople)
  const choose = (id: string | null) => {
    setUnit(id)
    setHead(null)
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (unit === null || head === null) return
    const done = await act({
      t: 'unit.invite',
      meeting: meeting.id,
      unit: unit as UnitId,
      head: head as PersonId,
      role,
      seats,
    })
    if (done) onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t('inviting.inviteUnit')} size="lg">
      <form onSubmit={submit}>
        <Stack>
          <Select
            label={t('inviting.unit')}
            data={free.map(({ id, name }) => ({ value: id as string, label: name }))}
            value={unit}
            onChange={choose}
            disabled={before !== null}
            searchable
            required
          />
          <Select
            label={t('inviting.head')}
            description={t('inviting.headText')}
            data={people.map(({ id, name, position }) => ({ value: id as string, label: `${name} – ${position}` }))}
            value={head}
            onChange={setHead}
            nothingFoundMessage={t('common.nothingFound')}
            searchable
            required
          />
          <Group grow align="flex-start">
            <Select
              label={t('inviting.role')}
              data={unitRoles.map((value) => ({ value, label: t(`role.${value}`) }))}
              value={role}
              onChange={(value) => setRole(unitRoles.find((each) => each === value) ?? 'guest')}
            />
            <NumberInput
              label={t('inviting.seats')}
              value={seats}
              onChange={(value) => setSeats(typeof value === 'number' ? Math.round(value) : 1)}
              min={Math.max(1, before?.assigned.length ?? 0)}
              max={mostSent}
            />
          </Group>
          <DialogActions onCancel={onClose} label={t('inviting.inviteUnit')} isReady={unit !== null && head !== null} />
        </Stack>
      </form>
    </Modal>
  )
}
