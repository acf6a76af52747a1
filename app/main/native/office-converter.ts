import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { OfficeExtension } from '#domain/papers/office-file.ts'
import type { DesktopHandlers } from '#protocol/ipc/desktop-calls.ts'

/** Where LibreOffice installs itself; the first that is there is used. */
export function officePrograms(platform: NodeJS.Platform, env: Readonly<Record<string, string | undefined>>): string[] {
  const named = env.ECABINET_LIBREOFFICE ? [env.ECABINET_LIBREOFFICE] : []
  if (platform === 'win32')
    return [
      ...named,
      ...[env.ProgramFiles, env['ProgramFiles(x86)'], env.ProgramW6432].flatMap((folder) =>
        folder ? [path.win32.join(folder, 'LibreOffice', 'program', 'soffice.exe')] : [],
      ),
    ]
  if (platform === 'darwin') return [...named, '/Applications/LibreOffice.app/Contents/MacOS/soffice']
  return [
    ...named,
    '/usr/bin/soffice',
    '/usr/local/bin/soffice',
    '/opt/libreoffice/program/soffice',
    '/snap/bin/libreoffice',
  ]
}

/** A profile of its own for each file: no macros, no linked pictures from elsewhere, no way into the network. */
const profile = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
${(
  [
    ['/org.openoffice.Office.Common/Security/Scripting', 'DisableMacrosExecution', 'true'],
    ['/org.openoffice.Office.Common/Security/Scripting', 'MacroSecurityLevel', '3'],
    ['/org.openoffice.Office.Common/Security/Scripting', 'BlockUntrustedRefererLinks', 'true'],
    ['/org.openoffice.Inet/Settings', 'ooInetProxyType', '2'],
    ['/org.openoffice.Inet/Settings', 'ooInetHTTPProxyName', '127.0.0.1'],
    ['/org.openoffice.Inet/Settings', 'ooInetHTTPProxyPort', '9'],
    ['/org.openoffice.Inet/Settings', 'ooInetHTTPSProxyName', '127.0.0.1'],
    ['/org.openoffice.Inet/Settings', 'ooInetHTTPSProxyPort', '9'],
  ] as const
)
  .map(
    ([where, name, value]) =>
      `<item oor:path="${where}"><prop oor:name="${name}" oor:op="fuse"><value>${value}</value></prop></item>`,
  )
  .join('\n')}
</oor:items>
`

const filters = {
  docx: 'writer_pdf_Export',
  doc: 'writer_pdf_Export',
  odt: 'writer_pdf_Export',
  rtf: 'writer_pdf_Export',
  xlsx: 'calc_pdf_Export',
  xls: 'calc_pdf_Export',
  ods: 'calc_pdf_Export',
  pptx: 'impress_pdf_Export',
  ppt: 'impress_pdf_Export',
  odp: 'impress_pdf_Export',
} as const satisfies Record<OfficeExtension, string>

const tagged = JSON.stringify({
  ExportBookmarks: { type: 'boolean', value: 'true' },
  UseTaggedPDF: { type: 'boolean', value: 'true' },
})

/**
 * Turns Office files into PDF with the LibreOffice that is installed, one after another. Nothing stays behind: the folder in which
 * it happens is removed, whatever became of it.
 */
export function createOfficeConverter(parts: {
  /** Paths to try, in order. */
  readonly programs: readonly string[]
  /** Where a folder for each file is made. */
  readonly folder: string
  readonly limitMs: number
}): DesktopHandlers['office:convert'] {
  let last: Promise<unknown> = Promise.resolve()

  async function convert({
    extension,
    bytes,
  }: Parameters<DesktopHandlers['office:convert']>[0]): ReturnType<DesktopHandlers['office:convert']> {
    const program = parts.programs.find((file) => existsSync(file))
    if (!program) return { ok: false, error: 'not-installed' }
    await mkdir(parts.folder, { recursive: true })
    const job = await mkdtemp(path.join(parts.folder, 'office-'))
    try {
      await mkdir(path.join(job, 'profile', 'user'), { recursive: true })
      await writeFile(path.join(job, 'profile', 'user', 'registrymodifications.xcu'), profile)
      await writeFile(path.join(job, `paper.${extension}`), bytes)
      const ended = await runFor(
        program,
        [
          `-env:UserInstallation=${pathToFileURL(path.join(job, 'profile')).href}`,
          '--headless',
          '--norestore',
          '--nologo',
          '--nolockcheck',
          '--convert-to',
          `pdf:${filters[extension]}:${tagged}`,
          '--outdir',
          path.join(job, 'out'),
          path.join(job, `paper.${extension}`),
        ],
        { folder: job, limitMs: parts.limitMs },
      )
      if (ended === 'timed-out') return { ok: false, error: 'timed-out' }
      // It says that all is well also where it could not read the file: what counts is what it wrote.
      const pdf = await readFile(path.join(job, 'out', 'paper.pdf')).catch(() => null)
      return pdf && pdf.length > 0 ? { ok: true, value: new Uint8Array(pdf) } : { ok: false, error: 'not-converted' }
    } finally {
      await rm(job, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
    }
  }

  return (request) => {
    const done = last.then(
      () => convert(request),
      () => convert(request),
    )
    last = done.catch(() => {})
    return done
  }
}

/** Ends the program, and what it started, when the time is over. */
function runFor(
  program: string,
  args: readonly string[],
  { folder, limitMs }: { readonly folder: string; readonly limitMs: number },
): Promise<'ended' | 'timed-out'> {
  return new Promise((resolve) => {
    const isPosix = process.platform !== 'win32'
    const child = spawn(program, args, {
      cwd: folder,
      stdio: 'ignore',
      windowsHide: true,
      // A group of its own, so that the helper it starts ends with it.
      detached: isPosix,
      env: {
        ...process.env,
        HOME: folder,
        TMPDIR: folder,
        http_proxy: 'http://127.0.0.1:9',
        https_proxy: 'http://127.0.0.1:9',
      },
    })
    let isOver = false
    const timer = setTimeout(() => {
      isOver = true
      if (isPosix && child.pid) {
        try {
          process.kill(-child.pid, 'SIGKILL')
        } catch {
          child.kill('SIGKILL')
        }
      } else if (child.pid) spawn('taskkill', ['/pid', String(child.pid), '/t', '/f'], { stdio: 'ignore' })
    }, limitMs)
    const end = () => {
      clearTimeout(timer)
      resolve(isOver ? 'timed-out' : 'ended')
    }
    child.once('error', end)
    child.once('close', end)
  })
}
