import { answersOf } from '#domain/voting/each.ts'
import type { Poll } from '#domain/voting/poll.ts'
import type { PollResult } from '#domain/voting/poll-result.ts'
import { rowSentence } from '#domain/voting/result-sentence.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { Table, Text } from '#design/index.ts'
import { useAnswerWords } from './use-choice-words.ts'
import classes from './votes.module.css'

/** Clause by clause, or person by person: the numbers, and under each what follows. */
export function EachResult({
  poll: { question },
  result,
}: {
  readonly poll: Poll
  readonly result: Extract<PollResult, { kind: 'each' }>
}) {
  const { t, i18n } = useTranslation()
  const words = useAnswerWords(question)
  const answers = answersOf(question)
  return (
    <>
      <Table verticalSpacing={6} data-testid="each-result">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t(question.kind === 'clauses' ? 'vote.each.clause' : 'vote.each.person')}</Table.Th>
            {answers.map((answer) => (
              <Table.Th key={answer} ta="right">
                {words(answer)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {result.rows.map((row) => (
            <Table.Tr key={row.id}>
              <Table.Th scope="row" fw={400}>
                {question.options.find(({ id }) => id === row.id)?.label ?? row.id}
                <Text size="sm" fw={600} className={classes.rowSentence} data-outcome={row.outcome ?? undefined}>
                  {rowSentence(row, i18n.language === 'en' ? 'en' : 'vi')}
                </Text>
              </Table.Th>
              {answers.map((answer) => (
                <Table.Td key={answer} className={classes.count}>
                  {row.counts.get(answer) ?? 0}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text size="sm" c="dimmed">
        {t('vote.silent')}: {result.silent}
      </Text>
    </>
  )
}
