import type { PersonId } from '#domain/kernel/ids.ts'
import { applyKey, type CountingKey, type KeyAct } from '#domain/voting/counting-key.ts'
import { commitmentOf, holderShare, makeHolderSecret, sealShare, type HolderSecret } from '#protocol/secret/ceremony.ts'
import type { Random } from '#protocol/secret/group.ts'
import { meeting } from './sitting.ts'

/** Holders who make a key with each other, without an authority between them. */
export function makeCommittee(holders: readonly PersonId[], random: Random, ceremony = 'e'.repeat(64)) {
  const secrets = new Map<PersonId, HolderSecret>(holders.map((holder) => [holder, makeHolderSecret(random)]))
  const secretOf = (holder: PersonId): HolderSecret => {
    const secret = secrets.get(holder)
    if (!secret) throw new Error('Not a holder')
    return secret
  }
  let key = applyKey(null, { t: 'key.appoint', meeting, holders }, { by: holders[0] as PersonId, hash: ceremony })
  const act = (by: PersonId, done: KeyAct) => (key = applyKey(key, done, { by, hash: '' }))
  const current = (): CountingKey => {
    if (!key) throw new Error('Nobody was appointed')
    return key
  }
  for (const holder of holders)
    act(holder, {
      t: 'key.commit',
      meeting,
      ceremony,
      commitment: commitmentOf(secretOf(holder), { ceremony, holder }, random),
    })
  for (const holder of holders)
    act(holder, {
      t: 'key.share',
      meeting,
      ceremony,
      shares: holders
        .filter((to) => to !== holder)
        .map((to) => ({ to, sealed: sealShare(secretOf(holder), current(), { from: holder, to }) })),
    })
  const shareOf = (holder: PersonId): bigint => {
    const mine = holderShare(secretOf(holder), current(), holder)
    if ('against' in mine) throw new Error(`A share of ${mine.against} is false`)
    return mine.share
  }
  for (const holder of holders) if (shareOf(holder)) act(holder, { t: 'key.confirm', meeting, ceremony })
  return { key: current, secretOf, shareOf }
}
