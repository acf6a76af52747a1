import { useState } from 'react'
import type { ItemRow, MeetingRow } from '#application/projection/rows.ts'
import type { ItemId } from '#domain/kernel/ids.ts'
import { isReviewedBy } from '#domain/preparation/preparation.ts'
import { useWorkspace } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { DraftComments } from '#renderer/shared/preparing/draft-comments.tsx'
import { RequestLine } from '#renderer/shared/preparing/request-line.tsx'
import { ReviewRequest } from '#renderer/shared/preparing/review-request.tsx'
import { useApprovalWords } from '#renderer/shared/preparing/use-approval-words.ts'
import { ReasonDialog } from '#renderer/shared/reason-dialog.tsx'
import { useAct, useNames } from '#renderer/shared/use-room.ts'
import { Alert, Button, Group, Select, Stack, Text, Textarea, Title } from '#design/index.ts'
import { SendPaper } from './send-paper.tsx'
import sharedClasses from '#renderer/shared/shared.module.css'
import classes from './meeting.module.css'

type Props = { readonly meeting: MeetingRow; readonly items: readonly ItemRow[] }

/** What the preparation of this meeting wants from the person, or tells them. */
export function PreparationCards({ meeting, items }: Props) {
  const { t } = useTranslation()
  const { halt } = meeting.preparation
  const me = useWorkspace().identity.person.id
  const requests = meeting.preparation.requests.filter(({ status, isTaken }) => status !== 'cancelled' && !isTaken)
  const isSecretary = meeting.myRoles.includes('secretary')
  const own = requests.filter(({ lead }) => lead === me)
  const toReview = requests.filter((request) => isReviewedBy(request, { person: me, isSecretary }))
  return (
    <>
      {halt && (
        <Alert
          color={halt.kind === 'cancelled' ? 'red' : 'yellow'}
          title={t(`preparing.halt.${halt.kind}`)}
          mb="md"
          role="status"
        >
          {halt.reason}
        </Alert>
      )}
      <ApprovalCard meeting={meeting} />
      <ReviewCard meeting={meeting} items={items} />
      {own.length > 0 && (
        <Section title={t('preparing.requests.mine')}>
          <ul className={sharedClasses.requests}>
            {own.map((request) => (
              <RequestLine key={request.paper} meeting={meeting} request={request}>
                <SendPaper meeting={meeting.id} request={request} />
              </RequestLine>
            ))}
          </ul>
        </Section>
      )}
      {toReview.length > 0 && (
        <Section title={t('preparing.requests.toReview')}>
          <ul className={sharedClasses.requests}>
            {toReview.map((request) => (
              <RequestLine key={request.paper} meeting={meeting} request={request}>
                <ReviewRequest meeting={meeting} request={request} />
              </RequestLine>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}

function Section({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <section className={classes.preparing} aria-label={title}>
      <Title order={2} size="h4">
        {title}
      </Title>
      {children}
    </section>
  )
}

function ApprovalCard({ meeting }: { readonly meeting: MeetingRow }) {
  const { t } = useTranslation()
  const wordsOf = useApprovalWords()
  const nameOf = useNames()
  const act = useAct()
  const me = useWorkspace().identity.person.id
  const [isRefusing, setRefusing] = useState(false)
  const { approval, isOut } = meeting.preparation
  if (!approval || isOut) return null
  if (meeting.status !== 'pending' || approval.approver !== me)
    return (
      <Text c="dimmed" mb="md">
        {wordsOf(approval)}
      </Text>
    )
  return (
    <section className={classes.reply} aria-label={t('preparing.approval.mine')}>
      <div>
        <Text fw={600}>{t('preparing.approval.mine')}</Text>
        <Text>{`${nameOf(approval.by)}: ${approval.note}`}</Text>
      </div>
      <Group gap="xs">
        <Button onClick={() => void act({ t: 'meeting.approve', meeting: meeting.id, note: '' })}>
          {t('preparing.approval.approve')}
        </Button>
        <Button variant="default" onClick={() => setRefusing(true)}>
          {t('preparing.approval.refuse')}
        </Button>
      </Group>
      <ReasonDialog
        isOpen={isRefusing}
        title={t('preparing.approval.refuse')}
        label={t('preparing.approval.reason')}
        action={t('preparing.approval.refuse')}
        onClose={() => setRefusing(false)}
        onReason={(reason) => act({ t: 'meeting.refuse', meeting: meeting.id, reason })}
      />
    </section>
  )
}

/** For whoever was asked: the draft stands below, and what is wrong with it is said here. */
function ReviewCard({ meeting, items }: Props) {
  const { t } = useTranslation()
  const act = useAct()
  const me = useWorkspace().identity.person.id
  const [item, setItem] = useState<string | null>(null)
  const [text, setText] = useState('')
  const { reviewers, reviewNote, comments, approval, isOut } = meeting.preparation
  if (isOut || !(reviewers.includes(me) || approval?.approver === me)) return null
  const send = async () => {
    const done = await act({
      t: 'review.comment',
      meeting: meeting.id,
      item: item as ItemId | null,
      text: text.trim(),
    })
    if (done) setText('')
  }
  return (
    <Section title={t('preparing.review.mine')}>
      {reviewNote && <Text>{reviewNote}</Text>}
      <DraftComments comments={comments} items={items} />
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <Stack gap="xs">
          <Select
            label={t('preparing.review.item')}
            placeholder={t('preparing.review.whole')}
            data={items.map(({ id, number, title }) => ({ value: id as string, label: `${number}. ${title}` }))}
            value={item}
            onChange={setItem}
            clearable
            searchable
          />
          <Textarea
            label={t('preparing.review.text')}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            maxLength={5000}
            autosize
            minRows={2}
          />
          <Group>
            <Button type="submit" disabled={text.trim() === ''}>
              {t('preparing.review.send')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  )
}
