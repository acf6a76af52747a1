import { IconUserPlus, IconUsersPlus, IconX } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import type { MeetingId, PersonId } from '#domain/kernel/ids.ts'
import { foldText } from '#domain/kernel/fold-text.ts'
import { comparePeople, termAt } from '#domain/organisation/organisation.ts'
import { meetingRoles, type MeetingRole } from '#domain/permissions/roles.ts'
import { useApp, useWorkspace } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { useMeeting } from '#renderer/shared/use-meeting.ts'
import { useRefusalNotice } from '#renderer/shared/use-refusal-notice.ts'
import {
  ActionIcon,
  Button,
  EmptyState,
  Group,
  Menu,
  MultiSelect,
  Select,
  Stack,
  Table,
  Text,
  VisuallyHidden,
  useLive,
} from '#design/index.ts'

const offered = meetingRoles.filter((role) => role !== 'screen')

/** Who takes part, and as what. Each change is an act in the meeting's log. */
export function RosterPanel({ meeting: id }: { readonly meeting: MeetingId }) {
  const { t } = useTranslation()
  const { now } = useApp()
  const workspace = useWorkspace()
  const notice = useRefusalNotice()
  const { meeting } = useMeeting(id)
  const directory = useLive(workspace.directory)
  const [adding, setAdding] = useState<string | null>(null)
  const participants = useMemo(() => {
    const people = new Map(directory?.people.map((person) => [person.id, person]) ?? [])
    return (meeting?.participants ?? [])
      .map(({ person, roles }) => ({ id: person, roles, person: people.get(person) }))
      .toSorted((a, b) => (a.person && b.person ? comparePeople(a.person, b.person) : 0))
  }, [meeting, directory])
  const missing = (directory?.people ?? []).filter(
    ({ id: person, active }) => active && !participants.some((row) => row.id === person),
  )

  const setRoles = async (person: PersonId, roles: readonly MeetingRole[]) => {
    const done = await workspace.submit({ t: 'role.set', meeting: id, person, roles })
    if (!done.ok) notice(done.error)
  }
  const addBody = async (body: NonNullable<typeof directory>['bodies'][number]) => {
    const members = termAt(body, now())?.members ?? []
    for (const { person } of members)
      if (missing.some((known) => known.id === person)) await setRoles(person, ['member'])
  }
  return (
    <Stack>
      <Group align="flex-end">
        <Select
          label={t('roster.add')}
          placeholder={t('roster.addPlaceholder')}
          leftSection={<IconUserPlus size={20} aria-hidden />}
          data={missing.map((person) => ({ value: person.id as string, label: `${person.name} – ${person.position}` }))}
          filter={({ options, search }) =>
            options.filter((option) => 'label' in option && foldText(option.label).includes(foldText(search)))
          }
          value={adding}
          onChange={(value) => {
            setAdding(null)
            const person = missing.find((known) => known.id === value)
            if (person) void setRoles(person.id, ['member'])
          }}
          searchable
          nothingFoundMessage={t('common.nothingFound')}
          maw={520}
          flex={1}
        />
        <Menu>
          <Menu.Target>
            <Button variant="default" leftSection={<IconUsersPlus size={20} aria-hidden />}>
              {t('roster.addBody')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {(directory?.bodies ?? []).map((body) => (
              <Menu.Item key={body.id} onClick={() => void addBody(body)}>
                {body.name}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </Group>
      {participants.length === 0 ? (
        <EmptyState title={t('roster.emptyTitle')} />
      ) : (
        <Table verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('people.name')}</Table.Th>
              <Table.Th w={420}>{t('people.role')}</Table.Th>
              <Table.Th w={60}>
                <VisuallyHidden>{t('common.actions')}</VisuallyHidden>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {participants.map(({ id: personId, person, roles }) => (
              <Table.Tr key={personId}>
                <Table.Td>
                  <Text fw={600}>{person?.name ?? t('people.unknown')}</Text>
                  <Text size="sm" c="dimmed">
                    {person?.position}
                  </Text>
                </Table.Td>
                <Table.Td>
                  <MultiSelect
                    aria-label={t('roster.rolesOf', { name: person?.name ?? '' })}
                    value={[...roles]}
                    onChange={(value) => value.length > 0 && void setRoles(personId, value as MeetingRole[])}
                    data={offered.map((role) => ({ value: role, label: t(`role.${role}`) }))}
                  />
                </Table.Td>
                <Table.Td>
                  <ActionIcon
                    aria-label={t('roster.remove', { name: person?.name ?? '' })}
                    onClick={() => void setRoles(personId, [])}
                  >
                    <IconX size={20} />
                  </ActionIcon>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Stack>
  )
}
