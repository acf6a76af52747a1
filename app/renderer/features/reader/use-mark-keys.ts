import { useEffect, useRef } from 'react'
import { isWriting } from './is-writing.ts'

export type MarkActions = {
  readonly highlight: () => boolean
  readonly underline: () => boolean
  readonly strike: () => boolean
  readonly note: () => void
  readonly bookmark: () => void
  readonly undo: () => void
  readonly redo: () => void
  /** By so many points; false when no mark is chosen that could be moved. */
  readonly nudge: (by: readonly [dx: number, dy: number], resizes: boolean) => boolean
  /** false when there was nothing to remove. */
  readonly remove: () => boolean
  readonly stop: () => void
}

/** Marking without a mouse. Letters that are being typed into a field are left alone. */
export function useMarkKeys(isOn: boolean, actions: MarkActions): void {
  const latest = useRef(actions)
  useEffect(() => {
    latest.current = actions
  })
  useEffect(() => {
    if (!isOn) return
    const onKeyDown = (event: KeyboardEvent) => {
      if (isWriting(event.target)) return
      const act = actionOf(event, latest.current)
      if (act && act() !== false) event.preventDefault()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [isOn])
}

/** Points. */
const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-4, 0],
  ArrowRight: [4, 0],
  ArrowUp: [0, 4],
  ArrowDown: [0, -4],
}

function actionOf(event: KeyboardEvent, actions: MarkActions): (() => boolean | void) | null {
  const key = event.key.toLowerCase()
  if (event.ctrlKey || event.metaKey) {
    if (key === 'z') return event.shiftKey ? actions.redo : actions.undo
    return key === 'y' ? actions.redo : null
  }
  if (event.altKey) {
    const by = steps[event.key]
    return by ? () => actions.nudge(by, event.shiftKey) : null
  }
  switch (key) {
    case 'h':
      return actions.highlight
    case 'u':
      return actions.underline
    case 's':
      return actions.strike
    case 'n':
      return actions.note
    case 'b':
      return actions.bookmark
    case 'delete':
    case 'backspace':
      return actions.remove
    case 'escape':
      return actions.stop
    default:
      return null
  }
}
