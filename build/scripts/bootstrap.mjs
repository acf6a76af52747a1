// node build/scripts/bootstrap.mjs <file> [arguments]: what `npm start` and `npm test` call.
// Works on a fresh machine with nothing but Node 20 and npm: installs the packages when they
// are missing or the lockfile has changed, then runs the file on a Node that is new enough.
// Imports nothing but Node itself and its neighbours, since nothing else may be installed yet.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './node-runtime.mjs'
import { run } from './run.mjs'

const stampFile = path.join(root, 'node_modules', '.ecabinet-installed')
const stamp = createHash('sha256')
  .update(readFileSync(path.join(root, 'package-lock.json')))
  .digest('hex')

if (!existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== stamp) {
  console.log('eCabinet: installing the packages it needs. Once, about one to two minutes…')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const install = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (install.status !== 0) {
    console.error('eCabinet: npm could not install the packages. Is there a way to the npm registry?')
    process.exit(1)
  }
  writeFileSync(stampFile, stamp)
  console.log('eCabinet: packages installed.')
}

const [file, ...args] = process.argv.slice(2)
process.exit(await run(file, args))
