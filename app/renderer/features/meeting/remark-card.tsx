import { useState } from 'react'
import { isLate, mayWithdraw, remarkOutcomes, type RemarkOutcome } from '#domain/remarks/remark.ts'
import { useApp, useWorkspace } from '#renderer/shell/app-context.ts'
import { useFormats } from '#renderer/i18n/formats.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { DialogActions } from '#renderer/shared/dialog-actions.tsx'
import type { RemarkOnPaper } from '#renderer/shared/remarks/use-remarks.ts'
import { useNames } from '#renderer/shared/use-room.ts'
import { Badge, Button, Group, Modal, SegmentedControl, Stack, Text, Textarea } from '#design/index.ts'
import classes from './meeting.module.css'

const colors: Readonly<Record<RemarkOutcome, string>> = {
  collected: 'gray',
  accepted: 'teal',
  partly: 'yellow',
  explained: 'blue',
}

/** One remark: who, where, what; and what became of it. */
export function RemarkCard({
  entry: { paper, remark, store },
  answers,
  until,
}: {
  readonly entry: RemarkOnPaper
  /** Whether the person answers for the meeting. */
  readonly answers: boolean
  /** After that a remark is late; 0 where no time is set. */
  readonly until: number
}) {
  const { t } = useTranslation()
  const { router } = useApp()
  const { identity } = useWorkspace()
  const formats = useFormats()
  const nameOf = useNames()
  const [isAnswering, setAnswering] = useState(false)
  const { place, answer } = remark
  const go = () =>
    place &&
    router.go({
      screen: 'reader',
      meeting: paper.meetingId,
      paper: paper.id,
      beside: null,
      goal: { page: place.page + 1, find: place.quote.slice(0, 80) },
    })
  const goToSentence = () =>
    router.go({
      screen: 'reader',
      meeting: paper.meetingId,
      paper: paper.id,
      beside: null,
      goal: { page: (place?.page ?? 0) + 1, find: (answer?.sentence ?? '').slice(0, 80) },
    })
  return (
    <article className={classes.remark} data-testid="remark">
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <div>
          <Text fw={700}>{nameOf(remark.author)}</Text>
          <Text size="sm" c="dimmed">
            {formats.moment(remark.at)}
            {isLate(remark, until) && ` · ${t('remarks.late')}`}
          </Text>
        </div>
        <Badge tt="none" size="lg" variant="light" color={answer ? colors[answer.outcome] : 'red'}>
          {t(answer ? `remarks.outcome.${answer.outcome}` : 'remarks.waiting')}
        </Badge>
      </Group>
      {place && (
        <blockquote className={classes.quote}>
          {place.quote !== '' && <span>“{place.quote}”</span>}
          <Button variant="subtle" size="compact-md" onClick={go}>
            {t('marks.page', { page: place.page + 1 })}
          </Button>
        </blockquote>
      )}
      <p className={classes.remarkText}>{remark.text}</p>
      {answer && answer.text !== '' && (
        <div className={classes.answer}>
          <Text size="sm" c="dimmed">
            {t('remarks.answeredBy', { name: nameOf(answer.by), at: formats.moment(answer.at) })}
          </Text>
          <p className={classes.remarkText}>{answer.text}</p>
        </div>
      )}
      {answer?.sentence && (
        <blockquote className={classes.quote}>
          <Text span size="sm" c="dimmed">
            {t('remarks.nowReads')}
          </Text>
          <span>“{answer.sentence}”</span>
          <Button variant="subtle" size="compact-md" onClick={goToSentence}>
            {t('remarks.seeSentence')}
          </Button>
        </blockquote>
      )}
      <Group gap="xs">
        {answers && (
          <Button variant="light" onClick={() => setAnswering(true)}>
            {t(answer ? 'remarks.changeAnswer' : 'remarks.answer')}
          </Button>
        )}
        {mayWithdraw(remark, identity.person.id) && (
          <Button variant="default" onClick={() => store.withdraw(remark.id)}>
            {t('remarks.withdraw')}
          </Button>
        )}
      </Group>
      {isAnswering && <AnswerDialog entry={{ paper, remark, store }} onClose={() => setAnswering(false)} />}
    </article>
  )
}

function AnswerDialog({ entry, onClose }: { readonly entry: RemarkOnPaper; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { paper, remark, store } = entry
  const [outcome, setOutcome] = useState<RemarkOutcome>(remark.answer?.outcome ?? 'accepted')
  const [text, setText] = useState(remark.answer?.text ?? '')
  const [sentence, setSentence] = useState(remark.answer?.sentence ?? '')
  const hasNewVersion = remark.place !== null && remark.place.file !== paper.fileId
  // To explain without words explains nothing.
  const isWhole = outcome === 'collected' || outcome === 'accepted' || text.trim() !== ''
  return (
    <Modal opened onClose={onClose} title={t('remarks.answer')} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const now = sentence.normalize('NFC').replace(/\s+/g, ' ').trim()
          store.answer(remark, {
            outcome,
            text: text.normalize('NFC').trim(),
            ...(now !== '' && { sentence: now }),
          })
          onClose()
        }}
      >
        <Stack>
          <Text className={classes.remarkText}>{remark.text}</Text>
          <SegmentedControl
            aria-label={t('remarks.outcomeLabel')}
            value={outcome}
            onChange={(value) => setOutcome(remarkOutcomes.find((each) => each === value) ?? 'accepted')}
            data={remarkOutcomes.map((value) => ({ value, label: t(`remarks.outcome.${value}`) }))}
          />
          <Textarea
            label={t('remarks.answerText')}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            autosize
            minRows={3}
            maxRows={12}
            maxLength={10_000}
            data-autofocus
          />
          {hasNewVersion && (
            <Textarea
              label={t('remarks.sentence')}
              description={t('remarks.sentenceHelp')}
              value={sentence}
              onChange={(event) => setSentence(event.currentTarget.value)}
              autosize
              minRows={2}
              maxRows={6}
              maxLength={5000}
            />
          )}
          <DialogActions onCancel={onClose} isReady={isWhole} />
        </Stack>
      </form>
    </Modal>
  )
}
