import { PDFDict, PDFDocument, PDFHexString, PDFName, rgb, PDFPage, type PDFFont, type PDFRef } from '@cantoo/pdf-lib'
import * as fontkit from 'fontkit'
import type { Pack } from '#application/ports/paper-output.ts'
import { wrapText } from '#domain/marks/text-box.ts'
import { asRead } from './as-read.ts'
import { addAlong, type AlongToExport } from './annotate.ts'

export type PackToMake = Omit<Pack, 'sections'> & {
  readonly sections: readonly {
    readonly number: string
    readonly title: string
    readonly papers: readonly {
      readonly title: string
      readonly bytes: Uint8Array | null
      readonly along: AlongToExport
    }[]
  }[]
}

/** A4 in points. */
const sheet = { width: 595.28, height: 841.89, margin: 64 } as const
const black = rgb(0.12, 0.16, 0.2)
const grey = rgb(0.38, 0.42, 0.46)
const lineOf = (size: number) => size * 1.4

type Line = {
  readonly text: string
  readonly indent: number
  readonly isHead: boolean
  /** From 0, in the whole; null where the line leads nowhere. */
  readonly target: number | null
}

/** @param fonts a text face and its bold, with all Vietnamese letters. */
export async function makePack(
  pack: PackToMake,
  fonts: { readonly regular: Uint8Array; readonly bold: Uint8Array },
): Promise<Uint8Array<ArrayBuffer>> {
  const doc = await PDFDocument.create()
  doc.registerFontkit(fontkit as never)
  doc.setTitle(pack.cover.title)
  doc.setProducer('eCabinet')
  const regular = await doc.embedFont(fonts.regular, { subset: true })
  const bold = await doc.embedFont(fonts.bold, { subset: true })

  const bodies: { readonly number: string; readonly pages: readonly PDFPage[] }[] = []
  const heads: { readonly text: string; readonly indent: number; readonly isHead: boolean; readonly at: number }[] = []
  let count = 0
  for (const { title, lines } of pack.preface) {
    heads.push({ text: title, indent: 0, isHead: true, at: count })
    const pages = wordPages(doc, { title, lines, regular, bold })
    bodies.push({ number: '', pages })
    count += pages.length
  }
  for (const { number, title, papers } of pack.sections) {
    heads.push({ text: number === '' ? title : `${number}. ${title}`, indent: 0, isHead: true, at: count })
    for (const paper of papers) {
      heads.push({ text: paper.title, indent: 18, isHead: false, at: count })
      const pages = (await copied(doc, paper, fonts.regular)) ?? [
        insteadOf(doc, { title: paper.title, words: pack.words.unreadable, regular, bold }),
      ]
      bodies.push({ number, pages })
      count += pages.length
    }
  }
  const lines = heads.flatMap(({ at, ...head }): Line[] => {
    const font = head.isHead ? bold : regular
    const parts = broken(head.text, { font, size: 12, width: sheet.width - 2 * sheet.margin - head.indent - 40 })
    return parts.map((text, index) => ({ ...head, text, target: index === parts.length - 1 ? at : null }))
  })
  const perPage = Math.floor((sheet.height - 2 * sheet.margin - 40) / lineOf(12))
  const contentsPages = Math.max(1, Math.ceil(lines.length / perPage))
  const front = 1 + contentsPages
  const total = front + count

  drawCover(doc.addPage([sheet.width, sheet.height]), { ...pack.cover, regular, bold })
  const contents = Array.from({ length: contentsPages }, () => doc.addPage([sheet.width, sheet.height]))
  let at = front
  for (const { number, pages } of bodies)
    for (const page of pages) {
      doc.addPage(page)
      const where = number === '' ? '' : `${pack.words.item} ${number} · `
      stamp(page, `${where}${pack.words.page} ${++at}/${total}`, regular)
    }
  const pageRefs = doc.getPages().map(({ ref }) => ref)
  contents.forEach((page, index) =>
    drawContents(page, {
      title: index === 0 ? pack.words.contents : '',
      lines: lines.slice(index * perPage, (index + 1) * perPage),
      front,
      pageRefs,
      regular,
      bold,
    }),
  )
  addOutline(
    doc,
    heads.map(({ text, isHead, at: page }) => ({ text, isHead, page: pageRefs[front + page] ?? pageRefs[0] })),
  )
  return new Uint8Array(await doc.save({ objectsPerTick: Number.POSITIVE_INFINITY, updateFieldAppearances: false }))
}

