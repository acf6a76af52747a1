import { IconChecklist, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { Poll } from '#domain/voting/poll.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { Button, Group, Text } from '#design/index.ts'
import { BlockItems } from './block-items.tsx'
import { CountingCommittee, KeyPartWanted } from './counting-committee.tsx'
import { PollConduct } from './poll-conduct.tsx'
import { PollDialog, type Editing } from './poll-dialog.tsx'
import { PollResult } from './poll-result.tsx'
import { useRoomView } from './room-context.ts'
import { VoteCard } from './vote-card.tsx'
import roomClasses from './room.module.css'
import classes from './votes.module.css'

/** A secret vote that is closed waits for its holders as an open one waits for its voters. */
const isUnderWay = ({ status, question }: Poll): boolean =>
  status === 'open' || (status === 'closed' && question.secret !== undefined)

/** The vote that is open, or being counted, stands first and large. */
export function OpenVotes() {
  const { t } = useTranslation()
  const { state } = useRoomView()
  const underWay = [...state.polls.values()].filter(isUnderWay)
  return (
    <>
      <KeyPartWanted />
      {underWay.map((poll) => (
        <section key={poll.id} className={classes.openVote} aria-label={t('vote.title')} data-testid="open-vote">
          {poll.status === 'open' ? (
            <VoteCard poll={poll} />
          ) : (
            <div>
              <p className={roomClasses.eyebrow}>{`${t('vote.status.closed')} · ${t('secret.name')}`}</p>
              <h2 className={classes.voteTitle}>{poll.question.title}</h2>
            </div>
          )}
          <PollConduct poll={poll} onEdit={() => {}} />
        </section>
      ))}
    </>
  )
}

/** Votes that are prepared, closed or published, newest first. */
export function OtherVotes() {
  const { t } = useTranslation()
  const { state, may } = useRoomView()
  const [editing, setEditing] = useState<Editing | null>(null)
  const polls = [...state.polls.values()]
    .filter((poll) => !isUnderWay(poll) && (poll.status !== 'ready' || poll.question.block || may('poll.prepare')))
    .toReversed()
  const mayPrepare = may('poll.prepare') && state.status !== 'ended'
  if (polls.length === 0 && !mayPrepare && state.countingKey === null) return null
  return (
    <section className={classes.votes} aria-label={t('vote.title')}>
      <Group justify="space-between">
        <h2 className={roomClasses.panelTitle}>{t('vote.title')}</h2>
        {mayPrepare && (
          <Button
            variant="default"
            leftSection={<IconPlus size={20} aria-hidden />}
            onClick={() => setEditing({ poll: null, isRepeat: false })}
          >
            {t('vote.prepare')}
          </Button>
        )}
      </Group>
      <CountingCommittee />
      {polls.map((poll) => (
        <article key={poll.id} className={`${roomClasses.panel} ${classes.poll}`} data-status={poll.status}>
          <div>
            <p className={roomClasses.eyebrow}>
              <IconChecklist size={18} aria-hidden /> {t(`vote.status.${poll.status}`)}
              {poll.question.secret && ` · ${t('secret.name')}`}
            </p>
            <h3 className={classes.pollTitle}>{poll.question.title}</h3>
          </div>
          {poll.question.block && poll.status === 'ready' && <BlockItems poll={poll} />}
          {poll.listApproval && poll.status === 'ready' && (
            <Text size="sm" c="dimmed">
              {t('vote.list.approved', { how: poll.listApproval.how })}
            </Text>
          )}
          {poll.question.repeats && (
            <Text size="sm" c="dimmed">
              {t('vote.repeats', { title: state.polls.get(poll.question.repeats)?.question.title ?? '' })}
            </Text>
          )}
          {(poll.status === 'published' || poll.status === 'annulled') && <PollResult poll={poll} />}
          <PollConduct poll={poll} onEdit={() => setEditing({ poll, isRepeat: poll.status !== 'ready' })} />
        </article>
      ))}
      <PollDialog editing={editing} onClose={() => setEditing(null)} />
    </section>
  )
}
