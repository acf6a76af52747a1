import type { Result } from '#domain/kernel/result.ts'
import type { Instant } from '#domain/kernel/time.ts'
import type { Mark } from '#domain/marks/mark.ts'
import type { Form, FormValues } from './document-forms.ts'
import type { OpenContainer } from '#protocol/files/sealed-container.ts'

/** What leaves the app as a PDF. Marks must stand on the very file they are written into. */
export type PaperOutput = {
  /**
   * A copy of the paper with the marks as standard annotations (ISO 32000-1, 12.5.6), which other readers show and can change.
   * Strokes keep their pressure in their appearance; a text box brings its letters with it.
   */
  copy(paper: Uint8Array<ArrayBuffer>, along: Along): Promise<Written>
  pack(wanted: Pack): Promise<Written>
  /** Cards for the tables, two on a sheet, to be folded. */
  cards(cards: readonly PlaceCard[]): Promise<Written>
  /** A document of the secretariat in one of the forms that come with the app. */
  form(form: Form, values: FormValues): Promise<Written>
  /** A document that bears no digital signature yet, with one (PAdES B-B). */
  sign(pdf: Uint8Array<ArrayBuffer>, wish: SigningWish): Promise<Result<Uint8Array<ArrayBuffer>, SigningFault>>
}
/** Why a document cannot be signed with a certificate file. */
export type SigningFault = 'not-a-signing-file' | 'wrong-password' | 'old-cipher' | 'no-key' | 'failed'
/** What is wanted of a digital signature. The visible block says who signed, their organisation, and when. */
export type SigningWish = {
  /** A PKCS #12 file. */
  readonly file: { readonly bytes: Uint8Array<ArrayBuffer>; readonly password: string }
  readonly words: {
    /** Before the name in the certificate. */
    readonly signedBy: string
    readonly at: string
    readonly reason: string
  }
  readonly at: Instant
}

export type PlaceCard = {
  readonly name: string
  readonly position: string
  /** What is scanned at the door. */
  readonly code: string
}
export type Along = {
  /** The marks become part of the pages: seen everywhere, changed by nobody. Otherwise they are annotations. */
  readonly isFlat?: boolean
  readonly marks: readonly { readonly author: string; readonly marks: readonly Mark[] }[]
  /** Who took the copy and when, across every page; null where the paper asks for none. */
  readonly watermark: string | null
}
/** Words of one page: where each stands, and how large. */
export type PageWords = {
  /** From 0. */
  readonly page: number
  readonly words: readonly {
    readonly text: string
    /** The ends of the line under the word, in the paper's points. */
    readonly from: readonly [x: number, y: number]
    readonly to: readonly [x: number, y: number]
    /** Points. */
    readonly size: number
    readonly endsLine: boolean
  }[]
}
/** Lays words invisibly on pages that are pictures. */
export type WordWriter = (paper: Uint8Array<ArrayBuffer>, pages: readonly PageWords[]) => Promise<Written>
export type Written = Result<Uint8Array<ArrayBuffer>, 'failed'>

/** All papers of a meeting as one: cover, linked contents, and every page stamped with its item and its number in the whole. */
export type Pack = {
  readonly cover: { readonly organisation: string; readonly title: string; readonly lines: readonly string[] }
  /** Pages of words before the papers. */
  readonly preface: readonly Preface[]
  /** In the order of the agenda. */
  readonly sections: readonly PackSection[]
  readonly words: {
    readonly contents: string
    /** Before the number of an item in the stamp. */
    readonly item: string
    readonly page: string
    /** On the page that stands for a paper which cannot be taken in. */
    readonly unreadable: string
  }
}
export type Preface = { readonly title: string; readonly lines: readonly string[] }
export type PackSection = {
  /** Empty for papers of the whole meeting. */
  readonly number: string
  readonly title: string
  readonly papers: readonly {
    readonly title: string
    /** Null: not on this machine, or not to be taken out of the app. */
    readonly bytes: Uint8Array<ArrayBuffer> | null
    readonly along: Along
  }[]
}

/** The pages of a paper as pictures for the printer, one after the other; null for a page that is damaged. */
export type PrintPages = (paper: OpenContainer) => Promise<
  | {
      readonly count: number
      picture(page: number): Promise<string | null>
      /** In PDF units; null where the page is damaged. */
      size(page: number): Promise<{ readonly width: number; readonly height: number } | null>
      close(): Promise<void>
    }
  | 'broken'
>
