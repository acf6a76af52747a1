import { cpSync } from 'node:fs'
import path from 'node:path'
import type { Settings } from '#server/operations/settings.ts'
import { startServer, systemEnvironment } from '#server/composition/start-server.ts'

const root = path.resolve(import.meta.dirname, '../..')

/** Weeks go by when the test says so: for the server, and for every machine that is opened afterwards. */
export type StoryClock = { readonly now: () => number; moveTo(at: number): void; later(ms: number): void }

export function createStoryClock(): StoryClock {
  let offset = 0
  const now = () => Date.now() + offset
  return {
    now,
    moveTo: (at) => {
      if (at < now()) throw new Error('Time does not run backwards')
      offset += at - now()
    },
    later: (ms) => void (offset += ms),
  }
}

/** The demonstration organisation behind a server in this process, whose clock is the story's. */
export async function startServerWithClock(folder: string, clock: StoryClock) {
  cpSync(path.join(root, 'out/demonstration-for-tests'), folder, { recursive: true })
  const settings: Settings = {
    dataFolder: folder,
    keyFile: path.join(folder, 'server-keys.json'),
    host: '127.0.0.1',
    port: 0,
    maxPaperBytes: 1024 * 1024 * 1024,
    appFolder: path.join(root, 'out/renderer'),
    mail: null,
  }
  const faults: string[] = []
  const server = await startServer(settings, {
    env: { ...systemEnvironment, now: clock.now },
    writeLog: (line) => line.includes('"level":"error"') && void faults.push(line),
  })
  return { ...server, settings, faults, syncUrl: `${server.url.replace('http', 'ws')}/sync` }
}
