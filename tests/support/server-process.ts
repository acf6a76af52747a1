import { spawn, type ChildProcess } from 'node:child_process'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../..')

export type ServerProcess = {
  readonly url: string
  readonly setUpCode: string | null
  readonly child: ChildProcess
  kill(signal?: NodeJS.Signals): Promise<void>
}

/** The server as its operator starts it, in a process that can be killed. */
export function startServerProcess({
  folder,
  port = 0,
  appFolder,
}: {
  readonly folder: string
  readonly port?: number
  readonly appFolder?: string
}): Promise<ServerProcess> {
  const child = spawn(process.execPath, [path.join(root, 'sync-server/composition/main.ts'), 'serve'], {
    cwd: appFolder ?? root,
    env: {
      ...process.env,
      ECABINET_DATA: folder,
      ECABINET_PORT: String(port),
      NODE_OPTIONS: '--disable-warning=ExperimentalWarning',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  // A test that fails half-way must not leave its server behind.
  const killWithUs = () => void child.kill('SIGKILL')
  process.once('exit', killWithUs)
  child.once('exit', () => process.off('exit', killWithUs))
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()))
  return new Promise((resolve, reject) => {
    let output = ''
    child.stderr.on('data', (chunk) => (output += String(chunk)))
    child.stdout.on('data', (chunk) => {
      output += String(chunk)
      const url = /eCabinet is ready at (\S+)/.exec(output)?.[1]
      if (!url) return
      resolve({
        url,
        setUpCode: /Set-up code: (\S+)/.exec(output)?.[1] ?? null,
        child,
        kill: (signal = 'SIGKILL') => {
          child.kill(signal)
          return ended
        },
      })
    })
    child.on('exit', (code) => reject(new Error(`The server ended with ${code}: ${output}`)))
  })
}
