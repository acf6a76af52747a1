import { IconBold, IconItalic, IconList } from '@tabler/icons-react'
import { useEffect, useLayoutEffect, useRef } from 'react'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { ActionIcon, Group, Tooltip } from '#design/index.ts'
import { readNote, showNote } from './note-dom.ts'
import classes from './marks.module.css'

/** Milliseconds of rest after which what was written is kept. */
const pauseMs = 500

/** The words of a note, bold, italic and in lists. Kept at each pause, when the person leaves the field, and when it goes away. */
export function NoteEditor({
  body,
  onChange,
  takesFocus,
}: {
  readonly body: string
  readonly onChange: (body: string) => void
  readonly takesFocus: boolean
}) {
  const { t } = useTranslation()
  const field = useRef<HTMLDivElement>(null)
  const latest = useRef({ body, onChange })
  useEffect(() => {
    latest.current = { body, onChange }
  })
  useLayoutEffect(() => {
    const element = field.current
    if (!element) return
    showNote(element, latest.current.body)
    element.toggleAttribute('data-empty', latest.current.body === '')
    if (takesFocus) element.focus()
    let timer: ReturnType<typeof setTimeout> | null = null
    const keep = () => {
      if (timer !== null) clearTimeout(timer)
      timer = null
      const written = readNote(element)
      if (written !== latest.current.body) latest.current.onChange(written)
    }
    const onInput = () => {
      element.toggleAttribute('data-empty', (element.textContent ?? '') === '' && !element.querySelector('li'))
      if (timer !== null) clearTimeout(timer)
      timer = setTimeout(keep, pauseMs)
    }
    const onPaste = (event: ClipboardEvent) => {
      // The words only: what other programs put around them has no place here.
      event.preventDefault()
      command('insertText', event.clipboardData?.getData('text/plain') ?? '')
    }
    const onKeyDown = (event: KeyboardEvent) => {
      // Back to the paper, whose keys are commands again.
      if (event.key === 'Escape') element.blur()
    }
    element.addEventListener('keydown', onKeyDown)
    element.addEventListener('input', onInput)
    element.addEventListener('blur', keep)
    element.addEventListener('paste', onPaste)
    return () => {
      // Only what was not kept yet: a mark that is being removed must not come back.
      if (timer !== null) keep()
      element.removeEventListener('keydown', onKeyDown)
      element.removeEventListener('input', onInput)
      element.removeEventListener('blur', keep)
      element.removeEventListener('paste', onPaste)
    }
  }, [takesFocus])
  const tools = [
    { name: 'bold', icon: <IconBold size={18} />, run: 'bold' },
    { name: 'italic', icon: <IconItalic size={18} />, run: 'italic' },
    { name: 'list', icon: <IconList size={18} />, run: 'insertUnorderedList' },
  ] as const
  return (
    <div>
      <Group gap={2} role="toolbar" aria-label={t('marks.noteTools')}>
        {tools.map(({ name, icon, run }) => (
          <Tooltip key={name} label={t(`marks.noteTool.${name}`)}>
            <ActionIcon
              aria-label={t(`marks.noteTool.${name}`)}
              // The field keeps its selection.
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => {
                field.current?.focus()
                command(run)
              }}
            >
              {icon}
            </ActionIcon>
          </Tooltip>
        ))}
      </Group>
      <div
        ref={field}
        className={classes.noteField}
        contentEditable
        role="textbox"
        tabIndex={0}
        aria-multiline
        aria-label={t('marks.note')}
        data-placeholder={t('marks.notePlaceholder')}
      />
    </div>
  )
}

/** The browser's own editing. Deprecated for pages that must run everywhere; ours runs in Chromium, which has nothing in its place. */
function command(name: string, value?: string): void {
  // oxlint-disable-next-line typescript/no-deprecated
  document.execCommand(name, false, value)
}
