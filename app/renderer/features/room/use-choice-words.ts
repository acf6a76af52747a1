import type { Poll } from '#domain/voting/poll.ts'
import type { Answer, Choice, PollQuestion } from '#domain/voting/question.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'

/** What a ballot of that vote says, in words. */
export function useChoiceWords({ question }: Poll): (choice: Choice) => string {
  const { t } = useTranslation()
  const answerWords = useAnswerWords(question)
  const other = t('vote.otherOpinion')
  const plain = { yes: t('vote.yes'), no: t('vote.no'), abstain: t(question.election ? 'vote.blank' : 'vote.abstain') }
  const labelOf = (id: string) => question.options.find((option) => option.id === id)?.label ?? id
  return (choice) => {
    if (choice.kind === 'other') return choice.text.trim() === '' ? other : `${other}: ${choice.text}`
    if (choice.kind === 'options') return choice.picks.map(labelOf).join(', ')
    if (choice.kind === 'each')
      return question.options
        .flatMap(({ id, label }) => {
          const answer = choice.answers[id]
          return answer ? [`${label}: ${answerWords(answer)}`] : []
        })
        .join('; ')
    return plain[choice.kind]
  }
}

/** The answers of a vote on each of several things, as they stand on the card. */
export function useAnswerWords(question: PollQuestion): (answer: Answer) => string {
  const { t } = useTranslation()
  return (answer) =>
    question.kind === 'confidence' && answer === 'abstain'
      ? t('vote.each.noAnswer')
      : answer === 'yes' || answer === 'no' || answer === 'abstain'
        ? t(`vote.${answer}`)
        : t(`vote.each.${answer}`)
}
