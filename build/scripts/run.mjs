// node build/scripts/run.mjs <tool | file> [arguments]: runs an installed tool or a script of
// ours on a Node that is new enough. Used by the other scripts; people use `npm run …`.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { findNode, nodeIsMissing, root } from './node-runtime.mjs'

const ownersOfBins = {
  tsc: ['typescript', 'tsc'],
  playwright: ['@playwright/test', 'playwright'],
  depcruise: ['dependency-cruiser', 'depcruise'],
  'install-electron': ['electron', 'install-electron'],
}

function fileOf(what) {
  if (/\.[mc]?[jt]s$/.test(what)) return path.resolve(root, what)
  const [owner, bin] = ownersOfBins[what] ?? [what, what]
  const folder = path.join(root, 'node_modules', owner)
  const { bin: bins } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
  return path.join(folder, typeof bins === 'string' ? bins : bins[bin])
}

/** Starts the tool or file; resolves with its exit code. Signals are passed on, so that one Ctrl+C ends everything. */
export function run(what, args = [], options = {}) {
  const node = findNode()
  if (!node) {
    console.error(nodeIsMissing())
    return Promise.resolve(1)
  }
  const { captured, ...spawnOptions } = options
  const child = spawn(node, [fileOf(what), ...args], {
    stdio: captured ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    cwd: root,
    ...spawnOptions,
    env: {
      ...process.env,
      NODE_OPTIONS: [process.env.NODE_OPTIONS, '--disable-warning=ExperimentalWarning'].filter(Boolean).join(' '),
      PATH: path.dirname(node) + path.delimiter + (process.env.PATH ?? ''),
      ...options.env,
    },
  })
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => captured(String(chunk)))
  const forward = { SIGINT: () => child.kill('SIGINT'), SIGTERM: () => child.kill('SIGTERM') }
  for (const [signal, send] of Object.entries(forward)) process.on(signal, send)
  return new Promise((resolve) => {
    child.on('exit', (code, signal) => {
      for (const [name, send] of Object.entries(forward)) process.off(name, send)
      resolve(code ?? (signal ? 1 : 0))
    })
  })
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [what, ...args] = process.argv.slice(2)
  process.exit(await run(what, args))
}
