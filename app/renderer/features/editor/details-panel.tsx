import type { MeetingRow } from '#application/projection/rows.ts'
import type { ItemId } from '#domain/kernel/ids.ts'
import { dayMs } from '#domain/kernel/time.ts'
import { useWorkspace } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { useMeeting } from '#renderer/shared/use-meeting.ts'
import { isBeforeSession } from '#domain/meeting/meeting-status.ts'
import { NotesLimitSelect } from '#renderer/shared/notes-limit-select.tsx'
import { useAct } from '#renderer/shared/use-room.ts'
import { MomentInput } from '#renderer/shared/moment-input.tsx'
import {
  Checkbox,
  SegmentedControl,
  Select,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
  useLive,
} from '#design/index.ts'
import type { Agenda } from './documents.ts'
import classes from './editor.module.css'

export function DetailsPanel({
  meeting,
  agenda,
  whole,
}: {
  readonly meeting: MeetingRow
  readonly agenda: Agenda
  readonly whole: MeetingRow | null
}) {
  const { t } = useTranslation()
  const directory = useLive(useWorkspace().directory)
  const { details } = useLive(agenda.content)
  const act = useAct()
  const set = (change: Partial<typeof details>) => agenda.editor.setDetails(change)
  const chooseRoom = (id: string | null) => {
    const room = directory?.rooms.find((known) => known.id === id)
    set({ room: room?.id ?? null, ...(room && { place: [room.name, room.place].filter(Boolean).join(', ') }) })
  }
  return (
    <Stack gap="md" className={classes.panel}>
      <TextInput
        label={t('meeting.titleField')}
        value={details.title}
        onChange={(event) => set({ title: event.currentTarget.value })}
      />
      {whole ? (
        <PlaceInWhole agenda={agenda} whole={whole} />
      ) : (
        <SimpleGrid cols={{ base: 1, md: 2 }}>
          <MomentInput
            label={t('meeting.startsAt')}
            value={details.startsAt}
            onChange={(startsAt) => set({ startsAt })}
          />
          <Select
            label={t('meeting.body')}
            placeholder={t('meeting.bodyNone')}
            value={details.body}
            onChange={(value) => set({ body: directory?.bodies.find(({ id }) => id === value)?.id ?? null })}
            data={(directory?.bodies ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            clearable
          />
          <Select
            label={t('meeting.room')}
            placeholder={t('meeting.roomNone')}
            value={details.room}
            onChange={chooseRoom}
            data={(directory?.rooms ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            clearable
          />
          <TextInput
            label={t('meeting.place')}
            value={details.place}
            onChange={(event) => set({ place: event.currentTarget.value })}
          />
        </SimpleGrid>
      )}
      <Textarea
        label={t('meeting.description')}
        value={details.description}
        onChange={(event) => set({ description: event.currentTarget.value })}
        autosize
        minRows={3}
        maxRows={10}
      />
      <Checkbox
        label={t('meeting.asksRemarks')}
        checked={details.remarksUntil > 0}
        onChange={(event) => set({ remarksUntil: event.currentTarget.checked ? details.startsAt - dayMs : 0 })}
      />
      {details.remarksUntil > 0 && (
        <MomentInput
          label={t('meeting.remarksUntil')}
          value={details.remarksUntil}
          onChange={(remarksUntil) => set({ remarksUntil })}
        />
      )}
      <NotesLimitSelect
        value={meeting.notesDays < 0 ? null : meeting.notesDays}
        onChange={(days) => void act({ t: 'notes.limit', meeting: meeting.id, days })}
        isDisabled={!isBeforeSession(meeting.status)}
      />
      {!whole && (
        <Checkbox
          label={t('meeting.inCalendar')}
          description={t('meeting.inCalendarText')}
          checked={details.inCalendar}
          onChange={(event) => set({ inCalendar: event.currentTarget.checked })}
        />
      )}
      <Checkbox
        label={t('meeting.tracksReading')}
        description={t('meeting.tracksReadingText')}
        checked={details.tracksReading}
        onChange={(event) => set({ tracksReading: event.currentTarget.checked })}
      />
      <div>
        <Text fw={500} mb={4} id="numbering">
          {t('meeting.numbering')}
        </Text>
        <SegmentedControl
          aria-labelledby="numbering"
          value={details.numbering}
          onChange={(value) => set({ numbering: value === 'roman' ? 'roman' : 'arabic' })}
          data={[
            { value: 'arabic', label: '1, 1.1, 1.2' },
            { value: 'roman', label: 'I, I.1, I.2' },
          ]}
        />
      </div>
    </Stack>
  )
}

/** A closed part keeps to the time and place of its meeting; only where it stands there is its own. */
function PlaceInWhole({ agenda, whole }: { readonly agenda: Agenda; readonly whole: MeetingRow }) {
  const { t } = useTranslation()
  const items = useMeeting(whole.id).items ?? []
  const { partAfter } = useLive(agenda.content).details
  return (
    <Select
      label={t('closedPart.place')}
      description={t('closedPart.placeText')}
      placeholder={t('closedPart.first')}
      data={items.map(({ id, number, title }) => ({ value: id as string, label: `${number}. ${title}` }))}
      value={partAfter}
      onChange={(id) => agenda.editor.setDetails({ partAfter: id as ItemId | null })}
      clearable
    />
  )
}
