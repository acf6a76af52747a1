import { IconLockPlus } from '@tabler/icons-react'
import { useState, type FormEvent } from 'react'
import type { MeetingRow } from '#application/projection/rows.ts'
import type { ItemId, PersonId } from '#domain/kernel/ids.ts'
import { useApp, useWorkspace } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { ClosedPartLink } from '#renderer/shared/closed-parts/closed-part-link.tsx'
import { useClosedParts } from '#renderer/shared/closed-parts/use-closed-parts.ts'
import { DialogActions } from '#renderer/shared/dialog-actions.tsx'
import { useMayIn } from '#renderer/shared/use-meeting.ts'
import { useNames } from '#renderer/shared/use-room.ts'
import { Button, Modal, MultiSelect, SegmentedControl, Select, Stack, Text, TextInput, Title } from '#design/index.ts'
import type { Agenda } from './documents.ts'
import classes from './editor.module.css'

export type PlaceInAgenda = { readonly id: ItemId; readonly label: string }

/** What only some of the meeting's people may know of: one line for each, and the way to add one. */
export function ClosedParts({
  meeting,
  places,
  agenda,
}: {
  readonly meeting: MeetingRow
  readonly places: readonly PlaceInAgenda[]
  readonly agenda: Agenda
}) {
  const { t } = useTranslation()
  const may = useMayIn(meeting)
  const { parts } = useClosedParts(meeting)
  const [isAdding, setAdding] = useState(false)
  if (meeting.partOf !== '' || (parts.length === 0 && !may('meeting.create'))) return null
  return (
    <section className={classes.closedParts} aria-labelledby="closed-parts">
      <Title order={2} size="h4" id="closed-parts">
        {t('closedPart.heading')}
      </Title>
      <Text c="dimmed">{t('closedPart.text')}</Text>
      {parts.map((part) => (
        <div key={part.id}>
          <ClosedPartLink part={part} to={{ screen: 'editor', meeting: part.id }} />
          <Text size="sm" c="dimmed" ml="3rem" mt={4}>
            {t(part.partAfter === '' ? 'closedPart.first' : 'closedPart.after', {
              item: places.find(({ id }) => id === part.partAfter)?.label ?? places.at(-1)?.label ?? '',
            })}
          </Text>
        </div>
      ))}
      {may('meeting.create') && (
        <div>
          <Button
            variant="default"
            leftSection={<IconLockPlus size={20} aria-hidden />}
            onClick={() => setAdding(true)}
          >
            {t('closedPart.add')}
          </Button>
        </div>
      )}
      {isAdding && <NewPart meeting={meeting} places={places} agenda={agenda} onClose={() => setAdding(false)} />}
    </section>
  )
}

function NewPart({
  meeting,
  places,
  agenda,
  onClose,
}: {
  readonly meeting: MeetingRow
  readonly places: readonly PlaceInAgenda[]
  readonly agenda: Agenda
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const { router } = useApp()
  const workspace = useWorkspace()
  const nameOf = useNames()
  const [title, setTitle] = useState('')
  const [after, setAfter] = useState<string | null>(places.at(-1)?.id ?? null)
  const [audience, setAudience] = useState<'named' | 'internal'>('named')
  const [named, setNamed] = useState<readonly string[]>([])
  const [isBusy, setBusy] = useState(false)
  const others = meeting.participants.filter(({ roles }) => !roles.includes('chair') && !roles.includes('secretary'))
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const part = await workspace.createMeeting({
      title: title.trim().normalize('NFC'),
      startsAt: agenda.content.get().details.startsAt,
      part: {
        of: meeting,
        after: places.find(({ id }) => id === after)?.id ?? null,
        people: audience === 'named' ? (named as readonly PersonId[]) : [],
      },
    })
    onClose()
    router.go({ screen: 'editor', meeting: part })
  }
  return (
    <Modal opened onClose={onClose} title={t('closedPart.add')} size="lg">
      <form onSubmit={submit}>
        <Stack gap="md">
          <TextInput
            label={t('closedPart.title')}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
            required
            data-autofocus
          />
          <Select
            label={t('closedPart.place')}
            placeholder={t('closedPart.first')}
            data={places.map(({ id, label }) => ({ value: id as string, label }))}
            value={after}
            onChange={setAfter}
            clearable
          />
          <div>
            <Text fw={500} mb={4} id="closed-part-audience">
              {t('closedPart.who')}
            </Text>
            <SegmentedControl
              aria-labelledby="closed-part-audience"
              value={audience}
              onChange={(value) => setAudience(value === 'internal' ? 'internal' : 'named')}
              data={[
                { value: 'named', label: t('closedPart.named') },
                { value: 'internal', label: t('closedPart.internal') },
              ]}
            />
          </div>
          {audience === 'named' && (
            <MultiSelect
              label={t('closedPart.people')}
              description={t('closedPart.peopleText')}
              data={others.map(({ person }) => ({ value: person as string, label: nameOf(person) }))}
              value={[...named]}
              onChange={setNamed}
              nothingFoundMessage={t('common.nothingFound')}
              searchable
            />
          )}
          <DialogActions
            label={t('closedPart.create')}
            isReady={!isBusy && title.trim() !== '' && (audience === 'internal' || named.length > 0)}
            onCancel={onClose}
          />
        </Stack>
      </form>
    </Modal>
  )
}
