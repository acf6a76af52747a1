import type { Result } from '#domain/kernel/result.ts'

/** Whose rules of form a document follows. */
export const formStyles = [
  'union', // thể thức của Đoàn, HD 29-HD/TWĐTN-VP
  'state', // thể thức hành chính, NĐ 30/2020/NĐ-CP
  'board', // any board or committee
] as const
export type FormStyle = (typeof formStyles)[number]

/** How a document is laid out below its heading. */
export const formLayouts = [
  'minutes', // text, then two signatures side by side
  'letter', // text, then those who receive it beside the one signature
  'list', // text, then a table of five columns, on its side
] as const
export type FormLayout = (typeof formLayouts)[number]
export type Form = { readonly style: FormStyle; readonly layout: FormLayout }

/** What a form's tags stand for: `{name}`, and `{#parts}…{/parts}` around what repeats. */
export type FormValues = {
  readonly superior: string
  readonly agency: string
  readonly number: string
  readonly place: string
  readonly day: string
  readonly month: string
  readonly year: string
  /** Tên loại, e.g. BIÊN BẢN. */
  readonly kind: string
  readonly title: string
  readonly parts: readonly { readonly heading: string; readonly paragraphs: readonly { readonly text: string }[] }[]
  /** Of the table in a list; empty elsewhere. */
  readonly column1: string
  readonly column2: string
  readonly column3: string
  readonly column4: string
  readonly column5: string
  readonly rows: readonly FormRow[]
  /** The one who signs on the right. */
  readonly chairTitle: string
  readonly chairName: string
  readonly chairSigned: string
  /** The one who signs on the left; empty where one person signs. */
  readonly secretaryTitle: string
  readonly secretaryName: string
  readonly secretarySigned: string
  readonly recipientsTitle: string
  readonly recipients: readonly { readonly name: string }[]
  readonly verification: string
  /** What the QR code below it says, in capitals; empty for none. */
  readonly qr: string
}

export type FormRow = {
  readonly cell1: string
  readonly cell2: string
  readonly cell3: string
  readonly cell4: string
  readonly cell5: string
}

export type FormFailure =
  | { readonly kind: 'not-a-form' }
  /** A tag of the office's own form that stands for nothing here. */
  | { readonly kind: 'unknown-tag'; readonly tag: string }

export type DocumentForms = {
  /** One of the forms that come with the app, as a DOCX file. */
  shipped(form: Form): Promise<Uint8Array<ArrayBuffer>>
  /** Nothing is written where anything in the form is not understood. */
  fill(form: Uint8Array<ArrayBuffer>, values: FormValues): Promise<Result<Uint8Array<ArrayBuffer>, FormFailure>>
}
