import { IconFileImport } from '@tabler/icons-react'
import { useState } from 'react'
import type { FoundMark } from '#application/ports/mark-reader.ts'
import type { Place } from '#application/ports/marks-view.ts'
import type { PaperView } from '#application/ports/paper-view.ts'
import type { PaperRow } from '#application/projection/rows.ts'
import { textKinds, type Mark } from '#domain/marks/mark.ts'
import { useApp } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { Button, FileButton, notifications } from '#design/index.ts'
import type { NewMark, PaperMarks } from './use-paper-marks.ts'

/** Marks that somebody made in another program, on a copy of this paper: they become the person's own. */
export function ImportMarks({
  view,
  marks,
  paper,
}: {
  readonly view: PaperView
  readonly marks: PaperMarks
  readonly paper: PaperRow
}) {
  const { t } = useTranslation()
  const { readMarks } = useApp()
  const [isReading, setReading] = useState(false)
  const tell = (color: string, message: string) => notifications.show({ color, message })
  const take = async (file: File | null) => {
    if (!file) return
    setReading(true)
    const read = await readMarks(new Uint8Array(await file.arrayBuffer()))
    if (!read.ok) tell('red', t('marks.import.unreadable'))
    else if (read.value.pageCount !== paper.pageCount) tell('red', t('marks.import.otherPaper'))
    else {
      const page = view.page()
      const fresh = read.value.marks.filter((found) => !isHere(found, marks.marks ?? []))
      // One after the other: each may have to turn to its page first.
      const added: NewMark[] = []
      for (const found of fresh) added.push(asNew(found, await placeOf(found, view)))
      marks.add(added)
      view.goToPage(page)
      tell(
        added.length > 0 ? 'teal' : 'blue',
        t('marks.import.done', { count: added.length, known: read.value.marks.length - added.length }),
      )
    }
    setReading(false)
  }
  return (
    <FileButton accept="application/pdf,.pdf" onChange={(file) => void take(file)}>
      {(button) => (
        <Button
          {...button}
          variant="subtle"
          color="gray"
          loading={isReading}
          leftSection={<IconFileImport size={20} aria-hidden />}
        >
          {t('marks.import.button')}
        </Button>
      )}
    </FileButton>
  )
}

/** One that came from here is known by its name, others by where they stand. */
const isHere = (found: FoundMark, marks: readonly Mark[]): boolean =>
  marks.some(
    ({ id, kind, target }) =>
      id === found.name ||
      (kind === found.kind &&
        target.page === found.page &&
        target.box.every((side, index) => Math.abs(side - (found.box[index] ?? 0)) < 1)),
  )

const asNew = ({ kind, strokes, color, width, body }: FoundMark, place: Place): NewMark => ({
  kind,
  place,
  strokes,
  color,
  width,
  body,
})

/** A mark on words stands on the words, so that it goes with them through later versions. */
async function placeOf({ kind, page, box, lines }: FoundMark, view: PaperView): Promise<Place> {
  const bare: Place = { page, box, lines, quote: null, fingerprint: view.marks.fingerprintOf(page) }
  if (!textKinds.has(kind)) return bare
  const letters = await view.marks.lettersUnder(page, lines)
  return (letters && (await view.marks.placeOfLetters(page, letters))) ?? bare
}