/** The pages of a paper, its marks on them; null when it is not here or cannot be taken apart. */
async function copied(
  doc: PDFDocument,
  { bytes, along }: PackToMake['sections'][number]['papers'][number],
  font: Uint8Array,
): Promise<readonly PDFPage[] | null> {
  if (!bytes) return null
  try {
    const source = await PDFDocument.load(bytes, { updateMetadata: false, parseSpeed: Number.POSITIVE_INFINITY })
    await addAlong(source, along, font)
    return await doc.copyPages(source, source.getPageIndices())
  } catch {
    return null
  }
}

type Faces = { readonly regular: PDFFont; readonly bold: PDFFont }

function insteadOf(
  doc: PDFDocument,
  { title, words, regular, bold }: { readonly title: string; readonly words: string } & Faces,
): PDFPage {
  const page = PDFPage.create(doc)
  page.setSize(sheet.width, sheet.height)
  const size = 16
  let y = sheet.height - 220
  for (const text of broken(title, { font: bold, size, width: sheet.width - 2 * sheet.margin })) {
    page.drawText(text, { x: sheet.margin, y, size, font: bold, color: black })
    y -= lineOf(size)
  }
  for (const text of broken(words, { font: regular, size: 13, width: sheet.width - 2 * sheet.margin })) {
    page.drawText(text, { x: sheet.margin, y: y - 8, size: 13, font: regular, color: grey })
    y -= lineOf(13)
  }
  return page
}

/** A title, and under it the lines one after the other with their numbers, on as many pages as they need. */
function wordPages(
  doc: PDFDocument,
  { title, lines, regular, bold }: { readonly title: string; readonly lines: readonly string[] } & Faces,
): readonly PDFPage[] {
  const width = sheet.width - 2 * sheet.margin
  const rows = [
    ...broken(title, { font: bold, size: 15, width }).map((text) => ({ text, font: bold, size: 15, indent: 0 })),
    ...lines.flatMap((line, index) =>
      broken(line, { font: regular, size: 12, width: width - 28 }).map((text, row) => ({
        text: row === 0 ? `${index + 1}. ${text}` : text,
        font: regular,
        size: 12,
        indent: row === 0 ? 0 : 28,
      })),
    ),
  ]
  const pages: PDFPage[] = []
  let y = 0
  for (const { text, font, size, indent } of rows) {
    let page = pages.at(-1)
    if (!page || y < sheet.margin + 20) {
      page = PDFPage.create(doc)
      page.setSize(sheet.width, sheet.height)
      pages.push(page)
      y = sheet.height - sheet.margin
    }
    page.drawText(text, { x: sheet.margin + indent, y: y - size, size, font, color: black })
    y -= lineOf(size) + (indent === 0 ? 4 : 0)
  }
  return pages
}

function drawCover(page: PDFPage, { organisation, title, lines, regular, bold }: Pack['cover'] & Faces): void {
  const centre = (text: string, y: number, { font, size }: { readonly font: PDFFont; readonly size: number }) =>
    page.drawText(text, { x: (sheet.width - font.widthOfTextAtSize(text, size)) / 2, y, size, font, color: black })
  const width = sheet.width - 2 * sheet.margin
  let y = sheet.height - 110
  for (const text of broken(organisation.toLocaleUpperCase('vi'), { font: bold, size: 14, width })) {
    centre(text, y, { font: bold, size: 14 })
    y -= lineOf(14)
  }
  y = sheet.height * 0.62
  for (const text of broken(title, { font: bold, size: 26, width })) {
    centre(text, y, { font: bold, size: 26 })
    y -= lineOf(26)
  }
  y -= 24
  for (const line of lines)
    for (const text of broken(line, { font: regular, size: 15, width })) {
      centre(text, y, { font: regular, size: 15 })
      y -= lineOf(15)
    }
}

