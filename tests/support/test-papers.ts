import { randomFillSync } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { deflateSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { PDFDocument, PDFName, PDFRawStream, PDFString, StandardFonts, rgb } from '@cantoo/pdf-lib'
import * as fontkit from 'fontkit'

const require = createRequire(import.meta.url)

/** A paper with real Vietnamese text on every page; a picture of a stamp on one of them, from 0; a link to a file on the first. */
export async function writeTextPaper(
  file: string,
  pages: readonly string[],
  { stampOn = null, linkTo = null }: { readonly stampOn?: number | null; readonly linkTo?: string | null } = {},
): Promise<void> {
  const doc = await PDFDocument.create()
  doc.registerFontkit(fontkit as never)
  const folder = path.dirname(require.resolve('@expo-google-fonts/tinos/package.json'))
  const font = await doc.embedFont(await readFile(path.join(folder, '400Regular/Tinos_400Regular.ttf')), {
    subset: true,
  })
  for (const text of pages) doc.addPage([595, 842]).drawText(text, { x: 60, y: 760, size: 16, font })
  if (linkTo !== null) {
    const action = { Type: 'Action', S: 'URI', URI: PDFString.of(encodeURI(linkTo)) }
    const link = { Type: 'Annot', Subtype: 'Link', Rect: [60, 740, 400, 790], A: action }
    doc.getPage(0).node.addAnnot(doc.context.register(doc.context.obj(link)))
  }
  if (stampOn !== null) doc.getPage(stampOn).drawCircle({ x: 420, y: 300, size: 60, color: rgb(0.8, 0.1, 0.1) })
  await writeFile(file, await doc.save())
}

/** A paper from before Unicode: a Western font, whose letters the old ones take the places of (TCVN 5712, VN3). */
export async function writeOldFontPaper(file: string, text: string): Promise<void> {
  const doc = await PDFDocument.create()
  const font = await doc.embedFont(StandardFonts.TimesRoman)
  doc.addPage([595, 842]).drawText(text, { x: 60, y: 760, size: 14, font, maxWidth: 470, lineHeight: 20 })
  await writeFile(file, await doc.save())
}

/** A scan: each page is a picture of print, a little askew and without a word in it. */
export async function writeScan(
  file: string,
  { pages, printer }: { readonly pages: readonly string[]; readonly printer: Page },
): Promise<void> {
  const doc = await PDFDocument.create()
  await printer.setViewportSize({ width: 1240, height: 1754 })
  for (const text of pages) {
    await printer.setContent(
      `<body style="margin:0;background:#fff"><div style="padding:120px 100px;font:34px/1.5 serif;transform:rotate(.5deg)">${text}</div>`,
    )
    const picture = await doc.embedPng(await printer.screenshot())
    doc.addPage([595, 842]).drawImage(picture, { x: 0, y: 0, width: 595, height: 842 })
  }
  await writeFile(file, await doc.save())
}

/** A scanned pack: each page is one picture of noise, which nothing can make smaller. */
export async function writeScannedPack(
  file: string,
  { pages, megabytesPerPage }: { readonly pages: number; readonly megabytesPerPage: number },
): Promise<void> {
  const doc = await PDFDocument.create()
  const width = 2048
  const height = Math.round((megabytesPerPage * 1024 * 1024) / width)
  for (let number = 0; number < pages; number++) {
    const page = doc.addPage([595, 842])
    const pixels = randomFillSync(Buffer.alloc(width * height))
    const dict = doc.context.obj({
      Type: 'XObject',
      Subtype: 'Image',
      Width: width,
      Height: height,
      ColorSpace: 'DeviceGray',
      BitsPerComponent: 8,
      Filter: 'FlateDecode',
    })
    const image = doc.context.register(PDFRawStream.of(dict, deflateSync(pixels, { level: 0 })))
    page.node.setXObject(PDFName.of('Scan'), image)
    page.node.addContentStream(doc.context.register(doc.context.stream('q 595 0 0 842 0 0 cm /Scan Do Q')))
  }
  await writeFile(file, await doc.save({ useObjectStreams: false }))
}
