import { useState, type ReactNode } from 'react'
import { keyBetween } from '#domain/agenda/order-key.ts'
import type { MeetingRow } from '#application/projection/rows.ts'
import type { PersonId } from '#domain/kernel/ids.ts'
import { isBeforeSession } from '#domain/meeting/meeting-status.ts'
import type { ItemProposal } from '#domain/preparation/preparation.ts'
import { useWorkspace } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { useClosedParts } from '#renderer/shared/closed-parts/use-closed-parts.ts'
import { DialogActions } from '#renderer/shared/dialog-actions.tsx'
import { PersonSelect } from '#renderer/shared/person-select.tsx'
import { DraftComments } from '#renderer/shared/preparing/draft-comments.tsx'
import { useApprovalWords } from '#renderer/shared/preparing/use-approval-words.ts'
import { ReasonDialog } from '#renderer/shared/reason-dialog.tsx'
import { useAct, useNames } from '#renderer/shared/use-room.ts'
import { useMeeting } from '#renderer/shared/use-meeting.ts'
import { Button, Group, Modal, MultiSelect, Stack, Text, Textarea, Title, useLive } from '#design/index.ts'
import sharedClasses from '#renderer/shared/shared.module.css'
import type { Agenda } from './documents.ts'
import classes from './editor.module.css'

/** What others have to say before the meeting is held: reviewers, the approver, members; and that it is not held. */
export function PreparingPanel({ meeting, agenda }: { readonly meeting: MeetingRow; readonly agenda: Agenda }) {
  return (
    <Stack gap="xl" className={classes.panel}>
      <Review meeting={meeting} />
      <Approval meeting={meeting} />
      <Proposals meeting={meeting} agenda={agenda} />
      <Halt meeting={meeting} />
    </Stack>
  )
}

function Section({
  title,
  action,
  children,
}: {
  readonly title: string
  readonly action?: ReactNode
  readonly children: ReactNode
}) {
  return (
    <section aria-label={title}>
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h3">
          {title}
        </Title>
        {action}
      </Group>
      {children}
    </section>
  )
}

function Review({ meeting }: { readonly meeting: MeetingRow }) {
  const { t } = useTranslation()
  const act = useAct()
  const nameOf = useNames()
  const { items } = useMeeting(meeting.id)
  const [isAsking, setAsking] = useState(false)
  const { reviewers, comments, isOut } = meeting.preparation
  if (isOut && comments.length === 0) return null
  return (
    <Section
      title={t('preparing.review.title')}
      action={
        !isOut && (
          <Button variant="light" onClick={() => setAsking(true)}>
            {t('preparing.review.ask')}
          </Button>
        )
      }
    >
      {reviewers.length > 0 && (
        <Text mb="xs">{t('preparing.review.asked', { names: reviewers.map(nameOf).join(', ') })}</Text>
      )}
      {comments.length === 0 && <Text c="dimmed">{t('preparing.review.none')}</Text>}
      <DraftComments
        comments={comments}
        items={items ?? []}
        onResolve={({ id }) => void act({ t: 'review.resolve', meeting: meeting.id, comment: id })}
      />
      {isAsking && <AskReview meeting={meeting} onClose={() => setAsking(false)} />}
    </Section>
  )
}

function AskReview({ meeting, onClose }: { readonly meeting: MeetingRow; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const act = useAct()
  const workspace = useWorkspace()
  const directory = useLive(workspace.directory)
  const [persons, setPersons] = useState<string[]>([])
  const [note, setNote] = useState('')
  const me = workspace.identity.person.id
  const known = (directory?.people ?? []).filter(({ id, active }) => active && id !== me)
  const ask = async () => {
    const asked = known.flatMap(({ id }) => (persons.includes(id) ? [id] : []))
    if (await act({ t: 'review.ask', meeting: meeting.id, persons: asked, note: note.trim() })) onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t('preparing.review.title')} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void ask()
        }}
      >
        <Stack>
          <MultiSelect
            label={t('preparing.review.persons')}
            data={known.map(({ id, name, position }) => ({ value: id as string, label: `${name} – ${position}` }))}
            value={persons}
            onChange={setPersons}
            searchable
            required
          />
          <Textarea
            label={t('preparing.review.note')}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
            maxLength={1000}
            autosize
            minRows={2}
          />
          <DialogActions onCancel={onClose} label={t('preparing.review.ask')} isReady={persons.length > 0} />
        </Stack>
      </form>
    </Modal>
  )
}

function Approval({ meeting }: { readonly meeting: MeetingRow }) {
  const { t } = useTranslation()
  const wordsOf = useApprovalWords()
  const [isAsking, setAsking] = useState(false)
  const { approval, isOut } = meeting.preparation
  if (isOut && !approval) return null
  return (
    <Section
      title={t('preparing.approval.title')}
      action={
        meeting.status === 'draft' && (
          <Button variant="light" onClick={() => setAsking(true)}>
            {t('preparing.approval.submit')}
          </Button>
        )
      }
    >
      {approval && <Text>{wordsOf(approval)}</Text>}
      {isAsking && <AskApproval meeting={meeting} onClose={() => setAsking(false)} />}
    </Section>
  )
}

