import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFString,
  drawObject,
  popGraphicsState,
  pushGraphicsState,
  rgb,
  type PDFFont,
  type PDFPage,
} from '@cantoo/pdf-lib'
import * as fontkit from 'fontkit'
import type { Box, Mark } from '#domain/marks/mark.ts'
import { asRead } from './as-read.ts'
import { plainNote } from '#domain/marks/note-text.ts'
import { letterColor, textFrame, textLeading, textPadding, wrapText } from '#domain/marks/text-box.ts'

/** A mark with the outlines of its strokes, in the paper's points. */
export type MarkToExport = {
  readonly mark: Mark
  readonly outlines: readonly (readonly (readonly [number, number])[])[]
}

/** PDF's annotation flag 3: appears in print. */
const printFlag = 4
const noteSize = 20

/** What goes along with a copy: marks by author, and who took it. */
export type AlongToExport = {
  readonly isFlat?: boolean
  readonly marks: readonly { readonly author: string; readonly marks: readonly MarkToExport[] }[]
  readonly watermark: string | null
}

/** A copy of the paper with what goes along. */
export async function copyPaper(
  paper: Uint8Array,
  along: AlongToExport,
  font: Uint8Array,
): Promise<Uint8Array<ArrayBuffer>> {
  const doc = await PDFDocument.load(paper, { updateMetadata: false, parseSpeed: Number.POSITIVE_INFINITY })
  await addAlong(doc, along, font)
  return new Uint8Array(await doc.save({ objectsPerTick: Number.POSITIVE_INFINITY, updateFieldAppearances: false }))
}

/**
 * Every annotation carries its own appearance, because readers differ most where it is missing.
 * @param font a TrueType face with all Vietnamese letters. For text boxes it goes along whole, so that others can change the words.
 */
export async function addAlong(
  doc: PDFDocument,
  { marks, watermark, isFlat = false }: AlongToExport,
  font: Uint8Array,
): Promise<void> {
  let letters: PDFFont | null = null
  for (const { author, marks: own } of marks)
    for (const entry of own) {
      const { page } = entry.mark.target
      if (page >= doc.getPageCount()) continue
      if ((entry.mark.kind === 'text' || isFlat) && !letters) {
        doc.registerFontkit(fontkit as never)
        letters = await doc.embedFont(font, { subset: false })
      }
      add(doc, doc.getPage(page), { ...entry, author, isFlat, font: letters })
    }
  if (watermark === null) return
  doc.registerFontkit(fontkit as never)
  const face = await doc.embedFont(font, { subset: true })
  for (const page of doc.getPages()) drawWatermark(page, watermark, face)
}

/** Across the page, light enough to read through, often enough not to be cut off. */
function drawWatermark(page: PDFPage, text: string, font: PDFFont): void {
  const read = asRead(page)
  const size = Math.max(9, Math.min(read.width, read.height) / 38)
  const step = read.height / 4
  for (let row = 0; row < 5; row++) {
    page.drawText(text, {
      ...read.at(read.width * 0.06, row * step - step * 0.3),
      size,
      font,
      color: rgb(0.45, 0.45, 0.5),
      opacity: 0.22,
      rotate: read.upright(30),
    })
  }
}

type Entry = MarkToExport & { readonly author: string; readonly isFlat: boolean; readonly font: PDFFont | null }

