import type { FileId, MeetingId } from '#domain/kernel/ids.ts'
import { fail, ok, type Result } from '#domain/kernel/result.ts'
import { meetingSubject } from '#domain/meeting/actor.ts'
import { mayReadFile, maySendFiles } from '#domain/papers/paper-access.ts'
import { can } from '#domain/permissions/can.ts'
import type { ReplyOf, RequestOf } from '#protocol/http/contract.ts'
import { fromBase64, toBase64 } from '#protocol/kernel/base64.ts'
import type { Refusal } from '#protocol/refusals.ts'
import type { SignIn } from '../access/tokens.ts'
import type { Authority } from '../authority/authority.ts'
import type { ServerKeys } from '../authority/server-keys.ts'
import { openContainer } from '#protocol/files/sealed-container.ts'
import type { RestoreMode } from '../operations/restore-mode.ts'
import { nodeSealer } from './seal-paper.ts'
import { BlobDamaged, type BlobStore, type FileStore } from '../storage/ports.ts'

export type StoredFiles = {
  has(file: FileId, meeting: MeetingId): boolean
  add(file: FileId, meeting: MeetingId): void
}

/** Which sealed files are complete, for which meeting: asked by the authority in the middle of a decision. */
export async function createStoredFiles(files: FileStore, blobs: Pick<BlobStore, 'list'>): Promise<StoredFiles> {
  // The bytes decide: a backup of the rows may be newer than that of the papers.
  const here = new Set<string>(await blobs.list())
  const known = new Set(
    (await files.all())
      .filter(({ stored, file }) => stored && here.has(file))
      .map(({ file, meeting }) => `${file} ${meeting}`),
  )
  return {
    has: (file, meeting) => known.has(`${file} ${meeting}`),
    add: (file, meeting) => void known.add(`${file} ${meeting}`),
  }
}

export type PaperFilesParts = {
  readonly files: FileStore
  readonly blobs: BlobStore
  readonly stored: StoredFiles
  readonly authority: Authority
  readonly keys: ServerKeys
  readonly mode: Pick<RestoreMode, 'isOn' | 'noteFile'>
  readonly now: () => number
}

/** Sealed paper files: registered with their key, uploaded, and given out byte by byte only to those who may read them now. */
export function createPaperFiles({ files, blobs, stored, authority, keys, mode, now }: PaperFilesParts) {
  const label = (file: FileId) => `file ${file}`

  async function readable(by: SignIn, file: FileId) {
    const actor = authority.actor(by.person, by.device)
    const records = await files.of(file)
    return records.find(({ meeting }) => mayReadFile(authority.meeting(meeting), actor, file)) ?? null
  }

  /** Those who prepare the papers; after a restore also a reader who still has one that the log names. */
  function maySend(by: SignIn, file: FileId, meeting: MeetingId): boolean {
    const actor = authority.actor(by.person, by.device)
    const state = authority.meeting(meeting)
    if (maySendFiles(state, actor)) return true
    return mode.isOn() && !stored.has(file, meeting) && mayReadFile(state, actor, file)
  }

  /** A reader may have told another key than the paper's. */
  async function opensWith(file: FileId, key: Uint8Array): Promise<boolean> {
    const read = async (range: { readonly start: number; readonly end: number }) => {
      const pieces: Uint8Array[] = []
      for await (const piece of blobs.read(file, range)) pieces.push(piece)
      return new Uint8Array(Buffer.concat(pieces))
    }
    try {
      const container = await openContainer(read, await nodeSealer(key))
      await container.read({ start: 0, end: Math.min(1, container.size) })
      return true
    } catch {
      return false
    }
  }

  return {
    async register(
      by: SignIn,
      { file, meeting, size, key }: RequestOf<'registerFile'>,
    ): Promise<Result<ReplyOf<'registerFile'>, Refusal>> {
      if (!maySend(by, file, meeting)) return fail('not-found')
      const plainKey = fromBase64(key)
      if (plainKey.length !== 32) return fail('invalid')
      const isHere = await blobs.has(file)
      await files.register({ file, meeting, size, sealedKey: keys.seal(plainKey, label(file)), stored: isHere })
      if (isHere) stored.add(file, meeting)
      return ok({ stored: isHere })
    },
    /** Whether this person may send the bytes of the file; answers its announced size. */
    async expected(by: SignIn, file: FileId): Promise<Result<number, Refusal>> {
      const record = (await files.of(file)).find(({ meeting }) => maySend(by, file, meeting))
      return record ? ok(record.size) : fail('not-found')
    },
    /** Checks the bytes against their name and keeps them. */
    async complete(file: FileId, bytes: AsyncIterable<Uint8Array>): Promise<Result<null, Refusal>> {
      try {
        await blobs.put(file, bytes)
      } catch (error) {
        if (error instanceof BlobDamaged) return fail('damaged')
        throw error
      }
      if (mode.isOn()) {
        const [record] = await files.of(file)
        if (!record || !(await opensWith(file, keys.open(record.sealedKey, label(file))))) return fail('damaged')
        mode.noteFile(file)
      }
      await files.markStored(file)
      for (const { meeting } of await files.of(file)) stored.add(file, meeting)
      return ok(null)
    },
    async open(
      by: SignIn,
      file: FileId,
    ): Promise<
      Result<{ size: number; read: (range: { start: number; end: number }) => AsyncIterable<Uint8Array> }, Refusal>
    > {
      if (!(await readable(by, file))) return fail('not-found')
      const size = await blobs.size(file)
      return size === null ? fail('not-found') : ok({ size, read: (range) => blobs.read(file, range) })
    },
    async report(by: SignIn, { held }: RequestOf<'reportFiles'>): Promise<Result<ReplyOf<'reportFiles'>, Refusal>> {
      await files.report({ device: by.device, person: by.person, at: now() }, held)
      return ok({})
    },
    async holders(by: SignIn, { meeting }: RequestOf<'fileHolders'>): Promise<Result<ReplyOf<'fileHolders'>, Refusal>> {
      const actor = authority.actor(by.person, by.device)
      const state = authority.meeting(meeting)
      if (!can(meetingSubject(state, actor), 'paper.publish')) return fail('not-found')
      const own = [...state.papers.values()].flatMap(({ versions }) => versions.map(({ file }) => file))
      return ok({ holders: [...(await files.holders(own))] })
    },
    async key(by: SignIn, { file }: RequestOf<'fileKey'>): Promise<Result<ReplyOf<'fileKey'>, Refusal>> {
      const record = await readable(by, file)
      return record ? ok({ key: toBase64(keys.open(record.sealedKey, label(file))) }) : fail('not-found')
    },
  }
}
export type PaperFiles = ReturnType<typeof createPaperFiles>
