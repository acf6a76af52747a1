import { useLayoutEffect, useRef } from 'react'
import { Textarea } from '#design/index.ts'

/** A text that others may change while the person writes: their place in it stays where they were. */
export function MergedTextarea({
  label,
  placeholder,
  minRows,
  value,
  onChange,
}: {
  readonly label: string
  readonly placeholder: string
  readonly minRows: number
  readonly value: string
  readonly onChange: (value: string) => void
}) {
  const field = useRef<HTMLTextAreaElement>(null)
  const typed = useRef({ text: value, start: 0, end: 0 })
  useLayoutEffect(() => {
    const element = field.current
    const before = typed.current
    if (element && document.activeElement === element && before.text !== value) {
      element.setSelectionRange(
        movedPlace(before.text, value, before.start),
        movedPlace(before.text, value, before.end),
      )
    }
    typed.current = { text: value, start: element?.selectionStart ?? 0, end: element?.selectionEnd ?? 0 }
  }, [value])
  const remember = () => {
    const element = field.current
    if (element) typed.current = { text: element.value, start: element.selectionStart, end: element.selectionEnd }
  }
  return (
    <Textarea
      ref={field}
      mt="xs"
      label={label}
      placeholder={placeholder}
      autosize
      minRows={minRows}
      maxRows={16}
      value={value}
      onSelect={remember}
      onChange={(event) => {
        remember()
        onChange(event.currentTarget.value)
      }}
    />
  )
}

/** Where a place in the text stands after somebody else's change. */
function movedPlace(before: string, after: string, place: number): number {
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start++
  return place <= start ? place : Math.max(start, place + after.length - before.length)
}
