import { useState } from 'react'
import type { Directory } from '#application/ports/read-models.ts'
import { useWorkspace } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { hashCode } from '#protocol/kernel/hash-code.ts'
import { useFormats } from '#renderer/i18n/formats.ts'
import { Badge, Button, Group, Modal, Stack, Table, Text } from '#design/index.ts'
import { usePut } from './use-put.ts'

/** Machines that may act in somebody's name. A revoked one is shut out at once, and stays so after a restore. */
export function DevicesTab({ directory, mayManage }: { readonly directory: Directory; readonly mayManage: boolean }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { identity } = useWorkspace()
  const put = usePut()
  const [revoking, setRevoking] = useState<Directory['devices'][number] | null>(null)
  const names = new Map(directory.people.map(({ id, name }) => [id, name]))
  const shown = directory.devices.filter(({ person }) => mayManage || person === identity.person.id).toReversed()
  return (
    <>
      <Table verticalSpacing="sm" striped>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('people.name')}</Table.Th>
            <Table.Th>{t('organisation.device')}</Table.Th>
            <Table.Th>{t('organisation.enrolledAt')}</Table.Th>
            <Table.Th>{t('common.actions')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map((device) => (
            <Table.Tr key={device.id}>
              <Table.Td>{names.get(device.person)}</Table.Td>
              <Table.Td>
                <Group gap="xs">
                  <span>
                    {device.name}
                    <Text size="sm" c="dimmed">
                      {t('organisation.deviceCode', { code: hashCode(device.signingKey, 16) })}
                    </Text>
                  </span>
                  {device.id === identity.device && (
                    <Badge variant="light" tt="none">
                      {t('organisation.thisDevice')}
                    </Badge>
                  )}
                </Group>
              </Table.Td>
              <Table.Td>{formats.moment(device.enrolledAt)}</Table.Td>
              <Table.Td>
                {device.revokedAt !== null ? (
                  <Badge color="gray" tt="none">
                    {t('organisation.revoked')}
                  </Badge>
                ) : (
                  <Button
                    variant="subtle"
                    color="red"
                    disabled={device.id === identity.device}
                    onClick={() => setRevoking(device)}
                  >
                    {t('organisation.revoke')}
                  </Button>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Modal opened={revoking !== null} onClose={() => setRevoking(null)} title={t('organisation.revoke')}>
        <Stack>
          <Text>
            {t('organisation.revokeText', {
              device: revoking?.name ?? '',
              name: names.get(revoking?.person ?? ('' as never)) ?? '',
            })}
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setRevoking(null)}>
              {t('common.cancel')}
            </Button>
            <Button
              color="red"
              onClick={() =>
                revoking && void put({ t: 'device.revoke', device: revoking.id }).then(() => setRevoking(null))
              }
            >
              {t('organisation.revoke')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  )
}
