// npm run build: everything that is built before it runs, into out/. The server needs no build: Node runs its sources.
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './node-runtime.mjs'
import { run } from './run.mjs'

const out = path.join(root, 'out')
const configs = [
  'vite.renderer.ts',
  'vite.service-worker.ts',
  'vite.record-verifier.ts',
  'vite.main.ts',
  'vite.preload.ts',
].filter((file) => existsSync(path.join(root, 'build/config', file)))

const filesUnder = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))

const hashOf = (files) => {
  const hash = createHash('sha256')
  for (const file of files.toSorted()) hash.update(path.relative(root, file)).update(readFileSync(file))
  return hash.digest('hex')
}

/** What the result depends on; equal means that building again would change nothing. */
function sourcesStamp() {
  const files = ['app', 'assets', 'build/config'].flatMap((folder) => filesUnder(path.join(root, folder)))
  return hashOf([...files, path.join(root, 'package-lock.json'), path.join(root, 'build/scripts/build.mjs')])
}

export async function build({ quiet = true } = {}) {
  const stampFile = path.join(out, 'stamp.txt')
  const stamp = sourcesStamp()
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return true
  console.log('eCabinet: building the app…')
  for (const config of configs) {
    let output = ''
    const code = await run(
      'vite',
      ['build', '-c', `build/config/${config}`, '--logLevel', 'warn'],
      quiet ? { captured: (text) => (output += text) } : {},
    )
    if (code !== 0) {
      console.error(output)
      return false
    }
  }
  copyPdfjsAssets()
  copyPrintModel()
  writeRecordVerifier()
  writeInventory()
  writeFileSync(stampFile, stamp)
  return true
}

/** What pdf.js loads by itself while it draws: character maps, standard fonts, decoders, colour profiles, icons. */
function copyPdfjsAssets() {
  const from = path.join(root, 'node_modules/pdfjs-dist')
  const to = path.join(out, 'renderer/pdfjs')
  mkdirSync(to, { recursive: true })
  for (const folder of ['cmaps', 'standard_fonts', 'wasm', 'iccs']) {
    cpSync(path.join(from, folder), path.join(to, folder), {
      recursive: true,
      filter: (file) => !/quickjs|nowasm_fallback/.test(file),
    })
  }
  cpSync(path.join(from, 'web/images'), path.join(to, 'images'), { recursive: true })
}

/** What Tesseract knows of Vietnamese print; it looks for the file by this name. */
function copyPrintModel() {
  const to = path.join(out, 'renderer/ocr')
  mkdirSync(to, { recursive: true })
  cpSync(
    path.join(root, 'node_modules/@tesseract.js-data/vie/4.0.0_best_int/vie.traineddata.gz'),
    path.join(to, 'vie.traineddata.gz'),
  )
}

/** The page that checks a record: one file, handed on beside the records it checks. */
function writeRecordVerifier() {
  const page = readFileSync(path.join(root, 'app/browser/record-verifier.html'), 'utf8')
  const script = readFileSync(path.join(out, 'record-verifier/record-verifier.js'), 'utf8')
  const whole = page.replace('/* the checker */', () => script.replaceAll('</script', '<\\/script'))
  // As data: the app offers it for saving and never opens it itself.
  writeFileSync(path.join(out, 'renderer/record-verifier.txt'), whole)
}

function writeInventory() {
  const folder = path.join(out, 'renderer')
  const files = filesUnder(folder).filter((file) => !/inventory\.json$|sw\.js$|index\.html$|\.map$|LICENSE/.test(file))
  const version = hashOf([...files, path.join(folder, 'index.html')]).slice(0, 16)
  const names = files.map((file) => '/' + path.relative(folder, file).split(path.sep).join('/'))
  writeFileSync(path.join(folder, 'inventory.json'), JSON.stringify({ version, files: names }))
  // A changed version must change the worker's own bytes, or the browser sees no news.
  const worker = path.join(folder, 'sw.js')
  writeFileSync(worker, `${readFileSync(worker, 'utf8')}\n// ${version}\n`)
  return statSync(worker).size
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) process.exit((await build({ quiet: false })) ? 0 : 1)
