import { IconCheck, IconClock } from '@tabler/icons-react'
import type { PersonId } from '#domain/kernel/ids.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { useRoomView } from './room-context.ts'
import classes from './votes.module.css'

/** The key holders, and which of them have done their part. */
export function HolderList({
  holders,
  hasDone,
}: {
  readonly holders: readonly PersonId[]
  readonly hasDone: (holder: PersonId) => boolean
}) {
  const { t } = useTranslation()
  const { nameOf } = useRoomView()
  return (
    <ul className={classes.holders}>
      {holders.map((holder) => (
        <li key={holder}>
          {hasDone(holder) ? (
            <IconCheck size={20} aria-label={t('committee.done')} />
          ) : (
            <IconClock size={20} aria-label={t('committee.pending')} />
          )}
          {nameOf(holder)}
        </li>
      ))}
    </ul>
  )
}
