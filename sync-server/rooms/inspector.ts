import * as Y from 'yjs'
import { fail, ok, type Result } from '#domain/kernel/result.ts'

/**
 * Reads an update before it touches the document. Yjs cannot roll back, so whatever may be refused is refused
 * here: foreign client ids, gaps, references to the unknown or the future, writes outside the allowed roots,
 * poisoned keys, subdocuments, excessive nesting. What passes integrates completely and at once.
 */
export type InspectionFault = {
  readonly kind: 'malformed' | 'gap' | 'identity' | 'size' | 'permission' | 'content'
  readonly detail: string
}

export type InspectionPolicy = {
  readonly maxStructs: number
  /** Whether new structs of this Yjs client id may come from the sender. */
  readonly ownsClient: (client: number) => boolean
  readonly isRoot: (name: string) => boolean
  /** Whether the sender may delete only what stands in roots of their own. */
  readonly deletesInRootsOnly: boolean
}

export type Inspected = {
  /** Structs the document does not have yet. */
  readonly newStructs: number
  readonly deletes: number
  readonly clients: readonly number[]
}

type Struct = Y.Item | Y.GC
type Place = { readonly parent: unknown; readonly key: string | null }
type Reference = { readonly client: number; readonly clock: number }

const poisonedKeys = new Set(['__proto__', 'constructor', 'prototype'])
const maxJsonDepth = 16
const maxTypeDepth = 64
const maxTombstones = 1_000_000
const maxNeighbours = 100_000

class Fault extends Error {
  readonly kind: InspectionFault['kind']
  constructor(kind: InspectionFault['kind'], detail: string) {
    super(detail)
    this.kind = kind
  }
}

export function inspectUpdate(
  update: Uint8Array,
  doc: Y.Doc,
  policy: InspectionPolicy,
): Result<Inspected, InspectionFault> {
  try {
    return ok(new Inspection(doc, policy).inspect(update))
  } catch (error) {
    if (error instanceof Fault) return fail({ kind: error.kind, detail: error.message })
    throw error
  }
}

class Inspection {
  readonly #doc: Y.Doc
  readonly #policy: InspectionPolicy
  /** First unknown clock of each client, moving as the update is walked. */
  readonly #next = new Map<number, number>()
  /** New structs of this update by client, in order. */
  readonly #fresh = new Map<number, Struct[]>()
  readonly #places = new Map<Struct, Place>()

  constructor(doc: Y.Doc, policy: InspectionPolicy) {
    this.#doc = doc
    this.#policy = policy
  }

