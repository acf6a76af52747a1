import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFString, type PDFPage } from '@cantoo/pdf-lib'
import type { Box, Mark } from '#domain/marks/mark.ts'

/** A mark with the outlines of its strokes, in the paper's points. */
export type MarkToExport = {
  readonly mark: Mark
  readonly outlines: readonly (readonly (readonly [number, number])[])[]
}

/** PDF's annotation flag 3: appears in print. */
const printFlag = 4
const noteSize = 20

/** Adds the marks to the paper. Every annotation carries its own appearance, because readers differ most where it is missing. */
export async function annotate(
  paper: Uint8Array,
  marks: readonly MarkToExport[],
  author: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const doc = await PDFDocument.load(paper, { updateMetadata: false, parseSpeed: Number.POSITIVE_INFINITY })
  for (const entry of marks) {
    const { page } = entry.mark.target
    if (page < doc.getPageCount()) add(doc, doc.getPage(page), { ...entry, author })
  }
  return new Uint8Array(await doc.save({ objectsPerTick: Number.POSITIVE_INFINITY, updateFieldAppearances: false }))
}

type Entry = MarkToExport & { readonly author: string }

function add(doc: PDFDocument, page: PDFPage, { mark, outlines, author }: Entry): void {
  const { context } = doc
  const shape = shapeOf(mark, outlines)
  const color = channels(mark.color)
  const rect = shape.box
  const appearance = context.formXObject([], {
    BBox: [...rect],
    Resources: {
      ExtGState: { G: { Type: 'ExtGState', ca: shape.opacity, CA: shape.opacity, BM: shape.blend } },
    },
  })
  const stream = context.flateStream(
    `/G gs\n${shape.paint}`,
    Object.fromEntries([...appearance.dict.entries()].map(([key, value]) => [key.decodeText(), value])),
  )
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
  annotation.set(PDFName.of('Contents'), text(mark.body))
  annotation.set(PDFName.of('T'), text(author))
  annotation.set(PDFName.of('NM'), PDFString.of(mark.id))
  annotation.set(PDFName.of('M'), PDFString.of(pdfDate(mark.changedAt)))
  annotation.set(PDFName.of('CreationDate'), PDFString.of(pdfDate(mark.createdAt)))
  const reference = context.register(annotation)
  if (mark.body !== '') {
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

const short = (value: number): string => String(Math.round(value * 100) / 100)

const channels = (color: string): number[] =>
  [1, 3, 5].map((at) => Math.round((Number.parseInt(color.slice(at, at + 2), 16) / 255) * 1000) / 1000)

/** ISO 32000-1, 7.9.4. */
function pdfDate(at: number): string {
  const digits = new Date(at).toISOString().replace(/\D/g, '').slice(0, 14)
  return `D:${digits}Z`
}
