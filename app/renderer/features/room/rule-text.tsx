import type { PollQuestion } from '#domain/voting/question.ts'
import { thresholdWords } from '#domain/voting/result-sentence.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { Text } from '#design/index.ts'

/** The rule in words, where it comes from, and what abstaining means under it. */
export function RuleText({ question }: { readonly question: PollQuestion }) {
  const { t, i18n } = useTranslation()
  const language = i18n.language === 'en' ? 'en' : 'vi'
  const { thresholds, article } = question.rule
  if (question.election) {
    const words = thresholds.map((threshold) => thresholdWords(threshold, language)).join(', ')
    return <Text fw={600}>{t('vote.card.elected', { rule: words, seats: question.max })}</Text>
  }
  if (question.kind === 'options' || thresholds.length === 0) return null
  if (question.kind === 'confidence')
    return (
      <Text size="sm" c="dimmed">
        {t('vote.each.confidenceRule', {
          rules: thresholds.map((threshold) => thresholdWords(threshold, language)).join('; '),
        })}
        {article && ` (${article})`}
      </Text>
    )
  const isLeftOut = thresholds.every(({ base }) => base === 'yes-no')
  return (
    <>
      <Text fw={600}>
        {t('vote.card.rule', {
          rule: thresholds
            .map((threshold) => thresholdWords(threshold, language))
            .join(language === 'vi' ? ' và ' : ' and '),
        })}
        {article && ` (${article})`}
      </Text>
      <Text size="sm" c="dimmed">
        {t(isLeftOut ? 'vote.card.abstainMeans.ignored' : 'vote.card.abstainMeans.counts')}
      </Text>
    </>
  )
}
