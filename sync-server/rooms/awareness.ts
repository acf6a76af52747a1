import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

type Presence<Owner> = {
  /** The client's own. */
  readonly clock: number
  readonly json: string
  readonly owner: Owner
  /** Nothing is heard of the machine: for the others it is away, until it is heard again. */
  readonly isSilent: boolean
}

const maxClientsPerMember = 4
/** Room for where a presenter is and what they have drawn. */
const maxJson = 4096
const maxClients = 10_000

/**
 * Who is looking at the document now. Not stored. A client id belongs to the person who first sent it, for as long as the
 * room is open: an honest y-websocket client sends back what it received, also after the one it came from has left, and that
 * is dropped in silence.
 * `user` is written by us from the sign-in, so nobody can appear as somebody else.
 */
export function createPresence<Owner extends { readonly person: string }>() {
  const entries = new Map<number, Presence<Owner>>()
  const persons = new Map<number, string>()
  /** How far the clock that the others see has run ahead of the client's own, by what we said in its place. */
  const ahead = new Map<number, number>()
  const shownClock = (client: number) => (entries.get(client)?.clock ?? 0) + (ahead.get(client) ?? 0)
  const encode = (clients: readonly number[], json: (client: number) => string): Uint8Array | null =>
    clients.length === 0
      ? null
      : encodeStates(clients.map((client) => ({ client, clock: shownClock(client), json: json(client) })))
  const stateOf = (client: number) => entries.get(client)?.json ?? 'null'
  const stepAhead = (client: number) => ahead.set(client, (ahead.get(client) ?? 0) + 1)
  const ownedBy = (owner: Owner) => [...entries].filter(([, entry]) => entry.owner === owner).map(([client]) => client)

  return {
    /** Takes what a member says about itself; answers the frame body for the others, or null when nothing changed.
     * @throws when the bytes are not an awareness update. */
    receive(owner: Owner, body: Uint8Array): Uint8Array | null {
      const decoder = decoding.createDecoder(body)
      const accepted: number[] = []
      const count = decoding.readVarUint(decoder)
      if (count > 1000) throw new Error('Too many awareness entries')
      for (let n = 0; n < count; n++) {
        const client = decoding.readVarUint(decoder)
        const clock = decoding.readVarUint(decoder)
        const json = decoding.readVarString(decoder)
        const known = entries.get(client)
        const person = persons.get(client)
        if (person === undefined ? json === 'null' : person !== owner.person) continue
        if (known?.owner !== owner && ownedBy(owner).length >= maxClientsPerMember) continue
        if (json.length > maxJson || (known && clock <= known.clock)) continue
        if (persons.size >= maxClients) {
          persons.clear()
          ahead.clear()
        }
        persons.set(client, owner.person)
        entries.set(client, { clock, json: signed(json, owner.person), owner, isSilent: false })
        accepted.push(client)
      }
      return encode(accepted, stateOf)
    },
    everybody: (): Uint8Array | null =>
      encode(
        [...entries].filter(([, { isSilent }]) => !isSilent).map(([client]) => client),
        stateOf,
      ),
    /** The machine is not heard, or is heard again; answers the frame body that tells the others, or null when they know. */
    setSilent(owner: Owner, isSilent: boolean): Uint8Array | null {
      const changed = ownedBy(owner).filter((client) => entries.get(client)?.isSilent !== isSilent)
      for (const client of changed) {
        const entry = entries.get(client)
        if (entry) entries.set(client, { ...entry, isSilent })
        stepAhead(client)
      }
      return encode(changed, (client) => (isSilent ? 'null' : stateOf(client)))
    },
    /** Forgets a member; answers the frame body that tells the others. */
    leave(owner: Owner): Uint8Array | null {
      const gone = ownedBy(owner)
      gone.forEach(stepAhead)
      const farewell = encode(gone, () => 'null')
      for (const client of gone) entries.delete(client)
      return farewell
    },
  }
}

function signed(json: string, person: string): string {
  const state: unknown = JSON.parse(json)
  if (state === null) return 'null'
  if (typeof state !== 'object' || Array.isArray(state)) throw new Error('An awareness state is an object')
  return JSON.stringify({ ...state, user: { id: person } })
}

function encodeStates(
  states: readonly { readonly client: number; readonly clock: number; readonly json: string }[],
): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, states.length)
  for (const { client, clock, json } of states) {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarString(encoder, json)
  }
  return encoding.toUint8Array(encoder)
}
