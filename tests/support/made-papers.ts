import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { degrees, PDFDocument, StandardFonts } from '@cantoo/pdf-lib'
import type { Page } from '@playwright/test'
import * as fontkit from 'fontkit'
import { tinos } from './pdf-check.ts'

const words = 'Điều lệ Đoàn quy định rõ nhiệm vụ, quyền hạn và nguồn kinh phí của từng đơn vị. '
const has = (program: string): boolean => spawnSync('which', [program]).status === 0

/**
 * Papers of many producers, as members' offices have them, written into a folder.
 * @returns how many each producer made; those that are not on this machine made none.
 */
export async function makePapers(folder: string, printer: Page): Promise<Readonly<Record<string, number>>> {
  mkdirSync(folder, { recursive: true })
  const made: Record<string, number> = {}
  const producers: readonly (readonly [name: string, make: (keep: Keep) => Promise<void> | void])[] = [
    ['pdf-lib', withPdfLib],
    ['chromium', (keep) => withChromium(keep, printer)],
    ['groff', withGroff],
    ['ghostscript', (keep) => withGhostscript(keep, folder)],
    ['imagemagick', (keep) => withImageMagick(keep, { folder, printer })],
    ['libreoffice', (keep) => withLibreOffice(keep, folder)],
    ['rewriters', (keep) => withRewriters(keep, folder)],
  ]
  for (const [name, make] of producers) {
    made[name] = 0
    await make((variant, bytes) => {
      if (bytes) writeFileSync(path.join(folder, `${name}-${variant}.pdf`), bytes)
      made[name] = (made[name] ?? 0) + 1
    })
  }
  return made
}

/** Null bytes: the producer has written the file itself. */
type Keep = (variant: string, bytes: Uint8Array | null) => void

async function withPdfLib(keep: Keep): Promise<void> {
  const face = await tinos('400Regular')
  const variants: Readonly<Record<string, (doc: PDFDocument) => Promise<void> | void>> = {
    plain: () => {},
    'turned-90': (doc) => doc.getPages().forEach((page) => page.setRotation(degrees(90))),
    'turned-180': (doc) => doc.getPages().forEach((page) => page.setRotation(degrees(180))),
    'turned-270': (doc) => doc.getPages().forEach((page) => page.setRotation(degrees(270))),
    cropped: (doc) => doc.getPages().forEach((page) => page.setCropBox(40, 60, 480, 700)),
    'away-from-zero': (doc) => doc.getPages().forEach((page) => page.setMediaBox(-200, 300, 595, 842)),
    a3: (doc) => doc.getPages().forEach((page) => page.setSize(1191, 842)),
    tiny: (doc) => doc.getPages().forEach((page) => page.setSize(220, 160)),
    form: (doc) => {
      const field = doc.getForm().createTextField('ho-ten')
      field.setText('Nguyen Van A')
      field.addToPage(doc.getPage(0), { x: 60, y: 300, width: 200, height: 24 })
    },
    attached: (doc) => doc.attach(new TextEncoder().encode('phụ lục'), 'phu-luc.txt', { mimeType: 'text/plain' }),
    titled: (doc) => doc.setTitle('Tờ trình về việc sửa đổi Điều lệ', { showInWindowTitleBar: true }),
    'standard-font': async (doc) => {
      const font = await doc.embedFont(StandardFonts.TimesRoman)
      doc.getPage(0).drawText('Bao cao tong hop', { x: 60, y: 500, font, size: 14 })
    },
    'many-pages': (doc) => {
      for (let page = 0; page < 60; page++) doc.addPage([595, 842])
    },
    'owner-password': (doc) =>
      doc.encrypt({ ownerPassword: 'chủ', userPassword: '', permissions: { modifying: true } }),
  }
  for (const [variant, change] of Object.entries(variants)) {
    const doc = await PDFDocument.create()
    doc.registerFontkit(fontkit as never)
    const font = await doc.embedFont(face, { subset: true })
    doc.addPage([595, 842]).drawText(words, { x: 60, y: 700, size: 14, font, maxWidth: 460, lineHeight: 20 })
    await change(doc)
    keep(variant, await doc.save({ useObjectStreams: variant !== 'plain' && variant !== 'owner-password' }))
  }
}

