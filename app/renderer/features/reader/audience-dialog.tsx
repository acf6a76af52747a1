import { useState } from 'react'
import type { Audience } from '#application/marks/shared-marks.ts'
import type { PersonId } from '#domain/kernel/ids.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { DialogActions } from '#renderer/shared/dialog-actions.tsx'
import { PeoplePicker, type Participant } from '#renderer/shared/letters/people-picker.tsx'
import { Modal, Radio, Stack } from '#design/index.ts'

/** To whom marks are shown: everybody who reads the paper, or some, whom alone they are sealed to. */
export function AudienceDialog({
  count,
  participants,
  onClose,
  onShare,
}: {
  /** How many marks. */
  readonly count: number
  readonly participants: readonly Participant[]
  readonly onClose: () => void
  readonly onShare: (audience: Audience) => void
}) {
  const { t } = useTranslation()
  const [isForSome, setForSome] = useState(false)
  const [people, setPeople] = useState<readonly PersonId[]>([])
  return (
    <Modal opened onClose={onClose} title={t('marks.shareTitle', { count })} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          onShare(isForSome ? people : null)
          onClose()
        }}
      >
        <Stack>
          <Radio.Group
            aria-label={t('marks.shareWith')}
            value={isForSome ? 'some' : 'all'}
            onChange={(value) => setForSome(value === 'some')}
          >
            <Stack gap="sm">
              <Radio value="all" label={t('marks.shareAll')} description={t('marks.sharedNote')} />
              <Radio value="some" label={t('marks.shareSome')} description={t('marks.shareSomeText')} />
            </Stack>
          </Radio.Group>
          {isForSome && (
            <PeoplePicker label={t('letters.to')} from={participants} chosen={people} onChoose={setPeople} />
          )}
          <DialogActions onCancel={onClose} label={t('marks.shareNow')} isReady={!isForSome || people.length > 0} />
        </Stack>
      </form>
    </Modal>
  )
}
