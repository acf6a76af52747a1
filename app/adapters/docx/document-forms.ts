import { MimeType, TemplateHandler } from 'easy-template-x'
import encodeQr from 'qr'
import type { DocumentForms, FormFailure, FormValues } from '#application/ports/document-forms.ts'
import { fail, ok, type Result } from '#domain/kernel/result.ts'

const loops: Readonly<Record<string, readonly string[]>> = {
  parts: ['heading', 'hasHeading', 'paragraphs'],
  paragraphs: ['text'],
  rows: ['cell1', 'cell2', 'cell3', 'cell4', 'cell5'],
  recipients: ['name'],
}

/** In pixels of 96 to the inch: 2.6 cm, which a telephone reads from paper. */
const qrPicture = { _type: 'image', format: MimeType.Gif, width: 98, height: 98 } as const

export function createDocumentForms(load: (name: string) => Promise<Uint8Array<ArrayBuffer>>): DocumentForms {
  return { shipped: ({ layout, style }) => load(`${layout}-${style}.docx`), fill: fillForm }
}

export async function fillForm(
  form: Uint8Array<ArrayBuffer>,
  values: FormValues,
): Promise<Result<Uint8Array<ArrayBuffer>, FormFailure>> {
  const known = new Set([...Object.keys(values), ...Object.values(loops).flat()])
  const handler = new TemplateHandler()
  try {
    for (const { name } of await handler.parseTags(form.slice().buffer))
      // A loop may be closed without its name.
      if (name !== '' && !known.has(name)) return fail({ kind: 'unknown-tag', tag: name })
    const parts = values.parts.map((part) => ({ ...part, hasHeading: part.heading !== '' }))
    const qr = values.qr === '' ? '' : { ...qrPicture, source: encodeQr(values.qr, 'gif', { scale: 4 }).slice().buffer }
    return ok(new Uint8Array(await handler.process(form.slice().buffer, { ...values, parts, qr } as never)))
  } catch {
    return fail({ kind: 'not-a-form' })
  }
}
