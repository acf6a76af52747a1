import { IconChevronDown, IconChevronUp, IconHighlight, IconX } from '@tabler/icons-react'
import { useEffect, useState, type KeyboardEvent } from 'react'
import type { PaperView } from '#application/ports/paper-view.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { ActionIcon, TextInput, useDebouncedValue } from '#design/index.ts'
import classes from './reader.module.css'

type Found = { readonly current: number; readonly total: number; readonly state: 'found' | 'missing' | 'searching' }

/** Finds with or without marks: "dieu le" finds "Điều lệ". */
export function FindBar({
  view,
  first,
  onMarkFound,
  onClose,
}: {
  readonly view: PaperView
  readonly first: string
  readonly onMarkFound: () => void
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const [text, setText] = useState(first)
  const [wanted] = useDebouncedValue(text, 200)
  const [found, setFound] = useState<Found | null>(null)
  useEffect(() => view.events.onFind(setFound), [view])
  useEffect(() => {
    if (wanted.trim() === '') {
      view.endFind()
      setFound(null)
    } else view.find(wanted.normalize('NFC'), 'first')
  }, [view, wanted])
  useEffect(() => () => view.endFind(), [view])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') view.find(wanted.normalize('NFC'), event.shiftKey ? 'previous' : 'next')
    if (event.key === 'Escape') onClose()
  }
  const result =
    found === null
      ? ''
      : found.state === 'missing'
        ? t('reader.findMissing')
        : found.total > 0
          ? t('reader.findCount', { current: found.current, total: found.total })
          : ''
  return (
    <div className={classes.findBar} role="search">
      <TextInput
        aria-label={t('reader.find')}
        placeholder={t('reader.findPlaceholder')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        autoFocus
      />
      <span className={classes.findResult} role="status">
        {result}
      </span>
      <ActionIcon aria-label={t('reader.findPrevious')} onClick={() => view.find(wanted, 'previous')}>
        <IconChevronUp size={22} />
      </ActionIcon>
      <ActionIcon aria-label={t('reader.findNext')} onClick={() => view.find(wanted, 'next')}>
        <IconChevronDown size={22} />
      </ActionIcon>
      <ActionIcon
        aria-label={t('marks.markFound')}
        title={t('marks.markFound')}
        disabled={!found || found.total === 0}
        onClick={onMarkFound}
      >
        <IconHighlight size={22} />
      </ActionIcon>
      <ActionIcon aria-label={t('common.close')} onClick={onClose}>
        <IconX size={22} />
      </ActionIcon>
    </div>
  )
}
