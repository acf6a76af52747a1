import { IconDownload } from '@tabler/icons-react'
import type { Poll } from '#domain/voting/poll.ts'
import { pollResult, type PollResult as Result } from '#domain/voting/poll-result.ts'
import { electedWord, pollSentence, rowCounts, rowSentence } from '#domain/voting/result-sentence.ts'
import { useApp } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import type { PersonId } from '#domain/kernel/ids.ts'
import { toCsv } from '#renderer/shared/csv.ts'
import { Button, Group, Table, Text } from '#design/index.ts'
import { BlockItems } from './block-items.tsx'
import { EachResult } from './each-result.tsx'
import { useRoomView } from './room-context.ts'
import { TallyDocument } from './tally-document.tsx'
import { useChoiceWords } from './use-choice-words.ts'
import classes from './votes.module.css'

const kinds = ['yes', 'no', 'abstain', 'other'] as const

/** The result: numbers, a bar beside each, the rule, and the sentence that says what follows. */
export function PollResult({ poll }: { readonly poll: Poll }) {
  const { t, i18n } = useTranslation()
  const { hostWindow } = useApp()
  const { nameOf } = useRoomView()
  const words = useChoiceWords(poll)
  const result = pollResult(poll)
  const labelOf = (id: string) => poll.question.options.find((option) => option.id === id)?.label ?? id
  const hidden = t(poll.question.secret ? 'secret.received' : 'vote.card.hidden')
  const language = i18n.language === 'en' ? 'en' : 'vi'
  const election = result.kind === 'options' ? result.election : null
  const withOutcome = (label: string, id: string) => {
    const outcome = election?.candidates.find(({ candidate }) => candidate === id)?.outcome
    return outcome && election && election.of > 0 ? `${label} – ${electedWord(outcome, language)}` : label
  }
  const sentence = pollSentence(poll.question, result, language)
  const rows: readonly (readonly [string, number, string])[] =
    result.kind === 'each'
      ? []
      : result.kind === 'motion'
        ? [
            ...kinds
              .filter((kind) => kind !== 'other' || poll.question.allowsOther)
              .map(
                (kind) =>
                  [t(kind === 'other' ? 'vote.otherOpinion' : `vote.${kind}`), result.counts[kind], kind] as const,
              ),
            [t('vote.silent'), result.silent, 'silent'] as const,
          ]
        : [
            ...optionOrder(poll, result).map(
              ([id, label]) => [withOutcome(label, id), result.votes.get(id) ?? 0, 'yes'] as const,
            ),
            [t(result.election ? 'vote.blank' : 'vote.abstain'), result.abstain, 'abstain'] as const,
            [t('vote.silent'), result.silent, 'silent'] as const,
          ]
  /** Through whom a ballot came, where it was not its voter's own hand. */
  const through = (voter: PersonId): readonly string[] => {
    const holder = poll.proxies.get(voter)
    const ballot = poll.ballots.get(voter)
    return [
      ...(holder ? [t('vote.result.byProxy', { name: nameOf(holder) })] : []),
      ...(ballot && ballot.helpReason !== ''
        ? [t('vote.help.done', { name: nameOf(ballot.castBy), reason: ballot.helpReason })]
        : []),
    ]
  }
  const most = Math.max(1, ...rows.map(([, count]) => count))
  const save = async () => {
    const table = [
      [t('vote.name'), poll.question.title],
      ...rows.map(([label, count]) => [label, String(count)]),
      ...(result.kind === 'each'
        ? result.rows.map((row) => [labelOf(row.id), rowCounts(row, language), rowSentence(row, language)])
        : []),
      ...(sentence ? [[t('vote.result.title'), sentence]] : []),
      [],
      ...[...poll.ballots.values()].map(({ voter, choice }) => [nameOf(voter), choice ? words(choice) : hidden]),
    ]
    await hostWindow.saveFile?.(`${t('vote.result.fileName')}.csv`, toCsv(table))
  }
  return (
    <div className={classes.result} data-testid="poll-result">
      {result.kind === 'each' && <EachResult poll={poll} result={result} />}
      {poll.question.block && <BlockItems poll={poll} />}
      <Table verticalSpacing={6}>
        <Table.Tbody>
          {rows.map(([label, count, tone]) => (
            <Table.Tr key={label}>
              <Table.Th scope="row" w="34%">
                {label}
              </Table.Th>
              <Table.Td w="4rem" className={classes.count}>
                {count}
              </Table.Td>
              <Table.Td>
                <span className={classes.barTrack} aria-hidden>
                  <span className={classes.bar} data-tone={tone} style={{ width: `${(100 * count) / most}%` }} />
                </span>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {sentence && (
        <Text
          className={classes.sentence}
          data-outcome={result.kind === 'motion' ? result.decision.outcome : undefined}
        >
          {sentence}
        </Text>
      )}
      {result.kind === 'options' && !election && (
        <Text className={classes.sentence}>
          {result.leading.length === 0
            ? t('vote.result.nobody')
            : t(result.leading.length === 1 ? 'vote.result.leading' : 'vote.result.tie', {
                names: result.leading.map(labelOf).join(', '),
              })}
        </Text>
      )}
      {poll.handCount && (
        <Text size="sm" c="dimmed">
          {t('vote.result.hand', { ...poll.handCount, by: poll.handCount.countedBy })}
        </Text>
      )}
      {poll.question.rule.article && (poll.question.kind !== 'options' || election) && (
        <Text size="sm" c="dimmed">
          {t('vote.result.article', { article: poll.question.rule.article })}
        </Text>
      )}
      {poll.listApproval && (
        <Text size="sm" c="dimmed">
          {t('vote.list.approved', { how: poll.listApproval.how })}
        </Text>
      )}
      {poll.weights.size > 0 && (
        <Text size="sm" c="dimmed">
          {t('vote.result.weighed')}
        </Text>
      )}
      {poll.question.secret && (
        <Text size="sm" c="dimmed">
          {t('secret.experimental')}
        </Text>
      )}
      {poll.quorumReason && (
        <Text size="sm" c="dimmed">
          {t('vote.result.withoutQuorum', { reason: poll.quorumReason })}
        </Text>
      )}
      {poll.reason && <Text c="red">{poll.reason}</Text>}
      <details className={classes.names}>
        <summary>{t(poll.question.secret ? 'secret.voters' : 'vote.result.names')}</summary>
        <ul>
          {[...poll.ballots.values()].map(({ voter, choice }) => (
            <li key={voter}>
              <span>{[nameOf(voter), ...through(voter)].join(' · ')}</span>
              <strong>{choice ? words(choice) : hidden}</strong>
            </li>
          ))}
        </ul>
      </details>
      {hostWindow.saveFile && (
        <Group>
          <Button variant="subtle" leftSection={<IconDownload size={20} aria-hidden />} onClick={() => void save()}>
            {t('vote.result.export')}
          </Button>
          {poll.status === 'published' && <TallyDocument poll={poll} />}
        </Group>
      )}
    </div>
  )
}

/** Candidates stand by their votes; other options as they were put. */
function optionOrder(poll: Poll, result: Extract<Result, { kind: 'options' }>): readonly (readonly [string, string])[] {
  const labels = new Map(poll.question.options.map(({ id, label }) => [id, label]))
  return result.election
    ? result.election.candidates.map(({ candidate }) => [candidate, labels.get(candidate) ?? candidate])
    : [...labels]
}
