import { useState } from 'react'
import type { MeetingId, PersonId } from '#domain/kernel/ids.ts'
import type { LetterKind } from '#domain/letters/letter.ts'
import { plainNote } from '#domain/marks/note-text.ts'
import type { Mark } from '#domain/marks/mark.ts'
import type { PaperId } from '#domain/kernel/ids.ts'
import { useWorkspace } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { Modal, SegmentedControl, Stack, Text, Textarea, notifications } from '#design/index.ts'
import { DialogActions } from '../dialog-actions.tsx'
import { useRefusalNotice } from '../use-refusal-notice.ts'
import { PeoplePicker, type Participant } from './people-picker.tsx'

type Draft = {
  readonly meeting: MeetingId
  readonly kinds: readonly LetterKind[]
  readonly participants: readonly Participant[]
  /** The mark on a paper that an instruction is on; null for letters that are on none. */
  readonly subject: { readonly paper: PaperId; readonly mark: Mark } | null
}

const isOf =
  (...wanted: readonly string[]) =>
  ({ roles }: Participant) =>
    roles.some((role) => wanted.includes(role))

/** Writes to some people what nobody else reads: an instruction on a paper, a note, a call for service. */
export function LetterDialog({
  meeting,
  kinds,
  participants,
  subject,
  onClose,
}: Draft & { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { letters, identity } = useWorkspace()
  const notify = useRefusalNotice()
  const me = identity.person.id
  const isAtTable = participants.some((each) => each.person === me && isOf('chair', 'secretary')(each))
  const [kind, setKind] = useState<LetterKind>(kinds[0] ?? 'note')
  const reachable = (of: LetterKind): readonly Participant[] =>
    participants
      .filter(({ person }) => person !== me)
      .filter(
        of === 'service' ? isOf('secretary') : of === 'note' && !isAtTable ? isOf('chair', 'secretary') : () => true,
      )
  const firstFor = (of: LetterKind): readonly PersonId[] => {
    const at = of === 'service' ? isOf('secretary') : isOf('chair')
    return of === 'instruction' || (of === 'note' && isAtTable)
      ? []
      : reachable(of)
          .filter(at)
          .map(({ person }) => person)
          .filter((person) => letters.canReach(person))
  }
  const [to, setTo] = useState<readonly PersonId[]>(() => firstFor(kind))
  const [text, setText] = useState(plainNote(subject?.mark.body ?? ''))
  const choose = (of: LetterKind) => {
    setKind(of)
    setTo(firstFor(of))
  }
  const send = async () => {
    const about = subject && { paper: subject.paper, file: subject.mark.target.file, page: subject.mark.target.page }
    const content = { text: text.normalize('NFC').trim(), mark: subject?.mark ?? null }
    const sent = await letters.send(meeting, { kind, to, about, content })
    if (!sent.ok && sent.error !== 'unreachable') return notify(sent.error)
    if (!sent.ok) return void notifications.show({ color: 'red', message: t('letters.noKey') })
    notifications.show({ color: 'teal', message: t(sent.value === 'waiting' ? 'letters.waits' : 'letters.sent') })
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t(`letters.write.${kind}`)} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <Stack>
          {kinds.length > 1 && (
            <SegmentedControl
              aria-label={t('letters.which')}
              value={kind}
              onChange={(value) => choose(value as LetterKind)}
              data={kinds.map((each) => ({ value: each, label: t(`letters.write.${each}`) }))}
            />
          )}
          {subject && (
            <Text c="dimmed" lineClamp={4}>
              {subject.mark.target.quote && `“${subject.mark.target.quote.exact}” · `}
              {t('marks.page', { page: subject.mark.target.page + 1 })}
            </Text>
          )}
          <PeoplePicker label={t('letters.to')} from={reachable(kind)} chosen={to} onChoose={setTo} />
          <Textarea
            label={t('letters.text')}
            description={t('letters.whoReads')}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            autosize
            minRows={3}
            maxRows={12}
            maxLength={5000}
            data-autofocus
          />
          <DialogActions onCancel={onClose} label={t('letters.send')} isReady={to.length > 0 && text.trim() !== ''} />
        </Stack>
      </form>
    </Modal>
  )
}
