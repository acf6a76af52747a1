// npm run package:check: packs the app around a stand-in for Electron, without a network, and looks at what would ship.
// Run before a release and after a change of electron-builder.yml.
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import * as asar from '@electron/asar'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { build as pack, Platform } from 'electron-builder'
import { build } from './build.mjs'
import { root } from './node-runtime.mjs'

if (!(await build())) process.exit(1)
const temporary = mkdtempSync(path.join(tmpdir(), 'ecabinet-package-'))
const standIn = path.join(temporary, 'electron')
for (const folder of ['resources', 'locales']) mkdirSync(path.join(standIn, folder), { recursive: true })
const { version } = JSON.parse(readFileSync(path.join(root, 'node_modules/electron/package.json'), 'utf8'))
// The mark by which the fuses are found, and their first state.
const fuses = Buffer.concat([
  Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
  Buffer.from([1, 9]),
  Buffer.from('101100011'),
])
writeFileSync(path.join(standIn, 'electron'), Buffer.concat([Buffer.from('#!/bin/sh\nexit 86\n# '), fuses]))
chmodSync(path.join(standIn, 'electron'), 0o755)
for (const name of [
  'version',
  'LICENSE',
  'LICENSES.chromium.html',
  'chrome-sandbox',
  'locales/vi.pak',
  'locales/en-US.pak',
  'locales/fr.pak',
]) {
  writeFileSync(path.join(standIn, name), name === 'version' ? version : '')
}

const problems = []
try {
  await pack({
    targets: Platform.LINUX.createTarget('dir'),
    publish: 'never',
    config: {
      extends: path.join(root, 'electron-builder.yml'),
      electronDist: standIn,
      directories: { output: path.join(temporary, 'out') },
    },
  })
  const app = path.join(temporary, 'out/linux-unpacked')
  const archive = path.join(app, 'resources/app.asar')
  const files = asar.listPackage(archive, { isPack: false }).map((file) => file.replaceAll('\\', '/'))
  for (const needed of [
    '/package.json',
    '/out/main/index.js',
    '/out/preload/preload.cjs',
    '/out/renderer/index.html',
    '/out/renderer/pdfjs/wasm/openjpeg.wasm',
    '/out/renderer/ocr/vie.traineddata.gz',
  ]) {
    if (!files.includes(needed)) problems.push(`missing: ${needed}`)
  }
  for (const file of files)
    if (/\.map$|\.tsx?$|\/tests\/|\.env|\.pem$|\.key$|node_modules\//.test(file))
      problems.push(`must not ship: ${file}`)
  const { main } = JSON.parse(asar.extractFile(archive, 'package.json').toString())
  if (!files.includes(`/${main}`)) problems.push(`the main entry is not in the package: ${main}`)
  for (const [, name] of asar
    .extractFile(archive, 'out/main/index.js')
    .toString()
    .matchAll(/(?:from|import)\s*["']([^"'.][^"']*)["']/g)) {
    if (name !== 'electron' && !name.startsWith('node:')) problems.push(`main imports what is not shipped: ${name}`)
  }
  const wire = await getCurrentFuseWire(path.join(app, 'ecabinet'))
  const wanted = {
    [FuseV1Options.RunAsNode]: FuseState.DISABLE,
    [FuseV1Options.OnlyLoadAppFromAsar]: FuseState.ENABLE,
    [FuseV1Options.EnableNodeCliInspectArguments]: FuseState.DISABLE,
  }
  for (const [fuse, state] of Object.entries(wanted))
    if (wire[fuse] !== state) problems.push(`fuse ${FuseV1Options[fuse]} is wrong`)
} finally {
  rmSync(temporary, { recursive: true, force: true })
}
for (const problem of problems) console.error(problem)
console.log(problems.length === 0 ? 'The package holds what it should.' : `${problems.length} problems.`)
process.exit(problems.length === 0 ? 0 : 1)