function add(doc: PDFDocument, page: PDFPage, { mark, outlines, author, isFlat, font }: Entry): void {
  const { context } = doc
  const shape = mark.kind === 'text' && font ? textShape(mark, font) : shapeOf(mark, outlines)
  const color = channels(mark.color)
  const rect = shape.box
  const appearance = context.formXObject([], {
    BBox: [...rect],
    Resources: {
      ExtGState: { G: { Type: 'ExtGState', ca: shape.opacity, CA: shape.opacity, BM: shape.blend } },
      ...(mark.kind === 'text' && font && { Font: { F: font.ref } }),
    },
  })
  const stream = context.flateStream(
    `/G gs\n${shape.paint}`,
    Object.fromEntries([...appearance.dict.entries()].map(([key, value]) => [key.decodeText(), value])),
  )
  if (isFlat) {
    const name = page.node.newXObject('Mark', context.register(stream))
    page.pushOperators(pushGraphicsState(), drawObject(name), popGraphicsState())
    // What was written beside the page goes under the mark: on paper nothing opens.
    const words = mark.kind === 'text' ? '' : plainNote(mark.body)
    if (words !== '' && font) drawNote(page, words, { box: shape.box, font })
    return
  }
  const annotation = context.obj({
    Type: 'Annot',
    Subtype: shape.subtype,
    Rect: [...rect],
    C: color,
    CA: shape.opacity,
    F: printFlag,
    P: page.ref,
    AP: { N: context.register(stream) },
    ...shape.more,
  }) as PDFDict
  const text = (value: string) => PDFHexString.fromText(value)
  annotation.set(PDFName.of('Contents'), text(mark.kind === 'text' ? mark.body : plainNote(mark.body)))
  annotation.set(PDFName.of('T'), text(author))
  annotation.set(PDFName.of('NM'), PDFString.of(mark.id))
  annotation.set(PDFName.of('M'), PDFString.of(pdfDate(mark.changedAt)))
  annotation.set(PDFName.of('CreationDate'), PDFString.of(pdfDate(mark.createdAt)))
  const reference = context.register(annotation)
  // The words of a text box stand on the page; the others open beside it.
  if (mark.body !== '' && mark.kind !== 'text') {
    const [, bottom, right, top] = rect
    const popup = context.obj({
      Type: 'Annot',
      Subtype: 'Popup',
      Rect: [right + 10, Math.min(bottom, top - 90), right + 210, top],
      Parent: reference,
      Open: false,
    })
    const popupReference = context.register(popup)
    annotation.set(PDFName.of('Popup'), popupReference)
    annotationsOf(page).push(popupReference)
  }
  annotationsOf(page).push(reference)
}

/** The words of a note in small letters beside its mark, within the page. */
function drawNote(page: PDFPage, words: string, { box, font }: { readonly box: Box; readonly font: PDFFont }): void {
  const size = 7.5
  const width = 150
  const lines = wrapText(words, width, (line) => font.widthOfTextAtSize(line, size))
  const { x, y, width: across } = page.getCropBox()
  const left = Math.min(Math.max(box[0], x + 4), x + across - width - 8)
  const height = lines.length * size * 1.25 + 6
  const top = Math.max(box[1] - 2, y + height + 4)
  page.drawRectangle({ x: left, y: top - height, width: width + 6, height, color: rgb(1, 1, 0.88), opacity: 0.9 })
  lines.forEach((line, index) =>
    page.drawText(line, {
      x: left + 3,
      y: top - size - 2 - index * size * 1.25,
      size,
      font,
      color: rgb(0.12, 0.16, 0.2),
    }),
  )
}

/** The page's own list: one that several pages share must not get this page's marks. */
function annotationsOf(page: PDFPage): PDFArray {
  const name = PDFName.of('Annots')
  const have = page.node.lookupMaybe(name, PDFArray)
  if (have && page.node.get(name) === have) return have
  const own = page.doc.context.obj([])
  for (let index = 0; index < (have?.size() ?? 0); index++) {
    const entry = have?.get(index)
    if (entry) own.push(entry)
  }
  page.node.set(name, own)
  return own
}

type Shape = {
  readonly subtype: string
  readonly box: Box
  readonly paint: string
  readonly opacity: number
  readonly blend: 'Normal' | 'Multiply'
  readonly more: Readonly<Record<string, unknown>>
}

