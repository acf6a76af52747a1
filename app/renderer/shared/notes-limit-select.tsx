import { offeredNotesLimits, type NotesLimit } from '#domain/meeting/notes-limit.ts'
import { useTranslation } from '../i18n/i18n.ts'
import { Select } from '../design/index.ts'

/** What becomes of private notes after the meeting. */
export function NotesLimitSelect({
  value,
  onChange,
  isDisabled = false,
}: {
  readonly value: NotesLimit
  readonly onChange: (limit: NotesLimit) => void
  readonly isDisabled?: boolean
}) {
  const { t } = useTranslation()
  const offered = offeredNotesLimits.includes(value) ? offeredNotesLimits : [...offeredNotesLimits, value]
  return (
    <Select
      label={t('notesLimit.label')}
      description={t('notesLimit.text')}
      data={offered.map((limit) => ({
        value: String(limit),
        label: t(limit === null ? 'notesLimit.kept' : limit === 0 ? 'notesLimit.atEnd' : 'notesLimit.days', {
          count: limit ?? 0,
        }),
      }))}
      value={String(value)}
      onChange={(chosen) => onChange(chosen === null || chosen === 'null' ? null : Number(chosen))}
      allowDeselect={false}
      disabled={isDisabled}
      maw={520}
    />
  )
}
