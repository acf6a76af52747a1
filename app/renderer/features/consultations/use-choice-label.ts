import { useCallback } from 'react'
import { agree, disagree, other, type ConsultationQuestion } from '#domain/consultation/consultation.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'

/** A choice as it stands on the form. */
export function useChoiceLabel(): (question: ConsultationQuestion, choice: string) => string {
  const { t } = useTranslation()
  return useCallback(
    (question, choice) => {
      if (choice === agree || choice === disagree || choice === other) return t(`consult.choice.${choice}`)
      return question.options.find(({ id }) => id === choice)?.label ?? choice
    },
    [t],
  )
}