function shapeOf(mark: Mark, outlines: MarkToExport['outlines']): Shape {
  const { target, kind } = mark
  const color = channels(mark.color).map(short).join(' ')
  const [left, bottom, right, top] = target.box
  const plain = { opacity: 1, blend: 'Normal' as const, more: {} }
  switch (kind) {
    case 'highlight':
    case 'underline':
    case 'strike': {
      const paint = target.lines.map(([x1, y1, x2, y2]) => {
        if (kind === 'highlight') return `${color} rg ${[x1, y1, x2 - x1, y2 - y1].map(short).join(' ')} re f`
        const y = kind === 'underline' ? y1 + 0.5 : (y1 + y2) / 2
        return `${color} RG 1.6 w ${short(x1)} ${short(y)} m ${short(x2)} ${short(y)} l S`
      })
      return {
        subtype: { highlight: 'Highlight', underline: 'Underline', strike: 'StrikeOut' }[kind],
        box: [left - 1, bottom - 1, right + 1, top + 1],
        paint: paint.join('\n'),
        opacity: kind === 'highlight' ? 0.55 : 1,
        blend: kind === 'highlight' ? 'Multiply' : 'Normal',
        // Adobe's order: top left, top right, bottom left, bottom right.
        more: { QuadPoints: target.lines.flatMap(([x1, y1, x2, y2]) => [x1, y2, x2, y2, x1, y1, x2, y1]) },
      }
    }
    case 'ink': {
      const paths = outlines.map(([first, ...rest]) => {
        if (!first) return ''
        const lines = rest.map(([x, y]) => `${short(x)} ${short(y)} l`)
        return `${short(first[0])} ${short(first[1])} m ${lines.join(' ')} h f`
      })
      return {
        ...plain,
        subtype: 'Ink',
        box: [left - mark.width, bottom - mark.width, right + mark.width, top + mark.width],
        paint: `${color} rg\n${paths.join('\n')}`,
        more: {
          InkList: target.strokes.map((stroke) => stroke.flatMap(([x, y]) => [x, y])),
          BS: { Type: 'Border', W: mark.width, S: 'S' },
        },
      }
    }
    case 'text':
    case 'area':
      return {
        ...plain,
        subtype: 'Square',
        box: [left - 1, bottom - 1, right + 1, top + 1],
        paint: `${color} RG 1.8 w ${[left, bottom, right - left, top - bottom].map(short).join(' ')} re S`,
        more: { BS: { Type: 'Border', W: 1.8, S: 'S' } },
      }
    case 'arrow': {
      const [from, to] = target.strokes[0] ?? []
      const [x1, y1] = from ?? [left, bottom]
      const [x2, y2] = to ?? [right, top]
      const angle = Math.atan2(y2 - y1, x2 - x1)
      const head = [0.85, -0.85].map(
        (side) =>
          `${short(x2)} ${short(y2)} m ${short(x2 + 9 * Math.cos(angle + Math.PI * side))} ${short(y2 + 9 * Math.sin(angle + Math.PI * side))} l`,
      )
      return {
        ...plain,
        subtype: 'Line',
        box: [left - 10, bottom - 10, right + 10, top + 10],
        paint: `${color} RG 2 w 1 J ${short(x1)} ${short(y1)} m ${short(x2)} ${short(y2)} l ${head.join(' ')} S`,
        more: { L: [x1, y1, x2, y2], LE: ['None', 'OpenArrow'], BS: { Type: 'Border', W: 2, S: 'S' } },
      }
    }
    case 'note':
    case 'bookmark': {
      const box: Box = [left, top - noteSize, left + noteSize, top]
      const inner = `${color} rg 0.23 0.23 0.23 RG 0.8 w ${short(left + 0.5)} ${short(top - noteSize + 4)} ${noteSize - 1} ${noteSize - 5} re B`
      return { ...plain, subtype: 'Text', box, paint: inner, more: { Name: kind === 'note' ? 'Note' : 'Star' } }
    }
  }
}

function textShape(mark: Mark, font: PDFFont): Shape {
  const size = mark.width
  const lines = wrapText(mark.body, mark.target.box[2] - mark.target.box[0] - 2 * textPadding, (line) =>
    font.widthOfTextAtSize(line, size),
  )
  const [left, bottom, right, top] = textFrame(mark.target.box, lines.length, size)
  const color = channels(mark.color).map(short).join(' ')
  const letters = channels(letterColor(mark.color)).map(short).join(' ')
  const first = top - textPadding - size * 0.95
  const words = lines.map(
    (line, index) =>
      `1 0 0 1 ${short(left + textPadding)} ${short(first - index * size * textLeading)} Tm ${font.encodeText(line).toString()} Tj`,
  )
  const frame = [left, bottom, right - left, top - bottom].map(short).join(' ')
  return {
    subtype: 'FreeText',
    box: [left - 1, bottom - 1, right + 1, top + 1],
    paint: `1 1 1 rg ${color} RG 1 w ${frame} re B\nBT ${letters} rg /F ${short(size)} Tf ${words.join(' ')} ET`,
    opacity: 1,
    blend: 'Normal',
    more: { DA: PDFString.of(`${letters} rg /Helv ${short(size)} Tf`), Q: 0, BS: { Type: 'Border', W: 1, S: 'S' } },
  }
}

const short = (value: number): string => String(Math.round(value * 100) / 100)

const channels = (color: string): number[] =>
  [1, 3, 5].map((at) => Math.round((Number.parseInt(color.slice(at, at + 2), 16) / 255) * 1000) / 1000)

/** ISO 32000-1, 7.9.4. */
function pdfDate(at: number): string {
  const digits = new Date(at).toISOString().replace(/\D/g, '').slice(0, 14)
  return `D:${digits}Z`
}
