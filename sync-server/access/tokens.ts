import type { DeviceId, PersonId } from '#domain/kernel/ids.ts'
import type { Environment } from '../authority/environment.ts'
import { sha256Hex } from './secrets.ts'

export type SignIn = { readonly person: PersonId; readonly device: DeviceId }
type Access = SignIn & { readonly endsAt: number }
type Ticket = SignIn & { readonly document: string; readonly endsAt: number }

export const accessLifeMs = 10 * 60_000
const ticketLifeMs = 60_000

/** Short-lived proofs of being signed in. In memory only: after a restart every device refreshes. */
export function createTokens(env: Environment, makeToken: () => string) {
  const accesses = new Map<string, Access>()
  const tickets = new Map<string, Ticket>()
  const sweep = <Value extends { readonly endsAt: number }>(map: Map<string, Value>) => {
    for (const [key, { endsAt }] of map) if (endsAt <= env.now()) map.delete(key)
  }
  const endWhere = (ends: (signIn: SignIn) => boolean) => {
    for (const [key, access] of accesses) if (ends(access)) accesses.delete(key)
    for (const [key, ticket] of tickets) if (ends(ticket)) tickets.delete(key)
  }
  return {
    issueAccess(signIn: SignIn): string {
      sweep(accesses)
      const token = makeToken()
      accesses.set(sha256Hex(token), { ...signIn, endsAt: env.now() + accessLifeMs })
      return token
    },
    signInOf(token: string): SignIn | null {
      const access = accesses.get(sha256Hex(token))
      return access && access.endsAt > env.now() ? { person: access.person, device: access.device } : null
    },
    /** A ticket opens one document once, for its device. */
    issueTicket(signIn: SignIn, document: string): string {
      sweep(tickets)
      const token = makeToken()
      tickets.set(sha256Hex(token), { ...signIn, document, endsAt: env.now() + ticketLifeMs })
      return token
    },
    useTicket(token: string, document: string): SignIn | null {
      const hash = sha256Hex(token)
      const ticket = tickets.get(hash)
      tickets.delete(hash)
      if (!ticket || ticket.document !== document || ticket.endsAt <= env.now()) return null
      return { person: ticket.person, device: ticket.device }
    },
    endDevice: (device: DeviceId): void => endWhere((signIn) => signIn.device === device),
    endPerson: (person: PersonId): void => endWhere((signIn) => signIn.person === person),
  }
}
export type Tokens = ReturnType<typeof createTokens>
