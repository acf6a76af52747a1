import { IconCheck, IconCircleMinus, IconMessage2, IconX } from '@tabler/icons-react'
import { isEach } from '#domain/voting/each.ts'
import type { Poll } from '#domain/voting/poll.ts'
import type { Choice } from '#domain/voting/question.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { Button, Checkbox, Stack, Text, Textarea } from '#design/index.ts'
import { EachFields } from './each-fields.tsx'
import classes from './votes.module.css'

const plain = ['yes', 'no', 'abstain'] as const
const icons = { yes: IconCheck, no: IconX, abstain: IconCircleMinus }

type Fields = {
  readonly poll: Poll
  readonly choice: Choice | null
  readonly onChoice: (choice: Choice | null) => void
}

/** What may be chosen, large enough to be hit at once. */
export function ChoiceFields({ poll, choice, onChoice }: Fields) {
  const { t } = useTranslation()
  const { question } = poll
  return (
    <>
      {question.kind === 'motion' ? (
        <div className={classes.choices} role="group" aria-label={t('vote.card.title')}>
          {plain.map((kind) => {
            const Icon = icons[kind]
            return (
              <button
                key={kind}
                type="button"
                className={classes.choice}
                data-kind={kind}
                aria-pressed={choice?.kind === kind}
                onClick={() => onChoice({ kind })}
              >
                <Icon size={28} aria-hidden />
                {t(`vote.${kind}`)}
              </button>
            )
          })}
          {question.allowsOther && (
            <button
              type="button"
              className={classes.choice}
              data-kind="other"
              aria-pressed={choice?.kind === 'other'}
              onClick={() => onChoice({ kind: 'other', text: '' })}
            >
              <IconMessage2 size={28} aria-hidden />
              {t('vote.otherOpinion')}
            </button>
          )}
        </div>
      ) : isEach(question) ? (
        <EachFields poll={poll} choice={choice} onChoice={onChoice} />
      ) : (
        <Options poll={poll} choice={choice} onChoice={onChoice} />
      )}
      {choice?.kind === 'other' && (
        <Textarea
          label={t('vote.otherText')}
          value={choice.text}
          onChange={(event) => onChoice({ kind: 'other', text: event.currentTarget.value })}
          autosize
          minRows={3}
          maxLength={2000}
          data-autofocus
        />
      )}
    </>
  )
}

function Options({ poll, choice, onChoice }: Fields) {
  const { t } = useTranslation()
  const { question } = poll
  const picks = choice?.kind === 'options' ? choice.picks : []
  return (
    <Stack gap="xs">
      <Text>{t(question.election ? 'vote.card.electUpTo' : 'vote.card.pickUpTo', { count: question.max })}</Text>
      {question.options.map(({ id, label }) => (
        <Checkbox
          key={id}
          size="lg"
          label={label}
          // As on paper: those who are not chosen are crossed out.
          className={question.election && picks.length > 0 && !picks.includes(id) ? classes.crossedOut : undefined}
          checked={picks.includes(id)}
          disabled={!picks.includes(id) && picks.length >= question.max && question.max > 1}
          onChange={(event) => {
            const rest = picks.filter((other) => other !== id)
            const next = event.currentTarget.checked ? [...(question.max === 1 ? [] : rest), id] : rest
            onChoice(next.length === 0 ? null : { kind: 'options', picks: next })
          }}
        />
      ))}
      <Button
        variant={choice?.kind === 'abstain' ? 'filled' : 'default'}
        onClick={() => onChoice({ kind: 'abstain' })}
        w="fit-content"
      >
        {t(question.election ? 'vote.blank' : 'vote.abstain')}
      </Button>
    </Stack>
  )
}

export function isWholeChoice(choice: Choice | null, poll: Poll): boolean {
  if (choice === null) return false
  if (choice.kind === 'other') return choice.text.trim() !== ''
  if (choice.kind === 'each') return poll.question.options.every(({ id }) => choice.answers[id] !== undefined)
  return choice.kind !== 'options' || choice.picks.length >= Math.max(1, poll.question.min)
}
