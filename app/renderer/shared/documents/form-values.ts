import type { FormValues } from '#application/ports/document-forms.ts'
import { hourMs, type Instant } from '#domain/kernel/time.ts'
import { noSignature, type OfficeDocument } from './office-document.ts'

/** What the office says about a document beside its text. */
export type FormFields = {
  readonly superior: string
  readonly agency: string
  readonly number: string
  readonly place: string
  readonly signerTitle: string
  readonly signerName: string
  readonly recipients: string
}

/** As a document is proposed before anybody changes it. */
export const proposedFields = (
  document: OfficeDocument,
  { organisation, place }: { readonly organisation: string; readonly place: string },
): FormFields => ({
  superior: '',
  agency: organisation.toLocaleUpperCase('vi'),
  number: document.number,
  place,
  signerTitle: document.right.title,
  signerName: document.right.name,
  recipients: document.recipients,
})

/** Vietnam's calendar day, whatever the machine's zone: year, month, day. */
export function vietnamDay(at: Instant): readonly [year: string, month: string, day: string] {
  const [year = '', month = '', day = ''] = new Date(at + 7 * hourMs).toISOString().slice(0, 10).split('-')
  return [year, month, day]
}

/** Everything that a form has a place for. */
export function valuesOf(document: OfficeDocument, fields: FormFields, recipientsTitle: string): FormValues {
  const [year, month, day] = vietnamDay(document.at)
  const [column1 = '', column2 = '', column3 = '', column4 = '', column5 = ''] = document.table?.columns ?? []
  const left = document.left ?? noSignature
  return {
    superior: fields.superior,
    agency: fields.agency,
    number: fields.number,
    place: fields.place,
    day,
    month,
    year,
    kind: document.kind,
    title: document.title,
    parts: document.parts.map(({ heading, paragraphs }) => ({
      heading,
      paragraphs: paragraphs.map((text) => ({ text })),
    })),
    column1,
    column2,
    column3,
    column4,
    column5,
    rows: (document.table?.rows ?? []).map(([cell1, cell2, cell3, cell4, cell5]) => ({
      cell1,
      cell2,
      cell3,
      cell4,
      cell5,
    })),
    chairTitle: fields.signerTitle,
    chairName: fields.signerName,
    chairSigned: document.right.signed,
    secretaryTitle: left.title,
    secretaryName: left.name,
    secretarySigned: left.signed,
    recipientsTitle,
    recipients: fields.recipients
      .split('\n')
      .map((name) => name.trim())
      .filter((name) => name !== '')
      .map((name) => ({ name })),
    verification: document.verification,
    qr: document.qr,
  }
}
