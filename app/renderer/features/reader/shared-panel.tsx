import { IconCheck, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import type { SharedMark } from '#application/marks/shared-marks.ts'
import type { PaperView } from '#application/ports/paper-view.ts'
import { useWorkspace } from '#renderer/shell/app-context.ts'
import { useFormats } from '#renderer/i18n/formats.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { NoteView } from '#renderer/shared/note-view.tsx'
import { plainNote } from '#domain/marks/note-text.ts'
import { useNames } from '#renderer/shared/use-room.ts'
import { ActionIcon, Badge, Button, Group, Select, Text, Textarea, Tooltip, UnstyledButton } from '#design/index.ts'
import { pageOf, type PaperMarks } from './use-paper-marks.ts'
import classes from './marks.module.css'

const everybody = 'all'

/** What people show each other on this paper: who, where, and what was answered. */
export function SharedPanel({ view, marks }: { readonly view: PaperView; readonly marks: PaperMarks }) {
  const { t } = useTranslation()
  const nameOf = useNames()
  const [author, setAuthor] = useState(everybody)
  const authors = [...new Set(marks.shared.map((share) => share.author))]
  const shown = marks.shared.filter((share) => author === everybody || share.author === author)
  if (marks.shared.length === 0)
    return (
      <Text c="dimmed" p="md">
        {t('marks.sharedEmpty')}
      </Text>
    )
  return (
    <>
      <div className={classes.panelHead}>
        <Text size="sm" c="dimmed">
          {t('marks.sharedHead')}
        </Text>
        {authors.length > 1 && (
          <Select
            aria-label={t('marks.filterAuthor')}
            value={author}
            onChange={(value) => setAuthor(value ?? everybody)}
            data={[
              { value: everybody, label: t('marks.allAuthors') },
              ...authors.map((id) => ({ value: id as string, label: nameOf(id) })),
            ]}
          />
        )}
      </div>
      {shown.map((share) => (
        <Share key={`${share.author} ${share.mark.id}`} share={share} view={view} marks={marks} />
      ))}
    </>
  )
}

function Share({
  share,
  view,
  marks,
}: {
  readonly share: SharedMark
  readonly view: PaperView
  readonly marks: PaperMarks
}) {
  const { t } = useTranslation()
  const formats = useFormats()
  const nameOf = useNames()
  const { identity } = useWorkspace()
  const { mark, author, replies, resolved, sharedAt } = share
  const isChosen = marks.chosen === mark.id
  const isMine = author === identity.person.id
  const page = pageOf(mark, marks.carried)
  const words = mark.target.quote?.exact ?? ''
  const go = () => {
    marks.choose(isChosen ? null : mark.id)
    view.marks.goTo(page, mark.target.box)
  }
  return (
    <article className={classes.entry} data-chosen={isChosen || undefined} data-testid="shared-entry">
      <UnstyledButton className={classes.entryHead} onClick={go} aria-expanded={isChosen}>
        <span className={classes.dot} style={{ background: mark.color }} />
        <span className={classes.entryKind}>{nameOf(author)}</span>
        <span className={classes.entryPage}>{t('marks.page', { page: page + 1 })}</span>
        {words !== '' && <span className={classes.words}>“{words}”</span>}
        {mark.body !== '' && !isChosen && <span className={classes.bodyText}>{plainNote(mark.body)}</span>}
        <span className={classes.bodyText}>
          {share.audience !== null && `${t('marks.onlySome')} · `}
          {formats.moment(sharedAt)}
          {replies.length > 0 && ` · ${t('marks.replies', { count: replies.length })}`}
        </span>
      </UnstyledButton>
      {resolved && (
        <Badge variant="light" color="teal" tt="none" className={classes.badge}>
          {t('marks.resolved')}
        </Badge>
      )}
      {isChosen && (
        <div className={classes.entryBody}>
          {mark.body !== '' && <NoteView body={mark.body} />}
          {share.audience !== null && (
            <Text size="sm" c="dimmed">
              {t('marks.sharedWith', { names: share.audience.map(nameOf).join(', ') })}
            </Text>
          )}
          <ol className={classes.replies}>
            {replies.map((reply) => (
              <li key={reply.id}>
                <Group justify="space-between" wrap="nowrap" gap="xs">
                  <Text size="sm" fw={600}>
                    {nameOf(reply.author)}
                  </Text>
                  {reply.author === identity.person.id && (
                    <Tooltip label={t('marks.removeReply')}>
                      <ActionIcon
                        aria-label={t('marks.removeReply')}
                        onClick={() => marks.shares?.removeReply(reply.id)}
                      >
                        <IconTrash size={18} />
                      </ActionIcon>
                    </Tooltip>
                  )}
                </Group>
                <Text className={classes.replyText}>{reply.text}</Text>
                <Text size="sm" c="dimmed">
                  {formats.moment(reply.at)}
                </Text>
              </li>
            ))}
          </ol>
          <ReplyForm onReply={(text) => marks.shares?.reply(share, text)} />
          {isMine && (
            <Group gap="xs">
              <Button
                variant="default"
                leftSection={<IconCheck size={20} aria-hidden />}
                onClick={() => marks.shares?.resolve(mark.id, !resolved)}
              >
                {t(resolved ? 'marks.reopen' : 'marks.resolve')}
              </Button>
              <Button variant="default" onClick={() => marks.shares?.withdraw([mark.id])}>
                {t('marks.withdraw')}
              </Button>
            </Group>
          )}
        </div>
      )}
    </article>
  )
}

function ReplyForm({ onReply }: { readonly onReply: (text: string) => void }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (text.trim() === '') return
        onReply(text.trim())
        setText('')
      }}
    >
      <Textarea
        aria-label={t('marks.reply')}
        placeholder={t('marks.reply')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        autosize
        minRows={1}
        maxRows={6}
        maxLength={5000}
      />
      <Button type="submit" mt="xs" disabled={text.trim() === ''}>
        {t('marks.sendReply')}
      </Button>
    </form>
  )
}
