import { useState } from 'react'
import type { ConsultationQuestion } from '#domain/consultation/consultation.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { Checkbox, Select, Stack, Textarea } from '#design/index.ts'

const kinds = ['opinion', 'options'] as const

/** One question of a consultation that is being written. */
export function QuestionFields({
  number,
  question,
  onChange,
}: {
  readonly number: number
  readonly question: ConsultationQuestion
  readonly onChange: (change: Partial<ConsultationQuestion>) => void
}) {
  const { t } = useTranslation()
  const [lines, setLines] = useState(() => question.options.map(({ label }) => label).join('\n'))
  const takeLines = (text: string) => {
    setLines(text)
    const labels = text.split('\n').flatMap((line) => line.normalize('NFC').trim() || [])
    onChange({ options: labels.map((label, index) => ({ id: `o${index + 1}`, label })) })
  }
  return (
    <Stack gap="sm">
      <Textarea
        label={t('consult.question', { number })}
        value={question.text}
        onChange={(event) => onChange({ text: event.currentTarget.value })}
        autosize
        minRows={2}
        maxLength={5000}
        required
      />
      <Select
        label={t('consult.kind')}
        value={question.kind}
        onChange={(value) => {
          const kind = kinds.find((each) => each === value) ?? 'opinion'
          onChange({ kind, ...(kind === 'opinion' && { options: [] }) })
          if (kind === 'opinion') setLines('')
        }}
        data={kinds.map((value) => ({ value, label: t(`consult.kinds.${value}`) }))}
        allowDeselect={false}
      />
      {question.kind === 'options' && (
        <Textarea
          label={t('consult.options')}
          value={lines}
          onChange={(event) => takeLines(event.currentTarget.value)}
          autosize
          minRows={3}
          required
        />
      )}
      <Checkbox
        label={t('consult.allowsOther')}
        checked={question.allowsOther}
        onChange={(event) => onChange({ allowsOther: event.currentTarget.checked })}
      />
    </Stack>
  )
}
