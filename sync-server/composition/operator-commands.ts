import { createHash } from 'node:crypto'
import { cp, mkdir, readdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { checkChain } from '#protocol/commands/log-entry.ts'
import { createSecrets } from '../access/secrets.ts'
import { openApiKeys } from '../integration/api-keys.ts'
import { beginRestoreMode, endRestoreMode } from '../operations/restore-mode.ts'
import type { Settings } from '../operations/settings.ts'
import { createSqliteStores } from '../storage/sqlite/sqlite-stores.ts'
import { openAuthority, openData, systemEnvironment } from './start-server.ts'

const env = systemEnvironment
const invitationLifeMs = 24 * 60 * 60_000

export async function seed(settings: Settings): Promise<number> {
  const data = await openData(settings)
  const authority = await openAuthority(data, env)
  // Only here: what draws the papers is heavy, and every other command should start at once.
  const { seedDemonstration } = await import('../operations/demonstration/seed.ts')
  try {
    await seedDemonstration({ ...data, authority, env, say: (text) => console.log(text) })
  } finally {
    await data.stores.close()
  }
  return 0
}

export async function user(settings: Settings, [what, account]: readonly string[]): Promise<number> {
  const data = await openData(settings)
  const authority = await openAuthority(data, env)
  try {
    const people = [...authority.organisation().people.values()].toSorted((a, b) => a.order - b.order)
    if (what === 'list') {
      for (const person of people) {
        const joined = (await data.stores.accounts.byPerson(person.id)) ? 'joined' : 'not joined'
        console.log(`${person.account}\t${person.name}\t${person.active ? joined : 'locked'}`)
      }
      return 0
    }
    const person = people.find((known) => known.account === account)
    if (what !== 'invite' || !person) {
      console.error(
        what === 'invite' ? `Nobody has the account “${account ?? ''}”.` : 'user list | user invite ACCOUNT',
      )
      return 1
    }
    const secrets = createSecrets(env, data.keys.pepper)
    const code = secrets.code()
    await data.stores.accounts.putInvitation({
      codeHash: secrets.codeHash(code),
      person: person.id,
      endsAt: env.now() + invitationLifeMs,
      usedAt: null,
    })
    console.log(`Code for ${person.name}, once, within 24 hours: ${code}`)
    return 0
  } finally {
    await data.stores.close()
  }
}

export async function apiKey(settings: Settings, [what, value]: readonly string[]): Promise<number> {
  const stores = createSqliteStores({ file: path.join(settings.dataFolder, 'ecabinet.sqlite'), now: env.now })
  const keys = openApiKeys(stores.meta, env)
  try {
    if (what === 'list') {
      for (const { id, name, createdAt, revokedAt } of await keys.all())
        console.log(`${id}\t${name}\t${new Date(createdAt).toISOString()}\t${revokedAt === null ? 'valid' : 'revoked'}`)
      return 0
    }
    if (what === 'add' && value) {
      const { id, key } = await keys.add(value)
      console.log(`Key ${id} for ${value}, shown only now: ${key}`)
      return 0
    }
    if (what === 'revoke' && value) {
      const isDone = await keys.revoke(value)
      console.log(isDone ? `Key ${value} is revoked.` : `There is no valid key ${value}.`)
      return isDone ? 0 : 1
    }
    console.error('api-key add NAME | api-key list | api-key revoke ID')
    return 1
  } finally {
    await stores.close()
  }
}

export async function backup(settings: Settings, target: string | undefined): Promise<number> {
  if (!target) throw new Error('Where to? backup FOLDER')
  await mkdir(target, { recursive: true })
  if ((await readdir(target)).length > 0) throw new Error(`${target} is not empty; nothing was written.`)
  const stores = createSqliteStores({ file: path.join(settings.dataFolder, 'ecabinet.sqlite'), now: env.now })
  await stores.backup(path.resolve(target, 'ecabinet.sqlite'))
  await stores.close()
  // Papers never change under their name, so copying them after the rows misses nothing the rows know.
  await cp(path.join(settings.dataFolder, 'papers'), path.join(target, 'papers'), { recursive: true }).catch(() => {})
  await cp(settings.keyFile, path.join(target, 'server-keys.json'))
  console.log(`Backup written to ${target}. It holds the server's keys: keep it as safe as the server.`)
  return 0
}

export async function restore(settings: Settings, source: string | undefined): Promise<number> {
  if (!source) throw new Error('Where from? restore FOLDER')
  if (!(await readdir(source)).includes('ecabinet.sqlite'))
    throw new Error(`${source} holds no backup; nothing was changed.`)
  const old = `${settings.dataFolder}.before-restore-${env.now()}`
  await rename(settings.dataFolder, old).catch(() => {})
  await mkdir(settings.dataFolder, { recursive: true })
  await cp(source, settings.dataFolder, { recursive: true })
  if (path.dirname(settings.keyFile) !== settings.dataFolder)
    await rm(path.join(settings.dataFolder, 'server-keys.json'), { force: true })
  const stores = createSqliteStores({ file: path.join(settings.dataFolder, 'ecabinet.sqlite'), now: env.now })
  const epoch = Number((await stores.meta.get('epoch')) ?? '1') + 1
  await stores.meta.set('epoch', String(epoch))
  await beginRestoreMode(stores.meta)
  await stores.close()
  console.log(
    `Restored. Epoch ${epoch}: clients hand back what the backup lacks when they connect. The data from before is in ${old}.`,
  )
  return 0
}

/** For an organisation whose people cannot end it themselves, e.g. because their accounts are gone. Server stopped. */
export async function recovered(settings: Settings): Promise<number> {
  const stores = createSqliteStores({ file: path.join(settings.dataFolder, 'ecabinet.sqlite'), now: env.now })
  await endRestoreMode(stores.meta)
  await stores.close()
  console.log('The server decides again from its next start on.')
  return 0
}

export async function verify(settings: Settings): Promise<number> {
  const data = await openData(settings)
  let faults = 0
  for (const log of await data.stores.logs.logs()) {
    const acts = await data.stores.logs.load(log)
    const checked = checkChain(acts, { log, serverKey: data.keys.publicKey })
    if (checked.ok) console.log(`log ${log}: ${acts.length} entries, chain whole`)
    else console.log(`log ${log}: FAULT ${checked.error.kind} at entry ${checked.error.seq}`)
    if (!checked.ok) faults++
  }
  for (const record of await data.stores.files.all()) {
    if (!record.stored) continue
    const hash = createHash('sha256')
    const size = (await data.blobs.size(record.file)) ?? 0
    for await (const part of data.blobs.read(record.file, { start: 0, end: size })) hash.update(part)
    if (size === record.size && hash.digest('hex') === record.file) continue
    console.log(`paper ${record.file}: FAULT, missing or changed`)
    faults++
  }
  await data.stores.close()
  console.log(faults === 0 ? 'Everything is whole.' : `${faults} faults.`)
  return faults === 0 ? 0 : 1
}
