import { useState } from 'react'
import { DialogActions } from './dialog-actions.tsx'
import { Modal, Stack, Text, Textarea } from '../design/index.ts'

/** Asks for the reason that an act needs. Stays open when the act was refused. */
export function ReasonDialog({
  isOpen,
  title,
  text,
  label,
  action,
  onClose,
  onReason,
}: {
  readonly isOpen: boolean
  readonly title: string
  readonly text?: string
  readonly label: string
  readonly action: string
  readonly onClose: () => void
  readonly onReason: (reason: string) => Promise<boolean>
}) {
  const [reason, setReason] = useState('')
  const send = async () => {
    if (await onReason(reason.trim())) {
      setReason('')
      onClose()
    }
  }
  return (
    <Modal opened={isOpen} onClose={onClose} title={title}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <Stack>
          {text && <Text>{text}</Text>}
          <Textarea
            label={label}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            autosize
            minRows={2}
            maxLength={1000}
            required
            data-autofocus
          />
          <DialogActions onCancel={onClose} label={action} isReady={reason.trim() !== ''} />
        </Stack>
      </form>
    </Modal>
  )
}