async function withChromium(keep: Keep, printer: Page): Promise<void> {
  const text = words.repeat(12)
  const bodies: Readonly<Record<string, string>> = {
    text: `<h1>Tờ trình</h1><p>${text}</p>`,
    table: `<table border=1>${`<tr><td>Nội dung</td><td>${words}</td></tr>`.repeat(30)}</table>`,
    columns: `<div style="columns:2">${text}</div>`,
    list: `<ol>${`<li>${words}</li>`.repeat(20)}</ol>`,
    picture: `<svg width=400 height=300><rect width=400 height=300 fill=teal /></svg><p>${text}</p>`,
    links: `<p>${'<a href="https://example.invalid/">Phụ lục</a> '.repeat(20)}</p>`,
    large: `<p style="font-size:60px">${words}</p>`,
    transparent: `<div style="opacity:.4">${text}</div>`,
    turned: `<div style="transform:rotate(12deg)">${text}</div>`,
    arabic: `<p dir=rtl>مرحبا ${words}</p>`,
    empty: '',
  }
  for (const [variant, body] of Object.entries(bodies)) {
    await printer.setContent(`<html lang="vi"><body style="font-family:serif">${body}</body></html>`)
    keep(variant, await printer.pdf({ format: variant === 'table' ? 'A5' : 'A4', landscape: variant === 'columns' }))
  }
  await printer.setContent(`<html lang="vi"><body><h1>Mục một</h1><p>${text}</p><h1>Mục hai</h1></body></html>`)
  keep('tagged-outline', await printer.pdf({ format: 'A4', tagged: true, outline: true }))
}

const ascii = 'Dieu le Doan quy dinh ro nhiem vu, quyen han va nguon kinh phi cua tung don vi.\n'
function withGroff(keep: Keep): void {
  if (!has('groff')) return
  const sources: Readonly<Record<string, readonly [macros: string, text: string]>> = {
    ms: ['-ms', `.TL\nTo trinh\n.NH\nNoi dung\n.PP\n${ascii.repeat(20)}`],
    man: ['-man', `.TH TO-TRINH 1\n.SH NOI DUNG\n${ascii.repeat(20)}`],
    me: ['-me', `.sh 1 "Noi dung"\n.pp\n${ascii.repeat(20)}`],
    mm: ['-mm', `.H 1 "Noi dung"\n.P\n${ascii.repeat(20)}`],
    long: ['-ms', `.PP\n${ascii.repeat(800)}`],
    table: ['-ms', `.TS\nallbox;\nl l.\n${'Noi dung\tKinh phi\n'.repeat(20)}.TE`],
  }
  for (const [variant, [macros, text]] of Object.entries(sources))
    for (const device of ['pdf', 'ps']) {
      const out = spawnSync('groff', ['-t', macros, `-T${device}`], { input: text, maxBuffer: 1e8 })
      if (out.status !== 0 || out.stdout.length === 0) continue
      if (device === 'pdf') keep(`${variant}-pdf`, out.stdout)
      else if (has('gs')) keep(`${variant}-ps`, distil(out.stdout, []))
    }
}

const distil = (postScript: Uint8Array, options: readonly string[]): Uint8Array =>
  execFileSync('gs', ['-q', '-dNOPAUSE', '-dBATCH', '-sDEVICE=pdfwrite', '-sOutputFile=-', ...options, '-'], {
    input: postScript,
    maxBuffer: 1e8,
  })

function withGhostscript(keep: Keep, folder: string): void {
  if (!has('gs')) return
  const drawing = Buffer.from(
    '/Times-Roman findfont 18 scalefont setfont 72 700 moveto (Dieu le Doan) show 72 500 300 100 rectstroke 0.2 0.6 0.4 setrgbcolor 100 300 120 90 rectfill showpage',
  )
  for (const level of ['1.3', '1.4', '1.5', '1.7'])
    keep(`level-${level}`, distil(drawing, [`-dCompatibilityLevel=${level}`]))
  for (const setting of ['screen', 'ebook', 'printer', 'prepress'])
    keep(setting, distil(drawing, [`-dPDFSETTINGS=/${setting}`]))
  keep('gray', distil(drawing, ['-sColorConversionStrategy=Gray', '-dProcessColorModel=/DeviceGray']))
  keep('cmyk', distil(drawing, ['-sColorConversionStrategy=CMYK', '-dProcessColorModel=/DeviceCMYK']))
  const again = path.join(folder, 'chromium-table.pdf')
  keep(
    'from-another',
    execFileSync('gs', ['-q', '-dNOPAUSE', '-dBATCH', '-sDEVICE=pdfwrite', '-sOutputFile=-', again], {
      maxBuffer: 1e8,
    }),
  )
}

