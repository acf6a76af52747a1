import { IconListNumbers } from '@tabler/icons-react'
import { useState } from 'react'
import type { Directory } from '#application/ports/read-models.ts'
import { emptyRegister, heldNumbers } from '#domain/organisation/number-register.ts'
import { useWorkspace } from '#renderer/shell/app-context.ts'
import { useFormats } from '#renderer/i18n/formats.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { useNames } from '#renderer/shared/use-room.ts'
import { Button, EmptyState, Group, Select, Stack, Table, Text } from '#design/index.ts'
import { usePut } from './use-put.ts'

const heldAtOnce = 5

/** Sổ đăng ký văn bản: which number went to what; and numbers held for work without a network. */
export function RegistersTab({ directory, mayTake }: { readonly directory: Directory; readonly mayTake: boolean }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const nameOf = useNames()
  const put = usePut()
  const me = useWorkspace().identity.person.id
  const [chosen, setChosen] = useState<string | null>(null)
  const { registers } = directory
  const register = registers.find(({ id }) => id === chosen) ?? registers[0]
  if (!register)
    return (
      <EmptyState icon={<IconListNumbers size={32} />} title={t('registers.none')}>
        {t('registers.noneText')}
      </EmptyState>
    )
  const mine = heldNumbers(register ?? emptyRegister(''), me)
  const others = register.held.filter(({ by }) => by !== me)
  return (
    <Stack>
      <Group align="end" justify="space-between">
        <Select
          label={t('registers.register')}
          data={registers.map(({ id }) => {
            const [year = '', kind = ''] = id.split('/')
            return { value: id, label: t('registers.of', { kind, year }) }
          })}
          value={register.id}
          onChange={setChosen}
          allowDeselect={false}
        />
        {mayTake && (
          <Button
            variant="light"
            onClick={() => void put({ t: 'number.hold', register: register.id, count: heldAtOnce })}
          >
            {t('registers.hold', { count: heldAtOnce })}
          </Button>
        )}
      </Group>
      {mine.length > 0 && <Text>{t('registers.mine', { numbers: mine.join(', ') })}</Text>}
      {others.map(({ from, to, by }) => (
        <Text key={from} c="dimmed">
          {t('registers.heldBy', { from, to, name: nameOf(by) })}
        </Text>
      ))}
      <Table verticalSpacing="sm" data-testid="register">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('registers.number')}</Table.Th>
            <Table.Th>{t('registers.title')}</Table.Th>
            <Table.Th>{t('registers.by')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {register.taken
            .toSorted((a, b) => b.number - a.number)
            .map(({ number, title, by, at }) => (
              <Table.Tr key={number}>
                <Table.Td fw={600}>{number}</Table.Td>
                <Table.Td>{title}</Table.Td>
                <Table.Td>
                  {nameOf(by)}
                  <Text size="sm" c="dimmed">
                    {formats.moment(at)}
                  </Text>
                </Table.Td>
              </Table.Tr>
            ))}
        </Table.Tbody>
      </Table>
    </Stack>
  )
}
