import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

type Presence<Owner> = { readonly clock: number; readonly json: string; readonly owner: Owner }

const maxClientsPerMember = 4
const maxJson = 2048
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
        if (persons.size >= maxClients) persons.clear()
        persons.set(client, owner.person)
        entries.set(client, { clock, json: signed(json, owner.person), owner })
        accepted.push(client)
      }
      return accepted.length > 0 ? encode(entries, accepted) : null
    },
    everybody: (): Uint8Array | null => (entries.size > 0 ? encode(entries, [...entries.keys()]) : null),
    /** Forgets a member; answers the frame body that tells the others. */
    leave(owner: Owner): Uint8Array | null {
      const gone = ownedBy(owner)
      const farewell = new Map(
        gone.map((client) => [client, { clock: (entries.get(client)?.clock ?? 0) + 1, json: 'null' }]),
      )
      for (const client of gone) entries.delete(client)
      return gone.length > 0 ? encode(farewell, gone) : null
    },
  }
}

function signed(json: string, person: string): string {
  const state: unknown = JSON.parse(json)
  if (state === null) return 'null'
  if (typeof state !== 'object' || Array.isArray(state)) throw new Error('An awareness state is an object')
  return JSON.stringify({ ...state, user: { id: person } })
}

function encode(
  entries: ReadonlyMap<number, { readonly clock: number; readonly json: string }>,
  clients: readonly number[],
): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, clients.length)
  for (const client of clients) {
    const entry = entries.get(client)
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, entry?.clock ?? 0)
    encoding.writeVarString(encoder, entry?.json ?? 'null')
  }
  return encoding.toUint8Array(encoder)
}
