import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { startServerProcess, type ServerProcess } from './server-process.ts'

const root = path.resolve(import.meta.dirname, '../..')
const seeded = path.join(root, 'out/demonstration-for-tests')

export const demonstrationPassword = 'hop-khong-giay'

/** Made once per build of the sources, before the tests that share it begin. */
export default function seedDemonstration(): void {
  if (existsSync(seeded)) return
  const making = `${seeded}.making`
  rmSync(making, { recursive: true, force: true })
  mkdirSync(path.dirname(seeded), { recursive: true })
  execFileSync(process.execPath, [path.join(root, 'sync-server/composition/main.ts'), 'seed'], {
    env: { ...process.env, ECABINET_DATA: making, NODE_OPTIONS: '--disable-warning=ExperimentalWarning' },
  })
  renameSync(making, seeded)
}

/** A server with the demonstration organisation, on a copy of its own. */
export async function startDemonstration(folder: string, port = 0): Promise<ServerProcess> {
  if (!existsSync(path.join(folder, 'ecabinet.sqlite'))) cpSync(seeded, folder, { recursive: true })
  return startServerProcess({ folder, port })
}