  inspect(update: Uint8Array): Inspected {
    const { structs, ds } = decode(update)
    // The second format begins with a zero and so looks like an update without structs, but is longer than that.
    if (structs.length === 0 && update.length !== 1 + deleteSetLength(ds))
      throw new Fault('malformed', 'bytes after the update')
    if (structs.length > this.#policy.maxStructs) throw new Fault('size', 'too many structs')
    const newStructs = this.#checkOrder(structs)
    this.#checkReferences(structs)
    for (const list of this.#fresh.values()) for (const struct of list) this.#checkContent(struct)
    const deletes = this.#checkDeletes(ds)
    return { newStructs, deletes, clients: [...this.#fresh.keys()] }
  }

  #known(client: number): number {
    let clock = this.#next.get(client)
    if (clock === undefined) this.#next.set(client, (clock = Y.getState(this.#doc.store, client)))
    return clock
  }

  #checkOrder(structs: readonly (Struct | Y.Skip)[]): number {
    let news = 0
    for (const struct of structs) {
      const { client, clock } = struct.id
      const known = this.#known(client)
      if (clock + struct.length <= known) continue
      if (struct instanceof Y.Skip) throw new Fault('gap', 'the update leaves something out')
      if (clock > known) throw new Fault('gap', `client ${client} is at ${known}, the update begins at ${clock}`)
      if (!this.#policy.ownsClient(client)) throw new Fault('identity', `client id ${client} belongs to somebody else`)
      const isTombstone = struct instanceof Y.GC || struct.content instanceof Y.ContentDeleted
      if (isTombstone && struct.length > maxTombstones) throw new Fault('size', 'too many tombstones at once')
      this.#next.set(client, clock + struct.length)
      const list = this.#fresh.get(client)
      if (list) list.push(struct)
      else this.#fresh.set(client, [struct])
      news++
    }
    return news
  }

  /** Yjs resolves the references even of structs that it already has, so all are checked. */
  #checkReferences(structs: readonly (Struct | Y.Skip)[]): void {
    for (const struct of structs) {
      if (!(struct instanceof Y.Item)) continue
      const parent: unknown = struct.parent
      const parentRef = isReference(parent) ? parent : null
      for (const ref of [struct.origin, struct.rightOrigin, parentRef]) {
        if (ref === null) continue
        if (ref.clock >= this.#known(ref.client)) throw new Fault('gap', 'refers to something unknown')
        if (ref.client === struct.id.client && ref.clock >= struct.id.clock)
          throw new Fault('malformed', 'refers to its own future')
      }
      if (typeof parent === 'string' && !this.#policy.isRoot(parent))
        throw new Fault('permission', 'writes to a root that does not exist')
      if (parentRef) {
        const target = this.#find(parentRef)
        const isType =
          target instanceof Y.Item &&
          (target.content instanceof Y.ContentType || target.content instanceof Y.ContentDeleted)
        if (target instanceof Y.Item && !isType) throw new Fault('malformed', 'the parent is not a type')
      }
    }
  }

  #checkContent(struct: Struct): void {
    if (struct instanceof Y.GC) return
    if (struct.content instanceof Y.ContentDoc) throw new Fault('content', 'subdocuments are not used')
    if (struct.content instanceof Y.ContentAny) for (const value of struct.content.arr) checkJson(value, 0)
    if (struct.content instanceof Y.ContentJSON) for (const value of struct.content.arr) checkJson(value, 0)
    const place = this.#placeOf(struct)
    // The neighbour was collected: Yjs turns this item into a tombstone as well.
    if (place === null) return
    this.#places.set(struct, place)
    if (place.key !== null && poisonedKeys.has(place.key)) throw new Fault('content', 'a key that poisons objects')
    const root = this.#rootOf(place.parent)
    if (root !== null && !this.#policy.isRoot(root))
      throw new Fault('permission', 'writes to a root that does not exist')
  }

  #checkDeletes(ds: DeleteSet): number {
    let deletes = 0
    for (const [client, ranges] of ds.clients) {
      const stored = this.#doc.store.clients.get(client)
      for (const { clock, len } of ranges) {
        if (clock + len > this.#known(client)) throw new Fault('gap', 'deletes something unknown')
        const end = Math.min(clock + len, Y.getState(this.#doc.store, client))
        if (!stored || clock >= end) continue
        for (let at = Y.findIndexSS(stored, clock); at < stored.length; at++) {
          const struct = stored[at]
          if (!struct || struct.id.clock >= end) break
          if (struct.deleted) continue
          deletes++
          if (this.#policy.deletesInRootsOnly) this.#checkOwnDelete(struct)
        }
      }
    }
    return deletes
  }

  #checkOwnDelete(struct: Struct): void {
    const place = struct instanceof Y.Item ? this.#placeOf(struct) : null
    const root = place && this.#rootOf(place.parent)
    if (!root || !this.#policy.isRoot(root)) throw new Fault('permission', 'deletes what is somebody else’s')
  }

  #find(ref: Reference): Struct | null {
    const stored = this.#doc.store.clients.get(ref.client)
    if (stored && ref.clock < Y.getState(this.#doc.store, ref.client))
      return stored[Y.findIndexSS(stored, ref.clock)] ?? null
    const list = this.#fresh.get(ref.client) ?? []
    let low = 0
    let high = list.length - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const struct = list[middle]
      if (!struct) return null
      if (ref.clock < struct.id.clock) high = middle - 1
      else if (ref.clock >= struct.id.clock + struct.length) low = middle + 1
      else return struct
    }
    return null
  }

  /** Where an item lives, found through its neighbours without integrating it. */
  #placeOf(struct: Y.Item): Place | null {
    let at: Struct | null = struct
    for (let hops = 0; hops < maxNeighbours; hops++) {
      if (at === null || at instanceof Y.GC) return null
      if (at.parent !== null) return { parent: at.parent, key: at.parentSub }
      const known = this.#places.get(at)
      if (known) return known
      const neighbour: Reference | null = at.origin ?? at.rightOrigin
      if (neighbour === null) return null
      at = this.#find(neighbour)
    }
    throw new Fault('content', 'too many neighbours')
  }

  #rootOf(parent: unknown): string | null {
    let at = parent
    for (let depth = 0; depth < maxTypeDepth; depth++) {
      if (typeof at === 'string') return at
      if (isReference(at)) {
        const item = this.#find(at)
        if (!(item instanceof Y.Item)) return null
        const place = this.#placeOf(item)
        if (place === null) return null
        at = place.parent
      } else if (at instanceof Y.AbstractType) {
        if (at._item === null) return Y.findRootTypeKey(at)
        at = at._item.parent
      } else return null
    }
    throw new Fault('content', 'nested too deeply')
  }
}

function decode(update: Uint8Array): ReturnType<typeof Y.decodeUpdate> {
  try {
    return Y.decodeUpdate(update)
  } catch {
    throw new Fault('malformed', 'not a Yjs update')
  }
}

type DeleteSet = ReturnType<typeof Y.decodeUpdate>['ds']

function deleteSetLength({ clients }: DeleteSet): number {
  const numbers = [clients.size]
  for (const [client, ranges] of clients)
    numbers.push(client, ranges.length, ...ranges.flatMap(({ clock, len }) => [clock, len]))
  return numbers.reduce((sum, value) => sum + varUintLength(value), 0)
}

function varUintLength(value: number): number {
  let length = 1
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) length++
  return length
}

function isReference(value: unknown): value is Reference {
  return (
    typeof value === 'object' &&
    value !== null &&
    !(value instanceof Y.AbstractType) &&
    'client' in value &&
    'clock' in value
  )
}

function checkJson(value: unknown, depth: number): void {
  if (depth > maxJsonDepth) throw new Fault('content', 'a value nested too deeply')
  if (Array.isArray(value)) for (const part of value) checkJson(part, depth + 1)
  else if (typeof value === 'object' && value !== null && !(value instanceof Uint8Array)) {
    if (Object.getPrototypeOf(value) !== Object.prototype) throw new Fault('content', 'a foreign prototype')
    for (const [key, part] of Object.entries(value)) {
      if (poisonedKeys.has(key)) throw new Fault('content', 'a key that poisons objects')
      checkJson(part, depth + 1)
    }
  }
}
