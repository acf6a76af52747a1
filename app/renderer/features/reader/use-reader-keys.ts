import { useLayoutEffect } from 'react'
import type { PaperView } from '#application/ports/paper-view.ts'
import { isWriting } from './is-writing.ts'
import { turnPage, type ReadThrough } from './read-through.ts'

/** Reading with the keyboard alone. Keys that are being typed into a field are left alone. */
export function useReaderKeys(
  view: PaperView | null,
  { onFind, through }: { readonly onFind: () => void; readonly through: ReadThrough | null },
): void {
  // Before the paper is painted: whoever sees it can already turn its pages.
  useLayoutEffect(() => {
    if (!view) return
    const onKeyDown = (event: KeyboardEvent) => {
      const isCommand = event.ctrlKey || event.metaKey
      if (isCommand && event.key.toLowerCase() === 'f') {
        event.preventDefault()
        return onFind()
      }
      if (isWriting(event.target)) return
      const act = actionOf(event, isCommand, { view, through })
      if (!act) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [view, onFind, through])
}

function actionOf(
  { key }: KeyboardEvent,
  isCommand: boolean,
  { view, through }: { readonly view: PaperView; readonly through: ReadThrough | null },
): (() => void) | null {
  if (isCommand) {
    if (key === '+' || key === '=') return () => view.zoom('in')
    if (key === '-') return () => view.zoom('out')
    if (key === '0') return () => view.zoom('page-width')
    return null
  }
  switch (key) {
    case 'PageDown':
    case 'ArrowRight':
      return () => turnPage(view, 1, through)
    case 'PageUp':
    case 'ArrowLeft':
      return () => turnPage(view, -1, through)
    case 'Home':
      return () => view.goToPage(1)
    case 'End':
      return () => view.goToPage(view.pageCount)
    default:
      return null
  }
}
