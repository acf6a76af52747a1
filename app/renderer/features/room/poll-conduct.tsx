import { useState } from 'react'
import { quorumNow, roomFor } from '#domain/meeting/meeting-log.ts'
import { unitsOf } from '#domain/voting/franchise.ts'
import { missedTwice } from '#domain/voting/missed-votes.ts'
import { electorateOf, secretObstacle } from '#domain/voting/electorate.ts'
import { graceEndsAt, type Poll } from '#domain/voting/poll.ts'
import { pollResult } from '#domain/voting/poll-result.ts'
import { jointKey } from '#protocol/secret/ceremony.ts'
import { pointText } from '#protocol/secret/group.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { useNow } from '#renderer/shared/use-room.ts'
import { Alert, Button, Group, Modal, Progress, Stack, Text, Title, useLive } from '#design/index.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { HandCount } from './hand-count.tsx'
import { HelpVoter } from './help-voter.tsx'
import { ReasonDialog } from '#renderer/shared/reason-dialog.tsx'
import { useRoomView } from './room-context.ts'
import { SecretCount } from './secret-count.tsx'
import { WhatIf } from './what-if.tsx'
import classes from './votes.module.css'

/** How far a vote is, for everybody; opening, closing and publishing, for the one who conducts. */
export function PollConduct({ poll, onEdit }: { readonly poll: Poll; readonly onEdit: () => void }) {
  const { t } = useTranslation()
  const { room, state, me, conducts, may, nameOf, act } = useRoomView()
  const [asks, setAsks] = useState<'open' | 'close' | 'cancel' | 'annul' | 'hand' | 'help' | 'list' | null>(null)
  const { meeting } = room
  const voted = poll.ballots.size + handVotes(poll)
  const missing = [...poll.electorate].filter((person) => !poll.ballots.has(person))
  const result = poll.status === 'published' ? pollResult(poll) : null
  const isTied = result?.kind === 'motion' && result.decision.outcome === 'chair-decides'
  return (
    <>
      {(poll.status === 'open' || poll.status === 'closed') && (
        <div>
          <Text fw={600} aria-live="polite">
            {t('vote.progress', { count: voted, of: poll.electorate.size })}
            {poll.changes > 0 && ` · ${t('vote.changed', { count: poll.changes })}`}
          </Text>
          <Progress
            value={poll.electorate.size === 0 ? 0 : (100 * voted) / poll.electorate.size}
            size="lg"
            aria-label={t('vote.progress', { count: voted, of: poll.electorate.size })}
          />
        </div>
      )}
      {poll.late.length > 0 && (
        <Text size="sm" c="dimmed">
          {t('vote.late', { count: poll.late.length })}
          {poll.late.some(({ voter }) => voter === me) && ` · ${t('vote.card.lateMine')}`}
        </Text>
      )}
      {isTied && poll.chair === me && (
        <Stack gap="xs">
          <Text fw={600}>{t('vote.castingVote')}</Text>
          <Group>
            {(['yes', 'no'] as const).map((vote) => (
              <Button
                key={vote}
                variant="default"
                onClick={() => void act({ t: 'poll.break-tie', meeting, poll: poll.id, vote })}
              >
                {t(`vote.${vote}`)}
              </Button>
            ))}
          </Group>
        </Stack>
      )}
      {poll.status === 'closed' && poll.question.secret && <SecretCount poll={poll} />}
      <Group gap="xs" className={classes.pollActions}>
        {poll.status === 'ready' && may('poll.prepare') && (
          <Button variant="default" onClick={onEdit}>
            {t('vote.edit')}
          </Button>
        )}
        {(poll.status === 'published' || poll.status === 'annulled') &&
          may('poll.prepare') &&
          state.status !== 'ended' && (
            <Button variant="default" onClick={onEdit}>
              {t('vote.repeat')}
            </Button>
          )}
        {conducts && poll.status === 'ready' && poll.question.election && poll.listApproval === null && (
          <Button onClick={() => setAsks('list')}>{t('vote.list.approve')}</Button>
        )}
        {conducts && poll.status === 'ready' && state.status === 'live' && hasItsList(poll) && (
          <Button onClick={() => setAsks('open')}>{t('vote.open')}</Button>
        )}
        {conducts && poll.status === 'open' && <Button onClick={() => setAsks('close')}>{t('vote.close')}</Button>}
        {may('poll.count') &&
          (poll.status === 'open' || poll.status === 'closed') &&
          poll.question.kind === 'motion' &&
          poll.weights.size === 0 &&
          !poll.question.secret && (
            <Button variant="default" onClick={() => setAsks('hand')}>
              {t('vote.hand')}
            </Button>
          )}
        {may('poll.help') && poll.status === 'open' && !poll.question.secret && missing.length > 0 && (
          <Button variant="default" onClick={() => setAsks('help')}>
            {t('vote.help.title')}
          </Button>
        )}
        {conducts && poll.status === 'closed' && !poll.question.secret && <Publish poll={poll} />}
        {conducts && (poll.status === 'ready' || poll.status === 'open') && (
          <Button variant="subtle" color="red" onClick={() => setAsks('cancel')}>
            {t('vote.cancel')}
          </Button>
        )}
        {conducts && state.sitting.seals.size === 0 && (poll.status === 'closed' || poll.status === 'published') && (
          <Button variant="subtle" color="red" onClick={() => setAsks('annul')}>
            {t('vote.annul')}
          </Button>
        )}
      </Group>
      <OpenDialog poll={poll} isOpen={asks === 'open'} onClose={() => setAsks(null)} />
      <ConfirmDialog
        isOpen={asks === 'close'}
        title={t('vote.close')}
        text={
          missing.length === 0
            ? t('vote.closeAll')
            : t('vote.closeText', { count: missing.length, names: missing.map(nameOf).join(', ') })
        }
        action={t('vote.close')}
        onClose={() => setAsks(null)}
        onConfirm={() => void act({ t: 'poll.close', meeting, poll: poll.id })}
      />
      <ReasonDialog
        isOpen={asks === 'cancel' || asks === 'annul'}
        title={t(asks === 'annul' ? 'vote.annul' : 'vote.cancel')}
        label={t('vote.cancelReason')}
        action={t(asks === 'annul' ? 'vote.annul' : 'vote.cancel')}
        onClose={() => setAsks(null)}
        onReason={(reason) =>
          act({ t: asks === 'annul' ? 'poll.annul' : 'poll.cancel', meeting, poll: poll.id, reason })
        }
      />
      <HelpVoter poll={poll} isOpen={asks === 'help'} onClose={() => setAsks(null)} />
      <ReasonDialog
        isOpen={asks === 'list'}
        title={t('vote.list.approve')}
        text={t('vote.list.text', { names: poll.question.options.map(({ label }) => label).join(', ') })}
        label={t('vote.list.how')}
        action={t('vote.list.approve')}
        onClose={() => setAsks(null)}
        onReason={(how) => act({ t: 'poll.approve-list', meeting, poll: poll.id, how })}
      />
      <HandCount poll={poll} isOpen={asks === 'hand'} onClose={() => setAsks(null)} />
    </>
  )
}

