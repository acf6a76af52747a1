import {
  marksIndexKey,
  openPrivateMarks,
  paperOfIndexKey,
  type PrivateMarks,
} from '#application/marks/private-marks.ts'
import { deleteNotesInTime } from '#application/marks/delete-notes.ts'
import type { Letters } from '#application/letters/letters.ts'
import { openReaders, type Readers } from '#application/marks/readers.ts'
import { openSharedMarks, type SharedMarks } from '#application/marks/shared-marks.ts'
import { openRemarks, type Remarks } from '#application/remarks/remarks.ts'
import type { Environment } from '#application/ports/environment.ts'
import type { DocumentHub } from '#application/ports/document-hub.ts'
import type { Identity } from '#application/session/session.ts'
import type { Live, Unsubscribe } from '#application/ports/live.ts'
import type { ReadModels } from '#application/ports/read-models.ts'
import type { MeetingId, PaperId, PersonId } from '#domain/kernel/ids.ts'
import type { Instant } from '#domain/kernel/time.ts'
import type { Mark } from '#domain/marks/mark.ts'
import { toHex } from '#protocol/kernel/hex.ts'
import { documentKey } from '#protocol/documents/document-names.ts'

type PaperPlace = { readonly meeting: MeetingId; readonly paper: PaperId }
type Parts = { readonly hub: DocumentHub; readonly identity: Identity; readonly env: Environment }

/** What people share on one paper, connected while it is open. */
export const openShares = (
  place: PaperPlace,
  { letters, ...parts }: Parts & { readonly letters: Letters },
): Promise<SharedMarks> =>
  withSharedDocument(place, parts, (common) => openSharedMarks({ ...common, paper: place.paper, letters }))

/** Who has opened one paper, connected while it is looked at. */
export const openReadersOf = (
  place: PaperPlace,
  { letters, ...parts }: Parts & { readonly letters: Letters },
): Promise<Readers> =>
  withSharedDocument(place, parts, (common) => openReaders({ ...common, paper: place.paper, letters }))

/** Remarks on one paper, connected while they are open. */
export const openRemarksOn = (
  place: PaperPlace,
  { mayAnswer, ...parts }: Parts & { readonly mayAnswer: (person: PersonId) => boolean },
): Promise<Remarks> => withSharedDocument(place, parts, (common) => openRemarks({ ...common, mayAnswer }))

async function withSharedDocument<Opened extends { close(): void }>(
  { meeting, paper }: PaperPlace,
  { hub, identity, env }: Parts,
  open: (common: Omit<Parameters<typeof openSharedMarks>[0], 'paper' | 'letters'>) => Opened,
): Promise<Opened> {
  const document = await hub.open(documentKey({ kind: 'shared-marks', meeting, paper }))
  const disconnect = document.connect()
  const opened = open({
    document,
    me: identity.person.id,
    now: env.now,
    newId: () => toHex(env.randomBytes(16)),
  })
  return {
    ...opened,
    close() {
      opened.close()
      disconnect()
      document.release()
    },
  }
}

/** Papers that the person has marks on, as far as this device knows. */
async function papersWithMarks({
  hub,
  identity,
}: {
  readonly hub: DocumentHub
  readonly identity: Identity
}): Promise<ReadonlySet<PaperId>> {
  const own = await hub.open(documentKey({ kind: 'private', person: identity.person.id }))
  const papers = [...own.read('sealed-values').keys()].flatMap((key) => (paperOfIndexKey(key) as PaperId | null) ?? [])
  own.release()
  return new Set(papers)
}

/** All marks of the person that are on this device, paper by paper. */
export async function readOwnMarks(parts: {
  readonly hub: DocumentHub
  readonly identity: Identity
}): Promise<ReadonlyMap<PaperId, readonly Mark[]>> {
  const papers = await papersWithMarks(parts)
  const all = new Map<PaperId, readonly Mark[]>()
  for (const paper of papers) {
    const opened = await openMarks(paper, { ...parts, isConnected: false })
    all.set(paper, await firstOf(opened.marks))
    opened.close()
  }
  return all
}

/** Deletes the person's marks on a paper that were made until then, and what this machine keeps of their history. */
async function deleteMarks(
  paper: PaperId,
  { until, ...parts }: { readonly hub: DocumentHub; readonly identity: Identity; readonly until: Instant },
): Promise<void> {
  const opened = await openMarks(paper, parts)
  const due = (await firstOf(opened.marks)).filter(({ createdAt }) => createdAt <= until)
  opened.change(due.map((before) => ({ before, after: null })))
  await opened.flush()
  if (due.length > 0) await opened.forgetHistory()
  opened.close()
}

/** Deletes private notes in the time that meetings have announced, until the answer is called. */
export const keepNotesLimit = ({
  readModels,
  now,
  env,
  ...parts
}: Parts & {
  readonly readModels: Pick<ReadModels, 'meetings' | 'papers'>
  readonly now: () => Instant
}): Unsubscribe =>
  deleteNotesInTime({
    ...readModels,
    now,
    env,
    noted: () => papersWithMarks(parts),
    remove: (paper, until) => deleteMarks(paper, { ...parts, until }),
  })

function firstOf(live: Live<readonly Mark[] | null>): Promise<readonly Mark[]> {
  return new Promise((resolve) => {
    let end = () => {}
    const look = () => {
      const marks = live.get()
      if (!marks) return
      end()
      resolve(marks)
    }
    end = live.subscribe(look)
    look()
  })
}

/** The person's marks on one paper, connected while they are open. */
export async function openMarks(
  paper: PaperId,
  {
    hub,
    identity,
    isConnected = true,
  }: { readonly hub: DocumentHub; readonly identity: Identity; readonly isConnected?: boolean },
): Promise<PrivateMarks> {
  const person = identity.person.id
  const document = await hub.open(documentKey({ kind: 'private-marks', person, paper }))
  const own = await hub.open(documentKey({ kind: 'private', person }))
  const disconnect = isConnected ? document.connect() : () => {}
  const sealer = await identity.ownKeys.sealer('marks')
  const marks = openPrivateMarks({
    paper,
    document,
    sealer,
    async onMarks() {
      const key = marksIndexKey(paper)
      if (own.read('sealed-values').has(key)) return
      own.sealedValuesEditor().set(new Map([[key, await sealer.seal(new Uint8Array(), key)]]))
    },
  })
  return {
    ...marks,
    close() {
      marks.close()
      disconnect()
      document.release()
      own.release()
    },
  }
}
