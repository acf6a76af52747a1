import { useState } from 'react'
import { decideVote } from '#domain/voting/decide.ts'
import { resultSentence } from '#domain/voting/result-sentence.ts'
import type { VoteRule } from '#domain/voting/vote-rule.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { Group, NumberInput, Stack, Text } from '#design/index.ts'

/** What the rule would say to numbers that nobody has voted yet. */
export function WhatIf({
  rule,
  present,
  total,
}: {
  readonly rule: VoteRule
  readonly present: number
  readonly total: number
}) {
  const { t, i18n } = useTranslation()
  const [no, setNo] = useState(0)
  const [abstain, setAbstain] = useState(0)
  const yes = Math.max(0, present - no - abstain)
  const counts = {
    yes,
    no,
    abstain,
    other: 0,
    invalid: 0,
    issued: present,
    present,
    entitled: total,
    total,
    convened: total,
  }
  const decision = decideVote(rule, counts)
  return (
    <Stack gap="xs">
      <Text fw={600}>
        {t('vote.whatIf')}. {t('vote.whatIfText', { present, total })}
      </Text>
      <Group>
        <NumberInput
          label={t('vote.no')}
          value={no}
          min={0}
          max={present}
          onChange={(value) => setNo(Math.min(present, Math.max(0, Number(value) || 0)))}
        />
        <NumberInput
          label={t('vote.abstain')}
          value={abstain}
          min={0}
          max={present - no}
          onChange={(value) => setAbstain(Math.min(present - no, Math.max(0, Number(value) || 0)))}
        />
      </Group>
      <Text aria-live="polite">
        {resultSentence({ kind: 'motion', counts, silent: 0, decision }, i18n.language === 'en' ? 'en' : 'vi')}
      </Text>
    </Stack>
  )
}
