import type { ParseKeys } from 'i18next'
import type { FormLayout } from '#application/ports/document-forms.ts'
import type { UnitId } from '#domain/kernel/ids.ts'
import type { Instant } from '#domain/kernel/time.ts'
import type { MinutesPart } from '#domain/minutes/minutes.ts'
import type { useFormats } from '#renderer/i18n/formats.ts'
import type { PersonName } from '../use-room.ts'

export type Signature = { readonly title: string; readonly name: string; readonly signed: string }
type Five = readonly [string, string, string, string, string]

/** A document of the secretariat before it is put into a form. */
export type OfficeDocument = {
  readonly layout: FormLayout
  /** Tên loại, e.g. GIẤY MỜI. */
  readonly kind: string
  /** Trích yếu. */
  readonly title: string
  /** Without its ending. */
  readonly fileName: string
  /** Its blank number, e.g. "……-GM/……". */
  readonly number: string
  /** Whose day it bears. */
  readonly at: Instant
  readonly parts: readonly MinutesPart[]
  /** The same for one person each, by their name; absent where nobody gets their own. */
  readonly personal?: readonly { readonly name: string; readonly parts: readonly MinutesPart[] }[]
  /** Of its table; null where it has none. */
  readonly table: { readonly columns: Five; readonly rows: readonly Five[] } | null
  readonly left: Signature | null
  readonly right: Signature
  /** Those who sign stand in the record: the dialog does not ask. */
  readonly isSigned: boolean
  /** One to a line. */
  readonly recipients: string
  readonly verification: string
  /** The codes in full, for machines: drawn as a QR code. */
  readonly qr: string
}

/** What those who compose documents write with: the words and dates of the screen's language, and the people's names. */
export type Scribe = {
  readonly t: (key: ParseKeys, values?: Readonly<Record<string, unknown>>) => string
  readonly formats: Pick<ReturnType<typeof useFormats>, 'time' | 'day' | 'date' | 'moment' | 'number'>
  readonly language: 'vi' | 'en'
  readonly nameOf: PersonName
  /** Position and unit, as the directory has them. */
  readonly positionOf: PersonName
  readonly unitNameOf: (unit: UnitId) => string
  readonly now: Instant
}

export const noSignature: Signature = { title: '', name: '', signed: '' }
