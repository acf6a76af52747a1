import type { Poll } from '#domain/voting/poll.ts'
import type { Choice } from '#domain/voting/question.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'

/** What a ballot of that vote says, in words. */
export function useChoiceWords({ question }: Poll): (choice: Choice) => string {
  const { t } = useTranslation()
  const other = t('vote.otherOpinion')
  const plain = { yes: t('vote.yes'), no: t('vote.no'), abstain: t(question.election ? 'vote.blank' : 'vote.abstain') }
  return (choice) => {
    if (choice.kind === 'other') return choice.text.trim() === '' ? other : `${other}: ${choice.text}`
    if (choice.kind === 'options')
      return choice.picks.map((id) => question.options.find((option) => option.id === id)?.label ?? id).join(', ')
    return plain[choice.kind]
  }
}
