// Which Node runs our tools: the one in use if it is new enough, else the one that npm
// installed from the registry (packages node-<os>-<cpu>). Resolved by path, because npm 10
// makes no .bin/node link when several packages offer that name.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')

/** Node 22.18 is the first that runs our TypeScript sources and Vitest without flags. */
export const isNewEnough = (version) => {
  const [major, minor] = version.split('.').map(Number)
  return major > 22 || (major === 22 && minor >= 18)
}

export function findNode() {
  if (isNewEnough(process.versions.node)) return process.execPath
  const os = process.platform === 'win32' ? 'win' : process.platform
  return [`node-${os}-${process.arch}`, `node-bin-${os}-${process.arch}`]
    .map((name) => path.join(root, 'node_modules', name, 'bin', os === 'win' ? 'node.exe' : 'node'))
    .find((file) => existsSync(file))
}

export const nodeIsMissing = () =>
  `Node ${process.versions.node} is too old to run eCabinet, and no newer one came with its packages ` +
  `for ${process.platform} ${process.arch}.\nInstall Node 24 from nodejs.org and try again.`
