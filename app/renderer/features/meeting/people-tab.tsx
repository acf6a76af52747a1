import type { MeetingRow } from '#application/projection/rows.ts'
import { comparePeople } from '#domain/organisation/organisation.ts'
import { useWorkspace } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { Badge, Group, Table, Text, useLive } from '#design/index.ts'

export function PeopleTab({ participants }: { readonly participants: MeetingRow['participants'] }) {
  const { t } = useTranslation()
  const directory = useLive(useWorkspace().directory)
  const rows = participants
    .map(({ person, roles }) => ({ person: directory?.people.find(({ id }) => id === person), roles, id: person }))
    .toSorted((a, b) => (a.person && b.person ? comparePeople(a.person, b.person) : 0))
  return (
    <Table verticalSpacing="sm" striped>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('people.name')}</Table.Th>
          <Table.Th>{t('people.position')}</Table.Th>
          <Table.Th>{t('people.role')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(({ id, person, roles }) => (
          <Table.Tr key={id}>
            <Table.Td>
              <Text fw={600}>{person?.name ?? t('people.unknown')}</Text>
            </Table.Td>
            <Table.Td>{person?.position}</Table.Td>
            <Table.Td>
              <Group gap={6}>
                {roles.map((role) => (
                  <Badge
                    key={role}
                    variant="light"
                    color={role === 'chair' || role === 'secretary' ? 'union' : 'gray'}
                    tt="none"
                    size="lg"
                  >
                    {t(`role.${role}`)}
                  </Badge>
                ))}
              </Group>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
