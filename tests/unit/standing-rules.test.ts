import { describe, expect, test } from 'vitest'
import { idFromBytes } from '#domain/kernel/ids.ts'
import { emptyOrganisationLog, judgeOrganisationAct } from '#domain/organisation/organisation-log.ts'
import { rulesInForce, type StandingRule } from '#domain/organisation/standing-rule.ts'
import { rulePresets, ruleOf } from '#domain/voting/vote-rule.ts'

const [preset] = rulePresets
if (!preset) throw new Error('No rule is shipped')
const rule = (change: Partial<StandingRule> = {}): StandingRule => ({
  id: idFromBytes('q', new Uint8Array(16).fill(1)),
  use: 'motion',
  rule: { ...ruleOf(preset), name: 'Quá nửa số ủy viên' },
  from: 1000,
  until: null,
  ...change,
})
const admin = {
  person: idFromBytes('p', new Uint8Array(16)),
  systemRoles: ['admin'] as const,
  suspended: false,
  deviceRevoked: false,
}
const judged = (put: StandingRule, actor = admin as Parameters<typeof judgeOrganisationAct>[2]) => {
  const done = judgeOrganisationAct(emptyOrganisationLog, { t: 'rule.put', rule: put }, actor)
  return done.ok ? null : done.error
}

describe('a rule of the organisation', () => {
  test.each<[string, Partial<StandingRule>, number, boolean]>([
    ['on its first day', {}, 1000, true],
    ['before it', {}, 999, false],
    ['on its last moment', { until: 2000 }, 1999, true],
    ['after its end', { until: 2000 }, 2000, false],
    ['for another use', { use: 'election' }, 1500, false],
  ])('%s', (_name, change, at, isOffered) => {
    expect(rulesInForce([rule(change)], 'motion', at)).toHaveLength(isOffered ? 1 : 0)
  })
  test.each<[string, StandingRule, string | null]>([
    ['that is sound', rule(), null],
    ['without a name', rule({ rule: { ...rule().rule, name: ' ' } }), 'invalid'],
    ['that ends before it begins', rule({ until: 1000 }), 'invalid'],
    [
      'of three halves',
      rule({ rule: { ...rule().rule, thresholds: [{ kind: 'more-than', num: 3, den: 2, base: 'total' }] } }),
      'invalid',
    ],
  ])('%s is judged', (_name, put, refusal) => expect(judged(put)).toBe(refusal))
  test('is put by who manages the organisation', () => {
    expect(judged(rule(), { ...admin, systemRoles: ['secretariat'] })).toBe('no-right')
  })
})
