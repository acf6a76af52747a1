import { useState } from 'react'
import { keyBetween } from '#domain/agenda/order-key.ts'
import type { ItemId, MeetingId, PersonId } from '#domain/kernel/ids.ts'
import { dayMs } from '#domain/kernel/time.ts'
import { markingUnlessSaid } from '#domain/papers/marking.ts'
import { guessPaperKind } from '#domain/papers/paper.ts'
import { isOpenRequest } from '#domain/preparation/preparation.ts'
import { useWorkspace } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { DialogActions } from '#renderer/shared/dialog-actions.tsx'
import { MomentInput } from '#renderer/shared/moment-input.tsx'
import { PersonSelect } from '#renderer/shared/person-select.tsx'
import { RequestLine } from '#renderer/shared/preparing/request-line.tsx'
import { ReviewRequest } from '#renderer/shared/preparing/review-request.tsx'
import { useAct } from '#renderer/shared/use-room.ts'
import { useMeeting } from '#renderer/shared/use-meeting.ts'
import { Button, Group, Modal, Select, Stack, Text, Textarea, TextInput, Title, useLive } from '#design/index.ts'
import sharedClasses from '#renderer/shared/shared.module.css'
import type { Preparation } from './documents.ts'

type Choice = { readonly value: string; readonly label: string }
type Props = {
  readonly meeting: MeetingId
  readonly preparation: Preparation
  readonly choices: readonly Choice[]
}

/** Papers that units are asked for: who sends what until when, what came, and what of it is taken. */
export function PaperRequests({ meeting: id, preparation, choices }: Props) {
  const { t } = useTranslation()
  const act = useAct()
  const { meeting } = useMeeting(id)
  const { drafts } = useLive(preparation.content)
  const [isAsking, setAsking] = useState(false)
  if (!meeting) return null
  const requests = meeting.preparation.requests.filter(({ status }) => status !== 'cancelled')
  const take = (request: (typeof requests)[number]) => {
    const last = request.sent.at(-1)
    if (!last) return
    const before = drafts.filter(({ item }) => item === request.item).at(-1)?.position ?? null
    preparation.editor.putPaper({
      id: request.paper,
      item: request.item,
      title: request.title,
      kind: guessPaperKind(request.title),
      marking: markingUnlessSaid,
      position: keyBetween(before, null),
      replaces: null,
      file: last.file,
      size: last.size,
      sha256: last.sha256,
      pageCount: last.pageCount,
    })
  }
  return (
    <section aria-label={t('preparing.requests.title')}>
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h3">
          {t('preparing.requests.title')}
        </Title>
        <Button variant="light" onClick={() => setAsking(true)}>
          {t('preparing.requests.ask')}
        </Button>
      </Group>
      <ul className={sharedClasses.requests}>
        {requests.map((request) => {
          const isTaken = request.isTaken || drafts.some(({ id: draft }) => draft === request.paper)
          return (
            <RequestLine key={request.paper} meeting={meeting} request={request}>
              <Group gap="xs">
                {request.reviewer === null && <ReviewRequest meeting={meeting} request={request} />}
                {request.status === 'approved' &&
                  (isTaken ? (
                    <Text c="dimmed">{t('preparing.requests.taken')}</Text>
                  ) : (
                    <Button onClick={() => take(request)}>{t('preparing.requests.take')}</Button>
                  ))}
                {isOpenRequest(request) && (
                  <Button
                    variant="subtle"
                    color="gray"
                    onClick={() => void act({ t: 'paper.unask', meeting: id, paper: request.paper })}
                  >
                    {t('preparing.requests.unask')}
                  </Button>
                )}
              </Group>
            </RequestLine>
          )
        })}
      </ul>
      {isAsking && <AskDialog meeting={id} choices={choices} onClose={() => setAsking(false)} />}
    </section>
  )
}

function AskDialog({
  meeting,
  choices,
  onClose,
}: {
  readonly meeting: MeetingId
  readonly choices: readonly Choice[]
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const workspace = useWorkspace()
  const act = useAct()
  const [title, setTitle] = useState('')
  const [item, setItem] = useState<string | null>(null)
  const [lead, setLead] = useState<PersonId | null>(null)
  const [reviewer, setReviewer] = useState<PersonId | null>(null)
  const [until, setUntil] = useState(() => workspace.now() + 3 * dayMs)
  const [note, setNote] = useState('')
  const isReady = title.trim() !== '' && lead !== null && lead !== reviewer
  const ask = async () => {
    if (lead === null) return
    const paper = workspace.newId('t')
    const asked = { paper, item: item as ItemId | null, title: title.trim(), note: note.trim(), lead, reviewer, until }
    if (await act({ t: 'paper.ask', meeting, ...asked })) onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t('preparing.requests.ask')} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void ask()
        }}
      >
        <Stack>
          <TextInput
            label={t('preparing.requests.name')}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
            maxLength={500}
            required
            data-autofocus
          />
          <Select
            label={t('preparing.requests.item')}
            placeholder={t('meeting.generalPapers')}
            data={[...choices]}
            value={item}
            onChange={setItem}
            clearable
            searchable
          />
          <PersonSelect label={t('preparing.requests.lead')} value={lead} onChange={setLead} required />
          <PersonSelect
            label={t('preparing.requests.reviewer')}
            placeholder={t('preparing.requests.reviewerNone')}
            value={reviewer}
            onChange={setReviewer}
          />
          <MomentInput label={t('preparing.requests.until')} value={until} onChange={setUntil} required />
          <Textarea
            label={t('preparing.requests.note')}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
            maxLength={1000}
            autosize
            minRows={2}
          />
          <DialogActions onCancel={onClose} label={t('preparing.requests.send')} isReady={isReady} />
        </Stack>
      </form>
    </Modal>
  )
}
