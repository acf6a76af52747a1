import { IconAlertTriangle, IconCheck, IconGavel } from '@tabler/icons-react'
import type { ItemRow, MeetingRow } from '#application/projection/rows.ts'
import { judgeConduct } from '#domain/meeting/judge-room-act.ts'
import { meetingSubject } from '#domain/meeting/actor.ts'
import type { MeetingLogState } from '#domain/meeting/meeting-log.ts'
import { useFormats } from '#renderer/i18n/formats.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { useActor, useMayIn } from '#renderer/shared/use-meeting.ts'
import { useAct, useNames } from '#renderer/shared/use-room.ts'
import { Badge, Button, Group, Text, useLive } from '#design/index.ts'
import { MergedTextarea } from './merged-textarea.tsx'
import { AssignTask } from './assign-task.tsx'
import { PhraseMenu } from './phrase-menu.tsx'
import type { Notes } from './documents.ts'
import classes from './minutes.module.css'

/** Item by item, what the log knows beside what the secretaries write. Two may write in one text at once. */
export function NotesPanel({
  state,
  meeting,
  items,
  notes,
}: {
  readonly state: MeetingLogState
  readonly meeting: MeetingRow
  readonly items: readonly ItemRow[]
  readonly notes: Notes
}) {
  const { t } = useTranslation()
  const content = useLive(notes.content)
  const may = useMayIn(meeting)
  const act = useAct()
  const nameOf = useNames()
  const formats = useFormats()
  const actor = useActor()
  const conducts = judgeConduct(state, { actor, subject: meetingSubject(state, actor) }).ok
  const mayConfirm = conducts && ['live', 'paused', 'ended'].includes(state.status) && state.sitting.seals.size === 0
  const add = (field: 'notes' | 'conclusion', item: ItemRow['id'], line: string) => {
    const before = content[field].get(item) ?? ''
    notes.editor.setText(field, item, before === '' ? line : `${before.trimEnd()}\n${line}`)
  }
  return (
    <>
      <KeptNote notes={notes} />
      {items.map((item) => {
        const conclusion = content.conclusion.get(item.id) ?? ''
        const confirmed = state.minutes.conclusions.get(item.id)
        const given = [...state.tasks.values()].filter((task) => task.item === item.id)
        const isCurrent = state.sitting.currentItem === item.id
        const spoke = [...state.floor.turns.values()].filter(({ item: on, runs }) => on === item.id && runs.length > 0)
        const speakers = [...new Set(spoke.map(({ person }) => person))]
        const isConfirmed = confirmed !== undefined && confirmed.text === conclusion.normalize('NFC').trim()
        return (
          <section
            key={item.id}
            className={classes.item}
            data-current={isCurrent || undefined}
            data-testid="minutes-item"
          >
            <Group justify="space-between" wrap="nowrap" align="flex-start">
              <h2 className={classes.itemTitle}>
                {item.number}. {item.title || t('meeting.untitledItem')}
              </h2>
              {isCurrent && <Badge tt="none">{t('room.item.current')}</Badge>}
            </Group>
            {speakers.length > 0 && (
              <Group gap="xs" mb="xs">
                <Text size="sm" c="dimmed">
                  {t('minutes.spoke')}
                </Text>
                {speakers.map((person) => (
                  <Button
                    key={person}
                    size="compact-sm"
                    variant="light"
                    title={t('minutes.insertSpeaker', { name: nameOf(person) })}
                    onClick={() => {
                      add('notes', item.id, t('minutes.speakerSaid', { name: nameOf(person) }))
                    }}
                  >
                    {nameOf(person)}
                  </Button>
                ))}
              </Group>
            )}
            <MergedTextarea
              label={t('minutes.notes')}
              placeholder={t('minutes.notesPlaceholder')}
              minRows={2}
              value={content.notes.get(item.id) ?? ''}
              onChange={(text) => notes.editor.setText('notes', item.id, text)}
            />
            <MergedTextarea
              label={t('minutes.conclusion')}
              placeholder={t('minutes.conclusionPlaceholder')}
              minRows={1}
              value={conclusion}
              onChange={(text) => notes.editor.setText('conclusion', item.id, text)}
            />
            <Group gap="sm" mt="xs">
              {(['notes', 'conclusion'] as const).map((field) => (
                <PhraseMenu key={field} of={field} onChoose={(phrase) => add(field, item.id, phrase)} />
              ))}
              {isConfirmed && (
                <Text size="sm" className={classes.confirmed}>
                  <IconCheck size={18} aria-hidden />
                  {t('minutes.confirmed', { name: nameOf(confirmed.by), at: formats.moment(confirmed.at) })}
                </Text>
              )}
              {confirmed && !isConfirmed && (
                <Text size="sm" className={classes.changed}>
                  <IconAlertTriangle size={18} aria-hidden />
                  {t('minutes.changedSince')}
                </Text>
              )}
              {may('task.manage') && isConfirmed && (
                <AssignTask meeting={meeting} item={item} conclusion={conclusion} />
              )}
              {mayConfirm && conclusion.trim() !== '' && !isConfirmed && (
                <Button
                  variant="light"
                  leftSection={<IconGavel size={20} aria-hidden />}
                  onClick={() =>
                    void act({
                      t: 'conclusion.confirm',
                      meeting: meeting.id,
                      item: item.id,
                      text: conclusion.normalize('NFC').trim(),
                    })
                  }
                >
                  {t('minutes.confirm')}
                </Button>
              )}
            </Group>
            {given.map((task) => (
              <Text key={task.id} size="sm" mt="xs">
                {t('tasks.given', { title: task.title, name: nameOf(task.lead), at: formats.moment(task.due) })}
              </Text>
            ))}
          </section>
        )
      })}
    </>
  )
}

/** Says "saved" only after the words are on this device's disk. */
function KeptNote({ notes }: { readonly notes: Notes }) {
  const { t } = useTranslation()
  const { fault, unsaved } = useLive(notes.progress)
  if (fault)
    return (
      <Text c="red" role="alert" mb="sm">
        {t(`editor.fault.${fault}`)}
      </Text>
    )
  return (
    <Text c="dimmed" size="sm" mb="sm" data-testid="saved-note" data-saved={unsaved === 0}>
      {unsaved === 0 ? t('editor.savedHere') : t('editor.savingHere')}
    </Text>
  )
}
