import { existsSync } from 'node:fs'
import { chmod, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createOfficeConverter, officePrograms } from '#main/native/office-converter.ts'
import { isSoundPdf } from '#support/pdf-check.ts'
import { temporaryFolder } from '#support/test-server.ts'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
beforeAll(async () => {
  folder = await temporaryFolder()
})
afterAll(() => folder.remove())

const bytes = new TextEncoder().encode('{\\rtf1 Nghị quyết}')
const work = () => path.join(folder.path, 'work')

/** A program that stands where LibreOffice would, and does what the script says. */
async function standIn(name: string, script: string): Promise<string> {
  const file = path.join(folder.path, name)
  await writeFile(file, `#!/bin/sh\n${script}\n`)
  await chmod(file, 0o755)
  return file
}
const converter = (programs: readonly string[], limitMs = 20_000) =>
  createOfficeConverter({ programs, folder: work(), limitMs })
const leftBehind = async () => (existsSync(work()) ? await readdir(work()) : [])

describe('an Office file becomes a PDF', () => {
  test('by the first program that is there; and nothing of it stays behind', async () => {
    // The last arguments: --outdir OUT FILE.
    const program = await standIn(
      'good',
      'for last; do :; done; mkdir -p out; printf "%%PDF-1.7 %s" "$(cat "$last")" > out/paper.pdf',
    )
    const done = await converter(['/nowhere/soffice', program])({ extension: 'rtf', bytes })
    expect(done.ok && new TextDecoder().decode(done.value)).toBe(`%PDF-1.7 ${new TextDecoder().decode(bytes)}`)
    expect(await leftBehind()).toEqual([])
  })
  test('in a profile of its own, without macros and without a network', async () => {
    const program = await standIn(
      'curious',
      'mkdir -p out; cat profile/user/registrymodifications.xcu > out/paper.pdf; echo "$http_proxy $*" >> out/paper.pdf',
    )
    const done = await converter([program])({ extension: 'xlsx', bytes })
    const said = done.ok ? new TextDecoder().decode(done.value) : ''
    for (const wanted of [
      'DisableMacrosExecution',
      'BlockUntrustedRefererLinks',
      'ooInetHTTPProxyName',
      'http://127.0.0.1:9',
      'calc_pdf_Export',
      '-env:UserInstallation=file:',
    ])
      expect(said).toContain(wanted)
  })
  test.each<[string, string, string]>([
    ['says that all is well and writes nothing', 'exit 0', 'not-converted'],
    ['is killed in the middle', 'kill -9 $$', 'not-converted'],
    ['writes an empty file', 'mkdir -p out; : > out/paper.pdf', 'not-converted'],
    ['hangs, with a helper that hangs too', 'sleep 600 & sleep 600', 'timed-out'],
  ])('a program that %s', async (name, script, error) => {
    const program = await standIn(name.replace(/\W/g, '-'), script)
    const limitMs = error === 'timed-out' ? 300 : 20_000
    expect(await converter([program], limitMs)({ extension: 'docx', bytes })).toEqual({ ok: false, error })
    expect(await leftBehind()).toEqual([])
  })
  test('two files wait for each other, and a failure of one is not the other’s', async () => {
    const program = await standIn(
      'picky',
      'for last; do :; done; grep -q bad "$last" && exit 1; mkdir -p out; cp "$last" out/paper.pdf',
    )
    const convert = converter([program])
    const [bad, good] = await Promise.all([
      convert({ extension: 'docx', bytes: new TextEncoder().encode('bad') }),
      convert({ extension: 'docx', bytes }),
    ])
    expect([bad.ok, good.ok]).toEqual([false, true])
  })
  test('by the LibreOffice of this machine where there is one, and otherwise says that there is none', async () => {
    const programs = officePrograms(process.platform, process.env)
    const form = await readFile(path.resolve(import.meta.dirname, '../../../assets/public/forms/minutes-union.docx'))
    const done = await converter(programs, 55_000)({ extension: 'docx', bytes: new Uint8Array(form) })
    const isHere = programs.some((file) => existsSync(file))
    expect(done.ok ? await isSoundPdf(done.value) : done.error).toBe(isHere ? true : 'not-installed')
    expect(await leftBehind()).toEqual([])
  })
  test.each<[NodeJS.Platform, string]>([
    ['win32', 'C:\\Program Files\\LibreOffice\\program\\soffice.exe'],
    ['darwin', '/Applications/LibreOffice.app/Contents/MacOS/soffice'],
    ['linux', '/usr/bin/soffice'],
  ])('is looked for where %s has it', (platform, file) => {
    expect(officePrograms(platform, { ProgramFiles: 'C:\\Program Files' })).toContain(file)
    expect(officePrograms(platform, { ECABINET_LIBREOFFICE: '/own/soffice' })[0]).toBe('/own/soffice')
  })
})
