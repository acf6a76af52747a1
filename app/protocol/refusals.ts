import { z } from 'zod'

/** Why the server said no. Screens translate them; logs carry them; nothing else is ever sent as a reason. */
export const refusals = [
  'invalid', // the request is malformed
  'not-signed-in', // no token, or it has ended
  'wrong-credentials',
  'no-right',
  'not-found', // unknown, or not yours: never told apart
  'already-exists',
  'account-taken',
  'already-activated',
  'wrong-code', // invitation or set-up code unknown, used or expired
  'too-many-tries',
  'bad-signature',
  'device-revoked',
  'unknown-meeting',
  'unknown-paper',
  'unknown-device',
  'unknown-file',
  'illegal-transition',
  'last-secretary',
  'last-admin',
  'number-taken', // a document bears that number, or somebody else holds it
  'not-in-control', // control was handed to somebody else
  'not-quorate',
  'reason-needed',
  'roll-locked',
  'list-closed',
  'unknown-turn',
  'unknown-poll',
  'vote-open',
  'unknown-task',
  'unknown-consultation',
  'unknown-letter',
  'minutes-changed', // a newer text was given out meanwhile
  'vote-unpublished', // closed, and neither published nor annulled
  'poll-not-open',
  'another-history', // the device has seen another log of this meeting than this one
  'another-question', // the ballot names another opening of the vote
  'not-entitled',
  'already-voted',
  'grace-runs',
  'key-not-ready', // the counting committee has not made its key
  'too-few-voters', // a secret vote of so few would tell how each one voted
  'too-few-alike', // in a secret vote so few of one weight would tell how they voted
  'list-not-approved', // of candidates, or another list than the one that was
  'no-proxies', // this meeting lets nobody vote for another
  'proxy-chain', // who holds a mandate gives none, and who gave one holds none
  'proxy-full',
  'too-few-ballots',
  'not-counted', // not enough key holders have counted
  'too-large',
  'damaged', // bytes do not match the announced hash
  'app-too-old',
  'server-too-old',
  'restoring', // the server was restored and is collecting what clients still have
  'overloaded',
  'failed', // an unexpected fault of the server; nothing was done
] as const
export type Refusal = (typeof refusals)[number]
export const refusalSchema = z.enum(refusals)

export const refusalStatus: Readonly<Record<Refusal, number>> = {
  invalid: 400,
  'not-signed-in': 401,
  'wrong-credentials': 401,
  'no-right': 403,
  'not-found': 404,
  'already-exists': 409,
  'account-taken': 409,
  'already-activated': 409,
  'wrong-code': 403,
  'too-many-tries': 429,
  'bad-signature': 403,
  'device-revoked': 403,
  'unknown-meeting': 404,
  'unknown-paper': 404,
  'unknown-device': 404,
  'unknown-file': 409,
  'illegal-transition': 409,
  'last-secretary': 409,
  'last-admin': 409,
  'number-taken': 409,
  'not-in-control': 403,
  'not-quorate': 409,
  'reason-needed': 400,
  'roll-locked': 409,
  'list-closed': 409,
  'unknown-turn': 404,
  'unknown-poll': 404,
  'vote-open': 409,
  'unknown-task': 404,
  'unknown-consultation': 404,
  'unknown-letter': 404,
  'minutes-changed': 409,
  'vote-unpublished': 409,
  'poll-not-open': 409,
  'another-history': 409,
  'another-question': 409,
  'not-entitled': 403,
  'already-voted': 409,
  'grace-runs': 409,
  'key-not-ready': 409,
  'too-few-voters': 409,
  'too-few-alike': 409,
  'list-not-approved': 409,
  'no-proxies': 409,
  'proxy-chain': 409,
  'proxy-full': 409,
  'too-few-ballots': 409,
  'not-counted': 409,
  'too-large': 413,
  damaged: 422,
  'app-too-old': 426,
  'server-too-old': 426,
  restoring: 503,
  overloaded: 503,
  failed: 500,
}