function AskApproval({ meeting, onClose }: { readonly meeting: MeetingRow; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const act = useAct()
  const chair = meeting.participants.find(({ roles }) => roles.includes('chair'))?.person ?? null
  const [approver, setApprover] = useState<PersonId | null>(chair)
  const [note, setNote] = useState('')
  const submit = async () => {
    if (approver === null) return
    if (await act({ t: 'meeting.submit', meeting: meeting.id, approver, note: note.trim() })) onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t('preparing.approval.submit')}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <Stack>
          <PersonSelect label={t('preparing.approval.approver')} value={approver} onChange={setApprover} required />
          <Textarea
            label={t('preparing.approval.note')}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
            maxLength={1000}
            autosize
            minRows={2}
            required
          />
          <DialogActions
            onCancel={onClose}
            label={t('preparing.approval.submit')}
            isReady={approver !== null && note.trim() !== ''}
          />
        </Stack>
      </form>
    </Modal>
  )
}

function Proposals({ meeting, agenda }: { readonly meeting: MeetingRow; readonly agenda: Agenda }) {
  const { t } = useTranslation()
  const workspace = useWorkspace()
  const act = useAct()
  const nameOf = useNames()
  const [declining, setDeclining] = useState<ItemProposal | null>(null)
  const { proposals } = meeting.preparation
  if (proposals.length === 0) return null
  const decide = (proposal: ItemProposal, accepted: boolean, reason: string) =>
    act({ t: 'proposal.decide', meeting: meeting.id, proposal: proposal.id, accepted, reason })
  const accept = async (proposal: ItemProposal) => {
    if (!(await decide(proposal, true, ''))) return
    const top = agenda.content.get().items.filter(({ parent }) => parent === null)
    const last = top.reduce((highest, { position }) => (position > highest ? position : highest), '')
    agenda.editor.addItems([
      {
        id: workspace.newId('i'),
        parent: null,
        position: keyBetween(last === '' ? null : last, null),
        title: proposal.title,
        kind: 'opinion',
        presenter: nameOf(proposal.by),
        owningUnit: '',
        paperInRoom: '',
        minutes: proposal.minutes,
        status: 'planned',
        note: '',
      },
    ])
  }
  return (
    <Section title={t('preparing.proposals.title')}>
      <ul className={sharedClasses.requests}>
        {proposals.map((proposal) => (
          <li key={proposal.id} className={sharedClasses.request} data-testid="proposal">
            <div>
              <Text fw={600}>{proposal.title}</Text>
              <Text size="sm" c="dimmed">
                {nameOf(proposal.by)} · {t('meeting.minutes', { count: proposal.minutes })}
              </Text>
            </div>
            <Text>{proposal.reason}</Text>
            {proposal.decision ? (
              <Text c="dimmed">
                {proposal.decision.accepted
                  ? t('preparing.proposals.accepted')
                  : t('preparing.proposals.declined', { reason: proposal.decision.reason })}
              </Text>
            ) : (
              <Group gap="xs">
                <Button onClick={() => void accept(proposal)}>{t('preparing.proposals.accept')}</Button>
                <Button variant="default" onClick={() => setDeclining(proposal)}>
                  {t('preparing.proposals.decline')}
                </Button>
              </Group>
            )}
          </li>
        ))}
      </ul>
      <ReasonDialog
        isOpen={declining !== null}
        title={t('preparing.proposals.decline')}
        label={t('preparing.proposals.declineReason')}
        action={t('preparing.proposals.decline')}
        onClose={() => setDeclining(null)}
        onReason={(reason) => (declining ? decide(declining, false, reason) : Promise.resolve(false))}
      />
    </Section>
  )
}

function Halt({ meeting }: { readonly meeting: MeetingRow }) {
  const { t } = useTranslation()
  const act = useAct()
  const [halting, setHalting] = useState<'postpone' | 'cancel' | null>(null)
  const { status, preparation } = meeting
  const { parts } = useClosedParts(meeting)
  if (!isBeforeSession(status)) return null
  /** Its closed parts go with the whole. */
  const halt = async (reason: string) => {
    const t = halting === 'postpone' ? 'meeting.postpone' : 'meeting.cancel'
    const done = await act({ t, meeting: meeting.id, reason })
    for (const part of done ? parts : [])
      if (t === 'meeting.postpone' ? part.status === 'invited' : isBeforeSession(part.status))
        await act({ t, meeting: part.id, reason })
    return done
  }
  const text = halting === 'postpone' ? 'postponeText' : preparation.isOut ? 'cancelText' : 'discardText'
  return (
    <Section title={t('preparing.halt.title')}>
      <Group gap="xs">
        {status === 'invited' && (
          <Button variant="default" onClick={() => setHalting('postpone')}>
            {t('preparing.halt.postpone')}
          </Button>
        )}
        <Button variant="default" color="red" onClick={() => setHalting('cancel')}>
          {t('preparing.halt.cancel')}
        </Button>
      </Group>
      <ReasonDialog
        key={halting}
        isOpen={halting !== null}
        title={t(halting === 'postpone' ? 'preparing.halt.postpone' : 'preparing.halt.cancel')}
        text={t(`preparing.halt.${text}`)}
        label={t('preparing.halt.reason')}
        action={t(halting === 'postpone' ? 'preparing.halt.postpone' : 'preparing.halt.cancel')}
        onClose={() => setHalting(null)}
        onReason={halt}
      />
    </Section>
  )
}
