import type { MeetingId, PersonId } from '../kernel/ids.ts'
import { fail, ok, type Result } from '../kernel/result.ts'

/** Holders of the counting committee, and how many of them together open the sum of a secret vote. */
export const keyHolders = 3
export const keyThreshold = 2

/** Chaum and Pedersen's or Schnorr's proof: challenge and response, 64 hexadecimal digits each. */
export type Proof = { readonly c: string; readonly z: string }

/** What a holder promises before any shares are given: nobody can choose theirs after the others'. */
export type KeyCommitment = {
  /** Points, lowest coefficient first: as many as the threshold. */
  readonly points: readonly string[]
  /** Knows the secret behind the first point. */
  readonly proof: Proof
  /** X25519 key of this ceremony that shares are sealed to. */
  readonly box: string
}

export type SealedShare = { readonly to: PersonId; readonly sealed: string }

/** The key of a meeting's secret votes as its holders make it (ban kiểm phiếu). No single one of them ever holds it. */
export type CountingKey = {
  /** Hash of the command that appointed the holders: everything they sign names it. */
  readonly ceremony: string
  /** The first holder's number is 1. */
  readonly holders: readonly PersonId[]
  readonly commitments: ReadonlyMap<PersonId, KeyCommitment>
  readonly shares: ReadonlyMap<PersonId, readonly SealedShare[]>
  readonly confirmed: ReadonlySet<PersonId>
  /** Somebody's share does not match what was promised: everything begins anew. */
  readonly complaint: { readonly by: PersonId; readonly against: PersonId } | null
}

export type KeyAct =
  | { readonly t: 'key.appoint'; readonly meeting: MeetingId; readonly holders: readonly PersonId[] }
  | {
      readonly t: 'key.commit'
      readonly meeting: MeetingId
      readonly ceremony: string
      readonly commitment: KeyCommitment
    }
  | {
      readonly t: 'key.share'
      readonly meeting: MeetingId
      readonly ceremony: string
      readonly shares: readonly SealedShare[]
    }
  | { readonly t: 'key.confirm'; readonly meeting: MeetingId; readonly ceremony: string }
  | { readonly t: 'key.complain'; readonly meeting: MeetingId; readonly ceremony: string; readonly against: PersonId }

export type KeyStage = 'committing' | 'sharing' | 'confirming' | 'ready' | 'failed'

export function keyStage({ holders, commitments, shares, confirmed, complaint }: CountingKey): KeyStage {
  if (complaint !== null) return 'failed'
  if (commitments.size < holders.length) return 'committing'
  if (shares.size < holders.length) return 'sharing'
  return confirmed.size < holders.length ? 'confirming' : 'ready'
}

export type KeyRefusal = 'invalid' | 'illegal-transition' | 'no-right'

/** Whether a ceremony allows it. Whether proofs hold is for the protocol, which can compute them. */
export function judgeKey(key: CountingKey | null, act: KeyAct, by: PersonId): Result<null, KeyRefusal> {
  if (act.t === 'key.appoint')
    return act.holders.length === keyHolders && new Set(act.holders).size === keyHolders ? ok(null) : fail('invalid')
  if (!key || act.ceremony !== key.ceremony) return fail('illegal-transition')
  if (!key.holders.includes(by)) return fail('no-right')
  const stage = keyStage(key)
  const isAt = (wanted: KeyStage, isDone: boolean) =>
    stage === wanted && !isDone ? ok(null) : fail('illegal-transition' as const)
  switch (act.t) {
    case 'key.commit':
      return isAt('committing', key.commitments.has(by))
    case 'key.share': {
      const others = key.holders.filter((holder) => holder !== by)
      const isWhole = act.shares.length === others.length && others.every((to) => act.shares.some((s) => s.to === to))
      return isWhole ? isAt('sharing', key.shares.has(by)) : fail('invalid')
    }
    case 'key.confirm':
      return isAt('confirming', key.confirmed.has(by))
    case 'key.complain':
      if (act.against === by || !key.holders.includes(act.against)) return fail('invalid')
      return isAt('confirming', key.confirmed.has(by))
  }
}

export function applyKey(
  key: CountingKey | null,
  act: KeyAct,
  { by, hash }: { readonly by: PersonId; readonly hash: string },
): CountingKey | null {
  if (act.t === 'key.appoint')
    return {
      ceremony: hash,
      holders: act.holders,
      commitments: new Map(),
      shares: new Map(),
      confirmed: new Set(),
      complaint: null,
    }
  if (!key) return key
  switch (act.t) {
    case 'key.commit':
      return { ...key, commitments: new Map(key.commitments).set(by, act.commitment) }
    case 'key.share':
      return { ...key, shares: new Map(key.shares).set(by, act.shares) }
    case 'key.confirm':
      return { ...key, confirmed: new Set(key.confirmed).add(by) }
    case 'key.complain':
      return { ...key, complaint: { by, against: act.against } }
  }
}
