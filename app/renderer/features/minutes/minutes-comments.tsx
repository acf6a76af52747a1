import { useState } from 'react'
import type { MeetingRow } from '#application/projection/rows.ts'
import type { MeetingLogState } from '#domain/meeting/meeting-log.ts'
import { isSigned, mayCommentOnMinutes, type MinutesDraft } from '#domain/minutes/minutes.ts'
import { useFormats } from '#renderer/i18n/formats.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { useMayIn } from '#renderer/shared/use-meeting.ts'
import { useAct, useNames } from '#renderer/shared/use-room.ts'
import { Badge, Button, Group, Text, Textarea } from '#design/index.ts'
import classes from './minutes.module.css'

/** What members say about the text, each on the text they had before them; nothing is thrown away by a newer one. */
export function MinutesComments({
  state,
  meeting,
  draft,
}: {
  readonly state: MeetingLogState
  readonly meeting: MeetingRow
  readonly draft: MinutesDraft
}) {
  const { t } = useTranslation()
  const formats = useFormats()
  const nameOf = useNames()
  const act = useAct()
  const may = useMayIn(meeting)
  const [text, setText] = useState('')
  const { comments, drafts } = state.minutes
  const mayWrite =
    may('comment.write', { policy: mayCommentOnMinutes(meeting.myRoles) }) && !isSigned(state.minutes, draft.seq)
  if (!mayWrite && comments.length === 0) return null
  const send = async () => {
    const isSent = await act({
      t: 'minutes.comment',
      meeting: meeting.id,
      draft: draft.seq,
      text: text.normalize('NFC').trim(),
    })
    if (isSent) setText('')
  }
  return (
    <section className={classes.panel} aria-label={t('minutes.comments')}>
      <h2 className={classes.panelTitle}>{t('minutes.commentsCount', { count: comments.length })}</h2>
      {comments.map((comment) => {
        const on = drafts.find(({ seq }) => seq === comment.draft)
        const isLate = on?.deadline !== null && on !== undefined && comment.at > on.deadline
        return (
          <article key={`${comment.by} ${comment.at}`} className={classes.comment} data-testid="minutes-comment">
            <Group gap="xs">
              <Text fw={600}>{nameOf(comment.by)}</Text>
              <Text size="sm" c="dimmed">
                {formats.moment(comment.at)}
              </Text>
              {isLate && (
                <Badge tt="none" color="yellow" variant="light">
                  {t('minutes.late')}
                </Badge>
              )}
              {comment.draft !== draft.seq && (
                <Badge tt="none" variant="light">
                  {t('minutes.onEarlier')}
                </Badge>
              )}
            </Group>
            <p className={classes.paragraph}>{comment.text}</p>
          </article>
        )
      })}
      {mayWrite && (
        <>
          <Textarea
            label={t('minutes.myComment')}
            autosize
            minRows={2}
            maxRows={10}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Button mt="xs" disabled={text.trim() === ''} onClick={() => void send()}>
            {t('minutes.sendComment')}
          </Button>
        </>
      )}
    </section>
  )
}
