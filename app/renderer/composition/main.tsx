import { fail } from '#domain/kernel/result.ts'
import '@fontsource-variable/inter'
import '@mantine/core/styles.css'
import '@mantine/dates/styles.css'
import '@mantine/notifications/styles.css'
import '../design/global.css'
import 'dayjs/locale/vi'
import { createRoot } from 'react-dom/client'
import { createBrowserWindow } from '#adapters/host/browser-window.ts'
import {
  createDesktopConverter,
  createDesktopFiles,
  createDesktopVault,
  createDesktopWindow,
  findDesktopBridge,
} from '#adapters/host/desktop-host.ts'
import { createKeyMaker } from '#adapters/crypto/key-maker.ts'
import { createWordRecognition } from '#application/papers/recognise-words.ts'
import { createNormaliser } from '#adapters/paper-import/normaliser.ts'
import { openPagePictures } from '#adapters/pdfjs/page-pictures.ts'
import { inspectPdf } from '#adapters/pdfjs/inspect-pdf.ts'
import { createExporter } from '#adapters/pdf-export/exporter.ts'
import { strokeOutline } from '#adapters/pdfjs/mark-shapes.ts'
import { readPaperWords } from '#adapters/pdfjs/paper-words.ts'
import { writeZip } from '#adapters/archive/zip-writer.ts'
import { createHasher } from '#adapters/crypto/hasher.ts'
import { createDocumentForms } from '#adapters/docx/document-forms.ts'
import { makeArchive } from '#application/archive/make-archive.ts'
import { printPages } from '#adapters/pdfjs/print-pages.ts'
import { showPaper } from '#adapters/pdfjs/paper-viewer.ts'
import { findAlike } from '#adapters/text/find-alike.ts'
import { readTable } from '#adapters/tables/read-table.ts'
import { writeTable } from '#adapters/tables/write-table.ts'
import { createRecordChecker } from '#adapters/record/record-checker.ts'
import { createHttpServerApi } from '#adapters/server-api/http-server-api.ts'
import { createSession } from '#application/session/session.ts'
import { syncPath } from '#protocol/http/contract.ts'
import { startTranslations } from '../i18n/i18n.ts'
import type { AppParts } from '../shell/app-context.ts'
import { createRouter } from '../shell/router.ts'
import { App } from './app.tsx'
import {
  describeBrowser,
  eraseBrowserData,
  openedLocally,
  startBrowserFiles,
  windowEnvironment,
  windowLocks,
} from './browser-parts.ts'
import { firstWindowLock } from './open-store.ts'
import { createChime } from './chime.ts'
import { openPreferences } from './preferences.ts'
import { openWorkspace, type OpenedWorkspace } from './open-workspace.ts'

const callTimeoutMs = 20_000

/** The one place where the window's app is put together. */
async function start(): Promise<void> {
  const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''
  const preferences = openPreferences(localStorage)
  await startTranslations(preferences.get().language)
  const env = windowEnvironment
  const bridge = findDesktopBridge()
  const desktop = bridge ? await bridge.call('host:info', {}) : null
  const baseUrl = desktop?.server ?? location.origin
  const api = createHttpServerApi({ baseUrl, timeoutMs: callTimeoutMs, now: env.now })
  const files = bridge ? createDesktopFiles(bridge) : startBrowserFiles()
  const normalise = createNormaliser(
    () => new Worker(new URL('../../adapters/paper-import/normalise-worker.ts', import.meta.url), { type: 'module' }),
  )

  const exporter = createExporter(
    () => new Worker(new URL('../../adapters/pdf-export/export-worker.ts', import.meta.url), { type: 'module' }),
    strokeOutline,
  )
  const recogniseWords = createWordRecognition({
    openPictures: openPagePictures,
    // Fetched when the first scan comes: most machines never need it.
    startReader: async () => (await import('#adapters/ocr/tesseract-reader.ts')).startTesseract(),
    layWords: exporter.layWords,
  })
  const checkRecord = createRecordChecker(
    () => new Worker(new URL('../../adapters/record/record-check-worker.ts', import.meta.url), { type: 'module' }),
    Math.min(8, Math.max(1, navigator.hardwareConcurrency)),
  )
  const keyMaker = createKeyMaker(env.randomBytes)
  const session = createSession<OpenedWorkspace>({
    api,
    files,
    keyMaker,
    // A browser has no keychain, and so offers no PIN.
    secrets: bridge && desktop?.keychain ? createDesktopVault(bridge) : null,
    env,
    deviceName: desktop?.deviceName ?? describeBrowser(navigator.userAgent),
    openWorkspace: (identity) =>
      openWorkspace({
        identity,
        api,
        keyMaker,
        files,
        locks: windowLocks,
        env,
        syncUrl: baseUrl.replace(/^http/, 'ws') + syncPath,
        inspector: { normalise, inspect: inspectPdf },
        // No browser lets a page start another program.
        convertOffice: bridge ? createDesktopConverter(bridge) : async () => fail('not-here'),
        recogniseWords,
        readPaperWords,
        checkRecord,
      }),
    keepRecovery: (workspace, request) => workspace.keepRecovery(request),
    isOpenElsewhere: () => windowLocks.isHeld(firstWindowLock),
    endSession: (workspace, everywhere) => workspace.endSession(everywhere),
    eraseDevice: () => eraseBrowserData(files),
  })
  const router = createRouter(history, location)
  addEventListener('popstate', router.arrive)

  const parts: AppParts = {
    session,
    router,
    preferences,
    showPaper,
    findAlike,
    printPages,
    readMarks: exporter.readMarks,
    readTable,
    writeTable,
    zip: writeZip,
    chime: createChime({ makeContext: () => new AudioContext(), now: () => performance.now() }),
    archive: (wanted) => makeArchive({ ...wanted, zip: writeZip, makeHasher: createHasher }),
    documentForms: createDocumentForms(async (name) => {
      const response = await fetch(`/forms/${name}`)
      if (!response.ok) throw new Error('The form is missing')
      return new Uint8Array(await response.arrayBuffer())
    }),
    paperOutput: exporter,
    hostWindow: bridge ? createDesktopWindow(bridge) : createBrowserWindow(window),
    hostKind: bridge ? 'desktop' : 'browser',
    openedLocally,
    now: env.now,
  }
  const root = document.getElementById('app')
  if (root) createRoot(root).render(<App parts={parts} nonce={nonce} />)
  await session.start()
  void navigator.storage.persist()
  bridge?.onDeepLink(({ meeting }) => router.go({ screen: 'meeting', meeting, tab: 'agenda' }))
  // The desktop app has its files with it; a browser keeps them by its service worker.
  if (!bridge && 'serviceWorker' in navigator) await navigator.serviceWorker.register('/sw.js')
}

void start()
