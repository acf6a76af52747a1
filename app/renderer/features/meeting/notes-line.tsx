import { IconEraser } from '@tabler/icons-react'
import type { MeetingRow } from '#application/projection/rows.ts'
import { useFormats } from '#renderer/i18n/formats.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { useNow } from '#renderer/shared/use-room.ts'
import classes from './meeting.module.css'

/** Tells whoever writes notes what becomes of them, from before the meeting until they are gone. */
export function NotesLine({ meeting }: { readonly meeting: MeetingRow }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const now = useNow(60_000)
  const { notesDays, notesGoneAt } = meeting
  if (notesDays < 0) return null
  return (
    <p className={classes.notesLine}>
      <IconEraser size={20} aria-hidden />
      <span>
        {notesGoneAt === 0
          ? t(notesDays === 0 ? 'notesLimit.willGoAtEnd' : 'notesLimit.willGo', { count: notesDays })
          : now < notesGoneAt
            ? t('notesLimit.goesAt', { at: formats.moment(notesGoneAt) })
            : t('notesLimit.gone', { at: formats.moment(notesGoneAt) })}
      </span>
    </p>
  )
}