async function withImageMagick(
  keep: Keep,
  { folder, printer }: { readonly folder: string; readonly printer: Page },
): Promise<void> {
  if (!has('convert')) return
  await printer.setContent(`<p style="font:30px serif">${words.repeat(6)}</p>`)
  const picture = path.join(folder, 'scan.png')
  writeFileSync(picture, await printer.screenshot())
  // Where the system forbids the program to write PDFs, as Debian does, it makes none.
  for (const [variant, options] of [
    ['jpeg', ['-compress', 'JPEG']],
    ['zip', ['-compress', 'Zip']],
    ['lzw', ['-compress', 'LZW']],
    ['rle', ['-compress', 'RLE']],
    ['none', ['-compress', 'None']],
    ['group4', ['-monochrome', '-compress', 'Group4']],
    ['gray', ['-colorspace', 'Gray']],
    ['askew', ['-background', 'white', '-rotate', '3']],
  ] as const) {
    const target = path.join(folder, `imagemagick-${variant}.pdf`)
    if (spawnSync('convert', [picture, ...options, '-density', '150', target]).status === 0) keep(variant, null)
    else rmSync(target, { force: true })
  }
}

function withLibreOffice(keep: Keep, folder: string): void {
  if (!has('soffice')) return
  const source = path.join(folder, 'source')
  mkdirSync(source, { recursive: true })
  const rows = Array.from({ length: 40 }, (_, row) => `Nội dung ${row};${words};${row * 1000}`).join('\n')
  const html = `<html><meta charset="utf-8"><body><h1>Tờ trình</h1><p>${words.repeat(20)}</p><ul><li>${words}</li></ul></body></html>`
  writeFileSync(path.join(source, 'trang.html'), html)
  writeFileSync(path.join(source, 'chu.txt'), words.repeat(30))
  writeFileSync(path.join(source, 'bang.csv'), rows)
  const run = (...args: readonly string[]) =>
    spawnSync('soffice', [`-env:UserInstallation=file://${folder}/profile`, '--headless', '--convert-to', ...args], {
      timeout: 120_000,
    }).status === 0
  const option = (name: string, type: string, value: string) => `{"${name}":{"type":"${type}","value":"${value}"}}`
  const outputs: Readonly<Record<string, string>> = {
    plain: 'pdf:writer_web_pdf_Export',
    'pdf-a-1': `pdf:writer_pdf_Export:${option('SelectPdfVersion', 'long', '1')}`,
    'pdf-a-2': `pdf:writer_pdf_Export:${option('SelectPdfVersion', 'long', '2')}`,
    tagged: `pdf:writer_pdf_Export:${option('UseTaggedPDF', 'boolean', 'true')}`,
    watermark: `pdf:writer_pdf_Export:${option('Watermark', 'string', 'DU THAO')}`,
  }
  const texts = ['trang.html', 'chu.txt'] as const
  for (const name of texts)
    for (const [variant, filter] of Object.entries(outputs)) {
      if (variant === 'plain' && name === 'chu.txt') continue
      const out = path.join(folder, 'out')
      if (!run(filter, '--writer', '--outdir', out, path.join(source, name))) continue
      const target = path.join(folder, `libreoffice-${path.parse(name).name}-${variant}.pdf`)
      if (spawnSync('mv', [path.join(out, `${path.parse(name).name}.pdf`), target]).status === 0) keep(variant, null)
    }
  const out = path.join(folder, 'out')
  if (run('pdf:calc_pdf_Export', '--outdir', out, path.join(source, 'bang.csv')))
    if (spawnSync('mv', [path.join(out, 'bang.pdf'), path.join(folder, 'libreoffice-bang.pdf')]).status === 0)
      keep('bang', null)
}

/** What other programs make of a paper that exists: pictures of its pages, other structures, another producer's drawing. */
function withRewriters(keep: Keep, folder: string): void {
  const [table, text] = [path.join(folder, 'chromium-table.pdf'), path.join(folder, 'chromium-text.pdf')]
  const rewriters: Readonly<Record<string, readonly [program: string, ...args: string[]]>> = {
    'cairo-table': ['pdftocairo', '-pdf', table],
    'cairo-text': ['pdftocairo', '-pdf', text],
    'raster-gray': ['gs', '-q', '-dNOPAUSE', '-dBATCH', '-r100', '-sDEVICE=pdfimage8', '-o', 'TARGET', text],
    'raster-colour': ['gs', '-q', '-dNOPAUSE', '-dBATCH', '-r100', '-sDEVICE=pdfimage24', '-o', 'TARGET', table],
    'qpdf-linear': ['qpdf', '--linearize', text],
    'qpdf-readable': ['qpdf', '--qdf', '--object-streams=disable', table],
    'qpdf-owner': ['qpdf', '--encrypt', '', 'chu', '256', '--', text],
    'mupdf-clean': ['mutool', 'clean', '-gggg', '-z', text],
  }
  for (const [variant, [program, ...args]] of Object.entries(rewriters)) {
    if (!has(program)) continue
    const target = path.join(folder, `rewriters-${variant}.pdf`)
    const placed = args.includes('TARGET') ? args.map((each) => (each === 'TARGET' ? target : each)) : [...args, target]
    if (spawnSync(program, placed).status === 0) keep(variant, null)
    else rmSync(target, { force: true })
  }
}
