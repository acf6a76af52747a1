import type { Poll } from '#domain/voting/poll.ts'
import { answersOf } from '#domain/voting/each.ts'
import type { Answer, Choice } from '#domain/voting/question.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { Button, Group } from '#design/index.ts'
import { useAnswerWords } from './use-choice-words.ts'
import classes from './votes.module.css'

/** An answer to each clause or person: one row each, and one press for the same answer everywhere. */
export function EachFields({
  poll: { question },
  choice,
  onChoice,
}: {
  readonly poll: Poll
  readonly choice: Choice | null
  readonly onChoice: (choice: Choice) => void
}) {
  const { t } = useTranslation()
  const words = useAnswerWords(question)
  const given = choice?.kind === 'each' ? choice.answers : {}
  const answers = answersOf(question)
  const [first] = answers
  const answer = (changed: Readonly<Record<string, Answer>>) =>
    onChoice({ kind: 'each', answers: { ...given, ...changed } })
  return (
    <>
      {question.kind === 'clauses' && first && (
        <Button
          variant="default"
          w="fit-content"
          onClick={() => answer(Object.fromEntries(question.options.map(({ id }) => [id, first])))}
        >
          {t('vote.each.allYes')}
        </Button>
      )}
      {question.options.map(({ id, label }) => (
        <fieldset key={id} className={classes.eachRow}>
          <legend>{label}</legend>
          <Group gap="xs" align="stretch">
            {answers.map((one) => (
              <button
                key={one}
                type="button"
                className={classes.eachAnswer}
                data-answer={one}
                aria-pressed={given[id] === one}
                onClick={() => answer({ [id]: one })}
              >
                {words(one)}
              </button>
            ))}
          </Group>
        </fieldset>
      ))}
    </>
  )
}