function drawContents(
  page: PDFPage,
  {
    title,
    lines,
    front,
    pageRefs,
    regular,
    bold,
  }: {
    readonly title: string
    readonly lines: readonly Line[]
    readonly front: number
    readonly pageRefs: readonly PDFRef[]
  } & Faces,
): void {
  const size = 12
  let y = sheet.height - sheet.margin
  if (title !== '') {
    page.drawText(title, { x: sheet.margin, y, size: 18, font: bold, color: black })
    y -= 40
  }
  for (const { text, indent, isHead, target } of lines) {
    const font = isHead ? bold : regular
    page.drawText(text, { x: sheet.margin + indent, y, size, font, color: black })
    if (target !== null) {
      const number = String(front + target + 1)
      const right = sheet.width - sheet.margin
      page.drawText(number, { x: right - font.widthOfTextAtSize(number, size), y, size, font, color: black })
      const ref = pageRefs[front + target]
      if (ref) addLink(page, [sheet.margin, y - 4, right, y + size], ref)
    }
    y -= lineOf(size)
  }
}

function addLink(page: PDFPage, rect: readonly number[], target: PDFRef): void {
  const { context } = page.doc
  const link = context.obj({
    Type: 'Annot',
    Subtype: 'Link',
    Rect: [...rect],
    Border: [0, 0, 0],
    Dest: [target, 'XYZ', null, null, null],
  })
  page.node.addAnnot(context.register(link))
}

/** At the foot of the page. */
function stamp(page: PDFPage, text: string, font: PDFFont): void {
  const [size, gap, foot, pad] = [9, 18, 12, 3]
  const read = asRead(page)
  const length = font.widthOfTextAtSize(text, size)
  const left = read.width - length - gap
  const rotate = read.upright()
  page.drawRectangle({
    ...read.at(left - pad, foot - pad),
    width: length + 2 * pad,
    height: size + pad,
    rotate,
    color: rgb(1, 1, 1),
    opacity: 0.85,
  })
  page.drawText(text, { ...read.at(left, foot), size, font, color: grey, rotate })
}

type Head = { readonly text: string; readonly isHead: boolean; readonly page: PDFRef | undefined }

/** The outline (ISO 32000-1, 12.3.3): items, and under each its papers. */
function addOutline(doc: PDFDocument, heads: readonly Head[]): void {
  const { context } = doc
  const root = context.nextRef()
  const groups: { readonly head: Head; readonly below: Head[] }[] = []
  for (const head of heads) {
    if (head.isHead) groups.push({ head, below: [] })
    else groups.at(-1)?.below.push(head)
  }
  const chain = (entries: readonly { readonly head: Head; readonly below: readonly Head[] }[], parent: PDFRef) => {
    const refs = entries.map(() => context.nextRef())
    entries.forEach(({ head, below }, index) => {
      const own = refs[index]
      if (!own || !head.page) return
      const dict = context.obj({ Parent: parent, Dest: [head.page, 'XYZ', null, null, null] }) as PDFDict
      dict.set(PDFName.of('Title'), PDFHexString.fromText(head.text))
      const [before, next] = [refs[index - 1], refs[index + 1]]
      if (before) dict.set(PDFName.of('Prev'), before)
      if (next) dict.set(PDFName.of('Next'), next)
      link(
        dict,
        chain(
          below.map((each) => ({ head: each, below: [] })),
          own,
        ),
      )
      context.assign(own, dict)
    })
    return refs
  }
  const link = (dict: PDFDict, refs: readonly PDFRef[]) => {
    const [first, last] = [refs[0], refs.at(-1)]
    if (!first || !last) return
    dict.set(PDFName.of('First'), first)
    dict.set(PDFName.of('Last'), last)
    dict.set(PDFName.of('Count'), context.obj(refs.length))
  }
  const outline = context.obj({ Type: 'Outlines' }) as PDFDict
  link(outline, chain(groups, root))
  context.assign(root, outline)
  doc.catalog.set(PDFName.of('Outlines'), root)
}

const broken = (
  text: string,
  { font, size, width }: { readonly font: PDFFont; readonly size: number; readonly width: number },
): readonly string[] => wrapText(text, width, (line) => font.widthOfTextAtSize(line, size))
