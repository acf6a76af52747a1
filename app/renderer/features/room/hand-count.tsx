import { useState } from 'react'
import type { Poll } from '#domain/voting/poll.ts'
import { useWorkspace } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { DialogActions } from '#renderer/shared/dialog-actions.tsx'
import { Group, Modal, NumberInput, Stack, Text, TextInput } from '#design/index.ts'
import { useRoomView } from './room-context.ts'

/** A show of hands of those who have no ballot on a machine. */
export function HandCount({
  poll,
  isOpen,
  onClose,
}: {
  readonly poll: Poll
  readonly isOpen: boolean
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const { identity } = useWorkspace()
  const { room, act } = useRoomView()
  const [count, setCount] = useState(poll.handCount ?? { yes: 0, no: 0, abstain: 0, countedBy: identity.person.name })
  const save = async () => {
    if (await act({ t: 'poll.count', meeting: room.meeting, poll: poll.id, count })) onClose()
  }
  return (
    <Modal opened={isOpen} onClose={onClose} title={t('vote.hand')}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <Stack>
          <Text>{t('vote.handText')}</Text>
          <Group grow>
            {(['yes', 'no', 'abstain'] as const).map((kind) => (
              <NumberInput
                key={kind}
                label={t(`vote.${kind}`)}
                value={count[kind]}
                min={0}
                onChange={(value) => setCount({ ...count, [kind]: Math.max(0, Number(value) || 0) })}
              />
            ))}
          </Group>
          <TextInput
            label={t('vote.countedBy')}
            value={count.countedBy}
            onChange={(event) => setCount({ ...count, countedBy: event.currentTarget.value })}
            maxLength={200}
          />
          <DialogActions onCancel={onClose} />
        </Stack>
      </form>
    </Modal>
  )
}
