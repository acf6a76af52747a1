// Writes one PDF, or reads the marks of one, and ends: the window stays quick, and the memory goes with the worker.
import boldUrl from '@expo-google-fonts/tinos/700Bold/Tinos_700Bold.ttf?url'
import italicUrl from '@expo-google-fonts/tinos/400Regular_Italic/Tinos_400Regular_Italic.ttf?url'
import regularUrl from '@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf?url'
import { copyPaper, type AlongToExport } from './annotate.ts'
import type { Form, FormValues } from '#application/ports/document-forms.ts'
import { writeFormPdf } from './form-pdf.ts'
import type { PageWords, PlaceCard, SigningWish } from '#application/ports/paper-output.ts'
import { layWords } from './lay-words.ts'
import { writePlaceCards } from './place-cards.ts'
import { readMarks } from './read-marks.ts'
import { signPdf } from './sign-pdf.ts'
import { makePack, type PackToMake } from './make-pack.ts'

const port = globalThis as unknown as {
  onmessage: ((event: MessageEvent<ExportRequest>) => void) | null
  postMessage(answer: ExportAnswer, transfer: Transferable[]): void
}
export type ExportRequest =
  | { readonly kind: 'copy'; readonly paper: Uint8Array<ArrayBuffer>; readonly along: AlongToExport }
  | { readonly kind: 'words'; readonly paper: Uint8Array<ArrayBuffer>; readonly pages: readonly PageWords[] }
  | { readonly kind: 'cards'; readonly cards: readonly PlaceCard[] }
  | { readonly kind: 'marks'; readonly file: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'pack'; readonly pack: PackToMake }
  | { readonly kind: 'form'; readonly form: Form; readonly values: FormValues }
  | { readonly kind: 'sign'; readonly pdf: Uint8Array<ArrayBuffer>; readonly wish: SigningWish }
export type ExportAnswer =
  | { readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly found: Awaited<ReturnType<typeof readMarks>> }
  | { readonly signed: Awaited<ReturnType<typeof signPdf>> }
  | { readonly failed: true }

async function load(url: string): Promise<Uint8Array> {
  const response = await fetch(url)
  if (!response.ok) throw new Error('The font is missing')
  return new Uint8Array(await response.arrayBuffer())
}

async function write(request: Exclude<ExportRequest, { kind: 'marks' | 'sign' }>): Promise<Uint8Array<ArrayBuffer>> {
  const regular = await load(regularUrl)
  switch (request.kind) {
    case 'copy':
      return copyPaper(request.paper, request.along, regular)
    case 'cards':
      return writePlaceCards(request.cards, { regular, bold: await load(boldUrl) })
    case 'words':
      return layWords(request.paper, request.pages, regular)
    case 'pack':
      return makePack(request.pack, { regular, bold: await load(boldUrl) })
    case 'form':
      return writeFormPdf(request.form, request.values, {
        regular,
        bold: await load(boldUrl),
        italic: await load(italicUrl),
      })
  }
}

port.onmessage = ({ data }) => {
  if (data.kind === 'marks')
    return void readMarks(data.file).then(
      (found) => port.postMessage({ found }, []),
      () => port.postMessage({ failed: true }, []),
    )
  if (data.kind === 'sign')
    return void load(regularUrl)
      .then((font) => signPdf(data.pdf, data.wish, font))
      .then(
        (signed) => port.postMessage({ signed }, []),
        () => port.postMessage({ failed: true }, []),
      )
  write(data).then(
    (bytes) => port.postMessage({ bytes }, [bytes.buffer]),
    () => port.postMessage({ failed: true }, []),
  )
}
