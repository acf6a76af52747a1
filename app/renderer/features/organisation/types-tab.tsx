import { IconCalendarPlus, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { Directory } from '#application/ports/read-models.ts'
import { defaultQuorum } from '#domain/attendance/quorum.ts'
import { agendaFromList, type MeetingType } from '#domain/organisation/meeting-type.ts'
import { idFromBytes } from '#domain/kernel/ids.ts'
import { useWorkspace } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { NotesLimitSelect } from '#renderer/shared/notes-limit-select.tsx'
import { DialogActions } from '#renderer/shared/dialog-actions.tsx'
import {
  Badge,
  Button,
  Checkbox,
  EmptyState,
  Group,
  Modal,
  NumberInput,
  Select,
  Stack,
  Table,
  Text,
  Textarea,
  TextInput,
} from '#design/index.ts'
import { usePut } from './use-put.ts'
import classes from './organisation.module.css'

/** How the meetings of each kind begin: whom they invite, what they always discuss, what their rules are. */
export function TypesTab({ directory, mayManage }: { readonly directory: Directory; readonly mayManage: boolean }) {
  const { t } = useTranslation()
  const [edited, setEdited] = useState<MeetingType | 'new' | null>(null)
  return (
    <Stack>
      <Group justify="space-between" align="start">
        <Text c="dimmed" maw="48rem">
          {t('types.text')}
        </Text>
        {mayManage && (
          <Button variant="light" leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setEdited('new')}>
            {t('types.add')}
          </Button>
        )}
      </Group>
      {directory.types.length === 0 ? (
        <EmptyState icon={<IconCalendarPlus size={32} />} title={t('types.none')}>
          {t('types.noneText')}
        </EmptyState>
      ) : (
        <Table verticalSpacing="sm" data-testid="types">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('types.name')}</Table.Th>
              <Table.Th>{t('types.body')}</Table.Th>
              <Table.Th>{t('types.agenda')}</Table.Th>
              {mayManage && <Table.Th />}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {directory.types.map((known) => (
              <Table.Tr key={known.id}>
                <Table.Td>
                  <Text fw={600}>{known.name}</Text>
                  {!known.isOffered && (
                    <Badge color="gray" variant="light" tt="none">
                      {t('types.notOffered')}
                    </Badge>
                  )}
                </Table.Td>
                <Table.Td>{directory.bodies.find(({ id }) => id === known.body)?.name ?? ''}</Table.Td>
                <Table.Td>{t('types.items', { count: itemsOf(known.agenda) })}</Table.Td>
                {mayManage && (
                  <Table.Td ta="right">
                    <Button
                      variant="default"
                      aria-label={`${t('types.edit')}: ${known.name}`}
                      onClick={() => setEdited(known)}
                    >
                      {t('types.edit')}
                    </Button>
                  </Table.Td>
                )}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {edited && (
        <TypeDialog known={edited === 'new' ? null : edited} directory={directory} onClose={() => setEdited(null)} />
      )}
    </Stack>
  )
}

/** Only counted: their names do not matter. */
const itemsOf = (agenda: string): number => agendaFromList(agenda, () => idFromBytes('i', new Uint8Array(16))).length

function TypeDialog({
  known,
  directory,
  onClose,
}: {
  readonly known: MeetingType | null
  readonly directory: Directory
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const workspace = useWorkspace()
  const put = usePut()
  const [type, setType] = useState<Omit<MeetingType, 'id'>>(
    known ?? {
      name: '',
      body: null,
      room: null,
      agenda: '',
      quorum: defaultQuorum,
      tracksReading: false,
      remarkDays: 2,
      notesLimit: null,
      isOffered: true,
    },
  )
  const set = (change: Partial<typeof type>) => setType((before) => ({ ...before, ...change }))
  const { quorum } = type
  const isSound = type.name.trim() !== '' && quorum.num <= quorum.den
  const save = async () => {
    const { id } = known ?? { id: workspace.newId('y') }
    if (await put({ t: 'type.put', type: { ...type, id, name: type.name.trim() } })) onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t(known ? 'types.edit' : 'types.add')} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <Stack>
          <TextInput
            label={t('types.name')}
            value={type.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
            maxLength={200}
            required
            data-autofocus
          />
          <Group grow align="flex-start">
            <Select
              label={t('types.body')}
              description={t('types.bodyText')}
              data={directory.bodies.map(({ id, name }) => ({ value: id as string, label: name }))}
              value={type.body}
              onChange={(value) => set({ body: directory.bodies.find(({ id }) => id === value)?.id ?? null })}
              clearable
            />
            <Select
              label={t('types.room')}
              description={t('types.roomText')}
              data={directory.rooms.map(({ id, name }) => ({ value: id as string, label: name }))}
              value={type.room}
              onChange={(value) => set({ room: directory.rooms.find(({ id }) => id === value)?.id ?? null })}
              clearable
            />
          </Group>
          <Textarea
            label={t('types.agenda')}
            description={t('types.agendaText')}
            value={type.agenda}
            onChange={(event) => set({ agenda: event.currentTarget.value })}
            maxLength={20_000}
            autosize
            minRows={4}
            maxRows={12}
          />
          <fieldset className={classes.rule}>
            <legend>{t('room.quorum.rule')}</legend>
            <Group gap="xs" align="end">
              <Select
                aria-label={t('room.quorum.rule')}
                data={[
                  { value: 'strict', label: t('room.quorum.strict') },
                  { value: 'at-least', label: t('room.quorum.atLeast') },
                ]}
                value={quorum.strict ? 'strict' : 'at-least'}
                onChange={(value) => set({ quorum: { ...quorum, strict: value === 'strict' } })}
                allowDeselect={false}
                w={140}
              />
              <NumberInput
                aria-label={t('room.quorum.num')}
                value={quorum.num}
                onChange={(value) => set({ quorum: { ...quorum, num: Number(value) || 0 } })}
                min={0}
                max={quorum.den}
                w={80}
              />
              <Text>/</Text>
              <NumberInput
                aria-label={t('room.quorum.den')}
                value={quorum.den}
                onChange={(value) => set({ quorum: { ...quorum, den: Number(value) || 1 } })}
                min={1}
                max={100}
                w={80}
              />
            </Group>
          </fieldset>
          <NumberInput
            label={t('types.remarkDays')}
            value={type.remarkDays}
            onChange={(value) => set({ remarkDays: Number(value) || 0 })}
            min={0}
            max={365}
            maw={280}
          />
          <NotesLimitSelect value={type.notesLimit ?? null} onChange={(notesLimit) => set({ notesLimit })} />
          <Checkbox
            label={t('types.tracksReading')}
            checked={type.tracksReading}
            onChange={(event) => set({ tracksReading: event.currentTarget.checked })}
          />
          <Checkbox
            label={t('types.isOffered')}
            checked={type.isOffered}
            onChange={(event) => set({ isOffered: event.currentTarget.checked })}
          />
          <DialogActions onCancel={onClose} isReady={isSound} />
        </Stack>
      </form>
    </Modal>
  )
}
