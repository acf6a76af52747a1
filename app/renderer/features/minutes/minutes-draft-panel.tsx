import { IconMessages, IconSignature } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import type { ItemRow, MeetingRow } from '#application/projection/rows.ts'
import { composeMinutes } from '#domain/minutes/compose-minutes.ts'
import { signedDrafts } from '#domain/minutes/minutes.ts'
import { dayMs } from '#domain/kernel/time.ts'
import type { MeetingLogState } from '#domain/meeting/meeting-log.ts'
import { useWorkspace } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { MomentInput } from '#renderer/shared/moment-input.tsx'
import { useAct, useNames } from '#renderer/shared/use-room.ts'
import { Alert, Button, Modal, Stack, Text, useLive } from '#design/index.ts'
import { DialogActions } from '#renderer/shared/dialog-actions.tsx'
import { MinutesText } from './minutes-text.tsx'
import type { Notes } from './documents.ts'
import { useMinutesWords } from './use-minutes-words.ts'
import classes from './minutes.module.css'

/** The minutes as log and notes give them now, and the two ways they go out: for comments, and to be signed. */
export function MinutesDraftPanel({
  state,
  meeting,
  items,
  notes,
  onGiven,
}: {
  readonly state: MeetingLogState
  readonly meeting: MeetingRow
  readonly items: readonly ItemRow[]
  readonly notes: Notes
  readonly onGiven: () => void
}) {
  const { t } = useTranslation()
  const workspace = useWorkspace()
  const directory = useLive(workspace.directory)
  const content = useLive(notes.content)
  const words = useMinutesWords()
  const nameOf = useNames()
  const act = useAct()
  const [asking, setAsking] = useState<'comments' | 'signature' | null>(null)
  const [deadline, setDeadline] = useState(() => workspace.now() + 3 * dayMs)
  const parts = useMemo(() => {
    const positions = new Map(directory?.people.map(({ id, position }) => [id, position]))
    return composeMinutes(
      state,
      {
        items,
        place: meeting.place,
        notes: content.notes,
        nameOf: (person) => [nameOf(person), positions.get(person)].filter(Boolean).join(', '),
      },
      words,
    )
  }, [state, items, meeting.place, content, directory, nameOf, words])
  const isEnded = state.status === 'ended'
  const unconfirmed = items.filter(({ id }) => {
    const text = (content.conclusion.get(id) ?? '').normalize('NFC').trim()
    return text !== '' && text !== state.minutes.conclusions.get(id)?.text
  })
  const isCorrection = signedDrafts(state.minutes).length > 0
  const give = async () => {
    const isDone =
      asking === 'comments'
        ? await act({ t: 'minutes.circulate', meeting: meeting.id, parts, deadline })
        : await act({ t: 'minutes.submit', meeting: meeting.id, parts })
    setAsking(null)
    if (isDone) onGiven()
  }
  return (
    <div className={classes.columns}>
      <div className={classes.paper}>
        <MinutesText parts={parts} title={meeting.title} isDraft />
      </div>
      <div className={classes.side}>
        <section className={classes.panel}>
          {!isEnded && <Text>{t('minutes.afterTheEnd')}</Text>}
          {unconfirmed.length > 0 && (
            <Alert color="yellow" title={t('minutes.unconfirmed', { count: unconfirmed.length })} mb="sm">
              {unconfirmed.map(({ number }) => number).join(', ')}. {t('minutes.unconfirmedText')}
            </Alert>
          )}
          {isCorrection && (
            <Alert color="blue" mb="sm">
              {t('minutes.correctionText')}
            </Alert>
          )}
          {isEnded && (
            <Stack gap="sm">
              <Button
                variant="light"
                leftSection={<IconMessages size={20} aria-hidden />}
                onClick={() => setAsking('comments')}
              >
                {t('minutes.circulate')}
              </Button>
              <Button leftSection={<IconSignature size={20} aria-hidden />} onClick={() => setAsking('signature')}>
                {t(isCorrection ? 'minutes.submitCorrection' : 'minutes.submit')}
              </Button>
            </Stack>
          )}
        </section>
      </div>
      <Modal
        opened={asking !== null}
        onClose={() => setAsking(null)}
        title={t(asking === 'comments' ? 'minutes.circulate' : 'minutes.submit')}
      >
        <form
          onSubmit={(event) => {
            event.preventDefault()
            void give()
          }}
        >
          <Stack>
            <Text>{t(asking === 'comments' ? 'minutes.circulateText' : 'minutes.submitText')}</Text>
            {asking === 'comments' && (
              <MomentInput label={t('minutes.deadline')} value={deadline} onChange={setDeadline} />
            )}
            <DialogActions
              onCancel={() => setAsking(null)}
              label={t(asking === 'comments' ? 'minutes.circulate' : 'minutes.submit')}
            />
          </Stack>
        </form>
      </Modal>
    </div>
  )
}
