// npm run server -- <command>: the sync server and the tools of its operator.
import path from 'node:path'
import { readSettings } from '../operations/settings.ts'
import { apiKey, backup, recovered, restore, seed, user, verify } from './operator-commands.ts'
import { exportAll, importAll } from './moving-commands.ts'
import { startServer } from './start-server.ts'

const help = `eCabinet sync server

  npm run server -- serve                 start the server and stay
  npm run server -- seed                  fill an empty server with the demonstration organisation
  npm run server -- user list             list the people and whether they have joined
  npm run server -- user invite ACCOUNT   issue a one-time code for a person
  npm run server -- api-key add NAME      issue a key with which another system may read
  npm run server -- api-key list          list those keys
  npm run server -- api-key revoke ID     end one of them, from its next request on
  npm run server -- backup FOLDER         write a consistent copy into an empty folder (also while serving)
  npm run server -- restore FOLDER        put a backup in the place of the data (server stopped); begins a new epoch
  npm run server -- export FOLDER         write everything in a form of its own, for another server or engine (also while serving)
  npm run server -- import FOLDER         take an export into a server that has nothing; begins a new epoch
  npm run server -- recovered             end the collecting that follows a restore (server stopped)
  npm run server -- verify                walk every log and check every paper against its name

Settings: ECABINET_DATA (folder of the data), ECABINET_PORT, ECABINET_LISTEN (address, 127.0.0.1 unless set),
ECABINET_KEY_FILE (the server's keys, best on another disk), ECABINET_MAX_PAPER_MB.`

const [command = 'help', ...args] = process.argv.slice(2)
const root = path.resolve(import.meta.dirname, '../..')

async function main(): Promise<number> {
  const settings = readSettings(process.env, root)
  switch (command) {
    case 'serve':
      return serve(settings)
    case 'seed':
      return seed(settings)
    case 'user':
      return user(settings, args)
    case 'api-key':
      return apiKey(settings, args)
    case 'backup':
      return backup(settings, args[0])
    case 'restore':
      return restore(settings, args[0])
    case 'export':
      return exportAll(settings, args[0])
    case 'import':
      return importAll(settings, args[0])
    case 'recovered':
      return recovered(settings)
    case 'verify':
      return verify(settings)
    default:
      console.log(help)
      return command === 'help' || command === '--help' || command === '-h' ? 0 : 1
  }
}

async function serve(settings: Parameters<typeof startServer>[0]): Promise<number> {
  const server = await startServer(settings)
  if (server.setUpCode) console.log(`This server serves nobody yet. Set-up code: ${server.setUpCode}`)
  console.log(`eCabinet is ready at ${server.url}`)
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve)
    process.once('SIGTERM', resolve)
  })
  await server.close()
  return 0
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(`eCabinet server: ${error instanceof Error ? error.message : String(error)}`)
    process.exit(1)
  },
)
