import { IconPencil, IconSearch, IconTableImport, IconTicket, IconUserPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { foldText } from '#domain/kernel/fold-text.ts'
import type { Person } from '#domain/organisation/organisation.ts'
import type { Directory } from '#application/ports/read-models.ts'
import { useWorkspace } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { useFormats } from '#renderer/i18n/formats.ts'
import { useRefusalNotice } from '#renderer/shared/use-refusal-notice.ts'
import {
  ActionIcon,
  Badge,
  Button,
  CopyButton,
  Group,
  Modal,
  Stack,
  Table,
  Text,
  TextInput,
  Tooltip,
} from '#design/index.ts'
import { ImportPeople } from './import-people.tsx'
import { PersonDialog } from './person-dialog.tsx'

export function PeopleTab({ directory, mayManage }: { readonly directory: Directory; readonly mayManage: boolean }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const workspace = useWorkspace()
  const notice = useRefusalNotice()
  const [search, setSearch] = useState('')
  const [isImporting, setImporting] = useState(false)
  const [edited, setEdited] = useState<Person | 'new' | null>(null)
  const [invitation, setInvitation] = useState<{
    readonly name: string
    readonly code: string
    readonly endsAt: number
  } | null>(null)
  const wanted = foldText(search.trim())
  const shown = directory.people.filter(({ name, position, account }) =>
    foldText(`${name} ${position} ${account}`).includes(wanted),
  )
  const unitName = new Map(directory.units.map(({ id, name }) => [id as string, name]))

  const invite = async (person: Person) => {
    const answer = await workspace.invite(person.id)
    if (answer.ok) setInvitation({ name: person.name, ...answer.value })
    else notice(answer.error)
  }
  return (
    <Stack>
      {isImporting && <ImportPeople directory={directory} onClose={() => setImporting(false)} />}
      <Group>
        <TextInput
          leftSection={<IconSearch size={20} aria-hidden />}
          placeholder={t('organisation.searchPeople')}
          aria-label={t('organisation.searchPeople')}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          w={360}
        />
        {mayManage && (
          <>
            <Button leftSection={<IconUserPlus size={20} aria-hidden />} onClick={() => setEdited('new')}>
              {t('organisation.addPerson')}
            </Button>
            <Button
              variant="default"
              leftSection={<IconTableImport size={20} aria-hidden />}
              onClick={() => setImporting(true)}
            >
              {t('importPeople.title')}
            </Button>
          </>
        )}
      </Group>
      <Table verticalSpacing="xs" striped stickyHeader stickyHeaderOffset={64}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('people.name')}</Table.Th>
            <Table.Th>{t('people.position')}</Table.Th>
            <Table.Th>{t('organisation.unit')}</Table.Th>
            <Table.Th>{t('welcome.account')}</Table.Th>
            {mayManage && <Table.Th>{t('common.actions')}</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map((person) => (
            <Table.Tr key={person.id}>
              <Table.Td>
                <Group gap="xs">
                  <Text fw={600}>{person.name}</Text>
                  {person.systemRoles.map((role) => (
                    <Badge key={role} variant="light" tt="none">
                      {t(`systemRole.${role}`)}
                    </Badge>
                  ))}
                  {!person.active && (
                    <Badge color="gray" tt="none">
                      {t('organisation.inactive')}
                    </Badge>
                  )}
                </Group>
              </Table.Td>
              <Table.Td>{person.position}</Table.Td>
              <Table.Td>{person.unit ? unitName.get(person.unit) : ''}</Table.Td>
              <Table.Td>{person.account}</Table.Td>
              {mayManage && (
                <Table.Td>
                  <Group gap={0} wrap="nowrap">
                    <Tooltip label={t('organisation.edit')}>
                      <ActionIcon
                        aria-label={t('organisation.editPerson', { name: person.name })}
                        onClick={() => setEdited(person)}
                      >
                        <IconPencil size={20} />
                      </ActionIcon>
                    </Tooltip>
                    <Tooltip label={t('organisation.invite')}>
                      <ActionIcon
                        aria-label={t('organisation.invitePerson', { name: person.name })}
                        onClick={() => void invite(person)}
                        disabled={!person.active}
                      >
                        <IconTicket size={20} />
                      </ActionIcon>
                    </Tooltip>
                  </Group>
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {shown.length === 0 && <Text c="dimmed">{t('common.nothingFound')}</Text>}
      {edited && (
        <PersonDialog person={edited === 'new' ? null : edited} directory={directory} onClose={() => setEdited(null)} />
      )}
      <Modal opened={invitation !== null} onClose={() => setInvitation(null)} title={t('organisation.invite')}>
        {invitation && (
          <Stack>
            <Text>
              {t('organisation.inviteText', { name: invitation.name, time: formats.moment(invitation.endsAt) })}
            </Text>
            <Text fw={700} size="xl" ff="monospace" ta="center">
              {invitation.code}
            </Text>
            <CopyButton value={invitation.code}>
              {({ copied, copy }) => (
                <Button onClick={copy}>{copied ? t('common.copied') : t('organisation.copyCode')}</Button>
              )}
            </CopyButton>
          </Stack>
        )}
      </Modal>
    </Stack>
  )
}