/** Candidates are put to the vote only when the body has approved the list of them. */
const hasItsList = ({ question, listApproval }: Poll): boolean => !question.election || listApproval !== null

/** Counts down the seconds in which ballots under way still land. */
function Publish({ poll }: { readonly poll: Poll }) {
  const { t } = useTranslation()
  const { room, act } = useRoomView()
  const now = useNow()
  const graceLeft = Math.ceil((graceEndsAt(poll) - now) / 1000)
  return (
    <Button
      disabled={graceLeft > 0}
      onClick={() => void act({ t: 'poll.publish', meeting: room.meeting, poll: poll.id })}
    >
      {t('vote.publish')}
      {graceLeft > 0 && ` (${graceLeft})`}
    </Button>
  )
}

const handVotes = ({ handCount }: Poll): number =>
  handCount === null ? 0 : handCount.yes + handCount.no + handCount.abstain

/** Before a vote opens: who is on its list, whose machine is not ready, and what each outcome would mean. */
function OpenDialog({
  poll,
  isOpen,
  onClose,
}: {
  readonly poll: Poll
  readonly isOpen: boolean
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const { room, state, nameOf, act } = useRoomView()
  const machines = useLive(room.machines)
  const quorum = quorumNow(state)
  const hall = roomFor(state, poll.question.item)
  const voters = electorateOf(hall)
  const unready = voters.filter((person) => machines.get(person) !== 'in-front')
  const often = missedTwice([...state.polls.values()], voters)
  const { secret } = poll.question
  const obstacle = secretObstacle(poll.question, hall)
  const open = (reason: string) =>
    act({
      t: 'poll.open',
      meeting: room.meeting,
      poll: poll.id,
      question: poll.question,
      reason,
      ...(secret && hall.countingKey && { key: pointText(jointKey(hall.countingKey)) }),
    })
  if (isOpen && obstacle)
    return (
      <Modal opened onClose={onClose} title={t('vote.open')} withCloseButton={false}>
        <Stack>
          <Text>{t(`secret.obstacle.${obstacle}`, { count: voters.length, least: secret?.minBallots ?? 0 })}</Text>
          <Button variant="default" onClick={onClose}>
            {t('common.close')}
          </Button>
        </Stack>
      </Modal>
    )
  if (isOpen && !quorum.isMet)
    return (
      <ReasonDialog
        isOpen
        title={t('vote.openWithout')}
        text={t('room.conduct.startWithoutText', { present: quorum.present, of: quorum.of, needed: quorum.needed })}
        label={t('vote.reason')}
        action={t('vote.open')}
        onClose={onClose}
        onReason={open}
      />
    )
  return (
    <Modal opened={isOpen} onClose={onClose} title={t('vote.open')} size="lg">
      <Stack>
        <Title order={3}>{poll.question.title}</Title>
        <Text>{t('vote.openText', { count: voters.length })}</Text>
        <Text>
          {unready.length === 0 ? t('vote.allReady') : t('vote.notReady', { names: unready.map(nameOf).join(', ') })}
        </Text>
        {often.length > 0 && (
          <Alert color="yellow">{t('vote.missedTwice', { names: often.map(nameOf).join(', ') })}</Alert>
        )}
        {(poll.question.kind === 'motion' || poll.question.kind === 'clauses') && (
          <WhatIf
            rule={poll.question.rule}
            present={unitsOf(hall.franchise, voters)}
            total={unitsOf(hall.franchise, hall.members)}
          />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            onClick={() => {
              onClose()
              void open('')
            }}
          >
            {t('vote.open')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
