import type { FileId, MeetingId } from '#domain/kernel/ids.ts'
import type { BallotContent } from '#protocol/commands/ballot.ts'
import type { Command } from '#protocol/commands/command.ts'
import type { Refusal } from '#protocol/refusals.ts'
import type { Live } from './live.ts'

/** A signed act on its way. waiting → accepted, or refused with the reason; refused ones stay until the person has seen them. */
export type OutboxCommand = {
  readonly id: string
  readonly kind: 'command'
  readonly state: 'waiting' | 'refused'
  readonly createdAt: number
  readonly command: Command
  /** What the ballot says, where the command is one. */
  readonly ballot?: BallotContent
  readonly refusal: Refusal | null
}

/** Edits that the server did not take. Kept, shown, never sent again by themselves, never dropped by themselves. */
export type SetAside = {
  readonly id: string
  readonly kind: 'set-aside'
  readonly state: 'refused'
  readonly createdAt: number
  readonly document: string
  readonly refusal: Refusal
  /** What was written, as readable text, to be copied out. */
  readonly text: string
  /** Base64 of the Yjs updates. */
  readonly updates: readonly string[]
}
export type OutboxEntry = OutboxCommand | SetAside

export type Outbox = {
  readonly entries: Live<readonly OutboxEntry[]>
  /** Resolves when it would survive a power cut. */
  put(entry: OutboxEntry): Promise<void>
  remove(id: string): Promise<void>
}

/** Keys of sealed paper files, and what is known about the files here. */
export type FileKeys = {
  get(file: FileId): Promise<Uint8Array<ArrayBuffer> | null>
  put(file: FileId, entry: { readonly meeting: MeetingId; readonly key: Uint8Array<ArrayBuffer> }): Promise<void>
  /** Forgetting the key is the deletion; the bytes follow. */
  remove(file: FileId): Promise<void>
}

export type Settings = {
  get(key: string): Promise<string | null>
  set(key: string, value: string): Promise<void>
}
