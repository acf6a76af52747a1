import { IconTableImport } from '@tabler/icons-react'
import { useState } from 'react'
import type { Directory } from '#application/ports/read-models.ts'
import { readPeopleTable, type ImportFault, type PeopleImport } from '#domain/organisation/people-import.ts'
import type { IdByPrefix } from '#domain/kernel/ids.ts'
import { useApp, useWorkspace } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { toCsv } from '#renderer/shared/csv.ts'
import { Alert, Badge, Button, FileButton, Group, Modal, Stack, Table, Text } from '#design/index.ts'
import { usePut } from './use-put.ts'

type Read =
  | { readonly kind: 'ready'; readonly read: PeopleImport }
  | { readonly kind: 'not-a-table' }
  | { readonly kind: 'fault'; readonly fault: ImportFault }

/** A whole list from Excel: looked at first, then taken in one go or not at all. */
export function ImportPeople({ directory, onClose }: { readonly directory: Directory; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { readTable, hostWindow } = useApp()
  const workspace = useWorkspace()
  const put = usePut()
  const [read, setRead] = useState<Read | null>(null)
  const [isPutting, setPutting] = useState(false)
  const look = async (file: File | null) => {
    if (!file) return
    const table = await readTable({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })
    if (!table.ok) return setRead({ kind: 'not-a-table' })
    const newId = <Prefix extends 'p' | 'u'>(prefix: Prefix): IdByPrefix[Prefix] => workspace.newId(prefix)
    const people = readPeopleTable(table.value, { known: directory, newId })
    setRead(people.ok ? { kind: 'ready', read: people.value } : { kind: 'fault', fault: people.error })
  }
  const take = async ({ people, units }: PeopleImport) => {
    setPutting(true)
    const isDone = await put({ t: 'people.put', people, units }).finally(() => setPutting(false))
    if (isDone) onClose()
  }
  const saveSample = () => {
    const columns = t('importPeople.columns', { returnObjects: true })
    const row = t('importPeople.sample', { returnObjects: true })
    void hostWindow.saveFile?.(`${t('importPeople.fileName')}.csv`, toCsv([columns, row]))
  }
  const ready = read?.kind === 'ready' ? read.read : null
  return (
    <Modal opened onClose={onClose} title={t('importPeople.title')} size="xl">
      <Stack>
        <Text>{t('importPeople.text')}</Text>
        <Group>
          <FileButton accept=".xlsx,.csv" onChange={(file) => void look(file)}>
            {(props) => (
              <Button {...props} variant="default" leftSection={<IconTableImport size={20} aria-hidden />}>
                {t('importPeople.choose')}
              </Button>
            )}
          </FileButton>
          {hostWindow.saveFile && (
            <Button variant="subtle" onClick={saveSample}>
              {t('importPeople.saveSample')}
            </Button>
          )}
        </Group>
        {read?.kind === 'not-a-table' && <Alert color="red">{t('importPeople.notATable')}</Alert>}
        {read?.kind === 'fault' && <Faults fault={read.fault} />}
        {ready && <Preview read={ready} directory={directory} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button disabled={!ready} loading={isPutting} onClick={() => ready && void take(ready)}>
            {t('importPeople.take', { count: ready?.people.length ?? 0 })}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

const mostShown = 50

function Faults({ fault }: { readonly fault: ImportFault }) {
  const { t } = useTranslation()
  if (fault.kind !== 'rows') return <Alert color="red">{t(`importPeople.fault.${fault.kind}`)}</Alert>
  return (
    <Alert color="red" title={t('importPeople.fault.rows', { count: fault.rows.length })}>
      <ul>
        {fault.rows.slice(0, mostShown).map(({ row, what }) => (
          <li key={row}>{t(`importPeople.row.${what}`, { row })}</li>
        ))}
      </ul>
    </Alert>
  )
}

function Preview({ read, directory }: { readonly read: PeopleImport; readonly directory: Directory }) {
  const { t } = useTranslation()
  const units = new Map([...directory.units, ...read.units].map(({ id, name }) => [id, name]))
  return (
    <>
      <Text fw={600}>
        {t('importPeople.summary', {
          added: read.isNew.size,
          changed: read.people.length - read.isNew.size,
          units: read.units.length,
        })}
      </Text>
      <Table verticalSpacing={4} striped data-testid="import-preview">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('people.name')}</Table.Th>
            <Table.Th>{t('people.position')}</Table.Th>
            <Table.Th>{t('organisation.unit')}</Table.Th>
            <Table.Th>{t('welcome.account')}</Table.Th>
            <Table.Th />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {read.people.slice(0, mostShown).map((person) => (
            <Table.Tr key={person.id}>
              <Table.Td>{person.name}</Table.Td>
              <Table.Td>{person.position}</Table.Td>
              <Table.Td>{person.unit === null ? '' : units.get(person.unit)}</Table.Td>
              <Table.Td>{person.account}</Table.Td>
              <Table.Td>
                <Badge tt="none" variant="light" size="lg" color={read.isNew.has(person.id) ? 'teal' : 'gray'}>
                  {t(read.isNew.has(person.id) ? 'importPeople.isNew' : 'importPeople.isKnown')}
                </Badge>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {read.people.length > mostShown && (
        <Text c="dimmed">{t('importPeople.more', { count: read.people.length - mostShown })}</Text>
      )}
    </>
  )
}
