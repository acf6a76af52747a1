// npm start: builds what has changed, starts the embedded sync server with its own data, fills it with the demonstration
// organisation on the first run, and opens the app.
// Settings: ECABINET_DATA (folder), ECABINET_PORT, ECABINET_HOST=desktop|browser|none.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { build } from './build.mjs'
import { downloadElectron, findBrowser, findElectron, hasDisplay } from './find-programs.mjs'
import { root } from './node-runtime.mjs'
import { planWindow } from './plan-window.mjs'
import { run } from './run.mjs'

const wish = process.env.ECABINET_HOST
if (wish !== undefined && !['desktop', 'browser', 'none'].includes(wish)) {
  console.error(`ECABINET_HOST is desktop, browser or none, not “${wish}”.`)
  process.exit(1)
}
if (!(await build())) process.exit(1)

const { readSettings } = await import('../../sync-server/operations/settings.ts')
const { startServer } = await import('../../sync-server/composition/start-server.ts')
const settings = readSettings(process.env, root)
await seedOnFirstRun()

let server
try {
  server = await startServer(settings)
} catch (error) {
  const taken = error?.code === 'EADDRINUSE'
  console.error(
    taken ? `Port ${settings.port} is in use. Is eCabinet running already? Choose another with ECABINET_PORT.` : error,
  )
  process.exit(1)
}
console.log(`eCabinet is ready at ${server.url}`)

const children = []
let isStopping = false
async function stop() {
  if (isStopping) return
  isStopping = true
  for (const child of children) child.kill()
  await server.close()
  process.exit(0)
}
process.on('SIGINT', () => void stop())
process.on('SIGTERM', () => void stop())
showWindow()

async function seedOnFirstRun() {
  if (existsSync(path.join(settings.dataFolder, 'ecabinet.sqlite'))) return
  // Made beside its place and moved at the end: a first run that is cut off begins again.
  const making = `${settings.dataFolder}.making`
  rmSync(making, { recursive: true, force: true })
  mkdirSync(path.dirname(settings.dataFolder), { recursive: true })
  const code = await run('sync-server/composition/main.ts', ['seed'], { env: { ECABINET_DATA: making } })
  if (code !== 0) process.exit(1)
  rmSync(settings.dataFolder, { recursive: true, force: true })
  renameSync(making, settings.dataFolder)
}

function showWindow() {
  let electron = wish === 'browser' || wish === 'none' ? { path: null } : findElectron()
  const download = { tried: false }
  if (!electron.path && electron.folder && !process.env.ELECTRON_OVERRIDE_DIST_PATH && hasDisplay()) {
    download.tried = true
    const fetched = downloadElectron(electron.folder)
    if (fetched.ok) electron = findElectron()
    else download.why = fetched.why
  }
  const plan = planWindow({ wish, electron, download, browser: findBrowser(), display: hasDisplay() })
  for (const line of plan.say) console.log(line)
  if (plan.show === 'electron') open(plan.path, [root], { ECABINET_SERVER: server.url })
  if (plan.show === 'app-window') {
    const profile = path.resolve(root, '.ecabinet/browser')
    mkdirSync(profile, { recursive: true })
    const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
    open(plan.path, [
      `--app=${server.url}/`,
      `--user-data-dir=${profile}`,
      '--no-first-run',
      '--no-default-browser-check',
      '--window-size=1366,860',
      ...asRoot,
    ])
  }
}

function open(program, args, env = {}) {
  const child = spawn(program, args, { stdio: 'ignore', env: { ...process.env, ...env } })
  children.push(child)
  child.on('exit', () => void stop())
}
