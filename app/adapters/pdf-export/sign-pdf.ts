import {
  PDFArray,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFString,
  beginText,
  endText,
  moveText,
  rectangle,
  setFillingRgbColor,
  setFontAndSize,
  setLineWidth,
  setStrokingRgbColor,
  showText,
  stroke,
  type PDFFont,
  type PDFRef,
} from '@cantoo/pdf-lib'
import * as fontkit from 'fontkit'
import type { SigningFault, SigningWish } from '#application/ports/paper-output.ts'
import { fail, ok, type Result } from '#domain/kernel/result.ts'
import { toHex } from '#protocol/kernel/hex.ts'
import { openSigningFile, signDetached, type SigningIdentity } from './pades.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** Room for the signature with a chain of certificates, bytes. */
const room = 24_576
/** Stands for an offset until the offsets are known; of ten letters, as the largest is. */
const blank = '**********'
const cm = 28.35
const red = [0.78, 0.1, 0.1] as const
const block = { width: 6.4 * cm, height: 1.35 * cm, size: 8 } as const

/**
 * A document with a digital signature in it (ISO 32000-1, 12.8; PAdES B-B) and a visible block in the upper right corner of its
 * first page. Only for documents that bear no signature yet: the file is written anew.
 */
export async function signPdf(
  pdf: Bytes,
  { file, words, at }: SigningWish,
  font: Uint8Array,
): Promise<Result<Bytes, SigningFault>> {
  const opened = await openSigningFile(file.bytes, file.password)
  if (!opened.ok) return opened
  const identity = opened.value
  const doc = await PDFDocument.load(pdf, { updateMetadata: false })
  if (doc.catalog.get(PDFName.of('AcroForm'))) return fail('failed')
  doc.registerFontkit(fontkit as never)
  const face = await doc.embedFont(font, { subset: true })
  const page = doc.getPage(0)
  const { context } = doc
  const byteRange = PDFArray.withContext(context)
  byteRange.push(PDFNumber.of(0))
  for (let place = 0; place < 3; place++) byteRange.push(PDFName.of(blank))
  const signature = context.obj({
    Type: 'Sig',
    Filter: 'Adobe.PPKLite',
    SubFilter: 'ETSI.CAdES.detached',
    ByteRange: byteRange,
    Contents: PDFHexString.of('0'.repeat(2 * room)),
    M: PDFString.fromDate(new Date(at)),
    Name: PDFHexString.fromText(identity.subject.name),
    Reason: PDFHexString.fromText(words.reason),
  })
  const said = [`${words.signedBy}: ${identity.subject.name}`, identity.subject.organisation, words.at].filter(Boolean)
  const width = page.getWidth()
  const top = page.getHeight() - 0.35 * cm
  const rect = [width - block.width - 0.7 * cm, top - block.height, width - 0.7 * cm, top]
  const field = context.obj({
    Type: 'Annot',
    Subtype: 'Widget',
    FT: 'Sig',
    T: PDFString.of('Signature1'),
    V: context.register(signature),
    // Printed, and not to be moved.
    F: 132,
    Rect: rect,
    P: page.ref,
    AP: {
      N: appearance(doc, face, said),
    },
  })
  const fieldRef = context.register(field)
  page.node.addAnnot(fieldRef)
  doc.catalog.set(PDFName.of('AcroForm'), context.obj({ SigFlags: 3, Fields: [fieldRef] }))
  // A signature may not lie in a compressed stream of objects.
  const written = new Uint8Array(await doc.save({ useObjectStreams: false, objectsPerTick: Number.POSITIVE_INFINITY }))
  return ok(await fillIn(written, identity))
}

/** The block as people see it, drawn by itself so that no reader has to make it up. */
function appearance(doc: PDFDocument, face: PDFFont, lines: readonly string[]): PDFRef {
  const font = PDFName.of('F1')
  const operators = [
    setStrokingRgbColor(...red),
    setLineWidth(0.8),
    rectangle(0.5, 0.5, block.width - 1, block.height - 1),
    stroke(),
    setFillingRgbColor(...red),
    ...lines.flatMap((line, index) => [
      beginText(),
      setFontAndSize(font, block.size),
      moveText(6, block.height - 11.5 - index * (block.size + 3.5)),
      showText(face.encodeText(fitted(line, face))),
      endText(),
    ]),
  ]
  return doc.context.register(
    doc.context.formXObject(operators, {
      BBox: doc.context.obj([0, 0, block.width, block.height]),
      Resources: doc.context.obj({ Font: { F1: face.ref } }),
    }),
  )
}

/** A name that is too long for the block is cut, and says so. */
function fitted(line: string, face: PDFFont): string {
  const fits = (text: string) => face.widthOfTextAtSize(text, block.size) <= block.width - 12
  if (fits(line)) return line
  let end = line.length
  while (end > 1 && !fits(`${line.slice(0, end)}…`)) end--
  return `${line.slice(0, end)}…`
}

/** Puts the offsets and then the signature over what stands for them; nothing moves. */
async function fillIn(pdf: Bytes, identity: SigningIdentity): Promise<Bytes> {
  const text = latin.decode(pdf)
  const range = text.lastIndexOf('/ByteRange')
  const open = text.indexOf('[', range)
  const close = text.indexOf(']', open)
  const contents = text.indexOf(`<${'0'.repeat(64)}`)
  if (range < 0 || contents < 0) throw new Error('The place of the signature is lost')
  const after = contents + 2 * room + 2
  const offsets = `[0 ${contents} ${after} ${pdf.length - after}]`
  pdf.set(new TextEncoder().encode(offsets.padEnd(close + 1 - open)), open)
  const signed = new Uint8Array(contents + pdf.length - after)
  signed.set(pdf.subarray(0, contents))
  signed.set(pdf.subarray(after), contents)
  const cms = await signDetached(identity, await crypto.subtle.digest('SHA-256', signed))
  if (cms.length > room) throw new Error('The signature is larger than its place')
  pdf.set(new TextEncoder().encode(toHex(cms)), contents + 1)
  return pdf
}

const latin = new TextDecoder('latin1')
