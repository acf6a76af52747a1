import { IconPlus } from '@tabler/icons-react'
import { useState, type FormEvent } from 'react'
import type { Room } from '#domain/organisation/organisation.ts'
import type { Directory } from '#application/ports/read-models.ts'
import { useWorkspace } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { Button, Group, Modal, NumberInput, SimpleGrid, Stack, Table, Text, TextInput, Title } from '#design/index.ts'
import { DialogActions } from '#renderer/shared/dialog-actions.tsx'
import { PlanDialog } from './plan-dialog.tsx'
import { usePut } from './use-put.ts'

/** Units that prepare papers, and the rooms where the organisation meets. */
export function PlacesTab({ directory, mayManage }: { readonly directory: Directory; readonly mayManage: boolean }) {
  const { t } = useTranslation()
  const [drawing, setDrawing] = useState<Room | null>(null)
  const [adding, setAdding] = useState<'unit' | 'room' | null>(null)
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="xl">
      <section>
        <Group justify="space-between" mb="xs">
          <Title order={2} size="h3">
            {t('organisation.units')}
          </Title>
          {mayManage && (
            <Button variant="light" leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setAdding('unit')}>
              {t('organisation.addUnit')}
            </Button>
          )}
        </Group>
        {directory.units.length === 0 && <Text c="dimmed">{t('organisation.noUnits')}</Text>}
        <Table verticalSpacing="sm">
          <Table.Tbody>
            {directory.units.map((unit) => (
              <Table.Tr key={unit.id}>
                <Table.Td>{unit.name}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </section>
      <section>
        <Group justify="space-between" mb="xs">
          <Title order={2} size="h3">
            {t('organisation.rooms')}
          </Title>
          {mayManage && (
            <Button variant="light" leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setAdding('room')}>
              {t('organisation.addRoom')}
            </Button>
          )}
        </Group>
        {directory.rooms.length === 0 && <Text c="dimmed">{t('organisation.noRooms')}</Text>}
        <Table verticalSpacing="sm">
          <Table.Tbody>
            {directory.rooms.map((room) => (
              <Table.Tr key={room.id}>
                <Table.Td>
                  <Text fw={550}>{room.name}</Text>
                  <Text size="sm" c="dimmed">
                    {room.place}
                  </Text>
                </Table.Td>
                <Table.Td ta="right">
                  <Group justify="flex-end" gap="sm" wrap="nowrap">
                    {t('organisation.seats', { count: room.seats })}
                    {(mayManage || room.plan) && (
                      <Button
                        variant="default"
                        aria-label={t('seating.planOf', { name: room.name })}
                        onClick={() => setDrawing(room)}
                      >
                        {t('seating.draw')}
                      </Button>
                    )}
                  </Group>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </section>
      {drawing && <PlanDialog room={drawing} mayManage={mayManage} onClose={() => setDrawing(null)} />}
      {adding && <PlaceDialog kind={adding} onClose={() => setAdding(null)} />}
    </SimpleGrid>
  )
}

function PlaceDialog({ kind, onClose }: { readonly kind: 'unit' | 'room'; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const workspace = useWorkspace()
  const put = usePut()
  const [name, setName] = useState('')
  const [place, setPlace] = useState('')
  const [seats, setSeats] = useState(20)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const act =
      kind === 'unit'
        ? ({ t: 'unit.put', unit: { id: workspace.newId('u'), name: name.trim(), parent: null } } as const)
        : ({
            t: 'room.put',
            room: { id: workspace.newId('r'), name: name.trim(), place: place.trim(), seats },
          } as const)
    if (await put(act)) onClose()
  }
  return (
    <Modal opened onClose={onClose} title={kind === 'unit' ? t('organisation.addUnit') : t('organisation.addRoom')}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label={t('organisation.placeName')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            required
            data-autofocus
          />
          {kind === 'room' && (
            <>
              <TextInput
                label={t('meeting.place')}
                value={place}
                onChange={(event) => setPlace(event.currentTarget.value)}
              />
              <NumberInput
                label={t('organisation.seatCount')}
                value={seats}
                onChange={(value) => setSeats(Number(value) || 0)}
                min={0}
              />
            </>
          )}
          <DialogActions onCancel={onClose} />
        </Stack>
      </form>
    </Modal>
  )
}
