import { useTranslation } from '#renderer/i18n/i18n.ts'
import { Button, Modal, Stack, Text } from '#design/index.ts'

/** Asks once more before something that is not easily undone. */
export function ConfirmDialog({
  isOpen,
  title,
  text,
  action,
  color,
  onClose,
  onConfirm,
}: {
  readonly isOpen: boolean
  readonly title: string
  readonly text: string
  readonly action: string
  readonly color?: 'red'
  readonly onClose: () => void
  readonly onConfirm: () => void
}) {
  const { t } = useTranslation()
  return (
    <Modal opened={isOpen} onClose={onClose} title={title}>
      <Stack>
        <Text>{text}</Text>
        <Button
          {...(color && { color })}
          onClick={() => {
            onClose()
            onConfirm()
          }}
        >
          {action}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
      </Stack>
    </Modal>
  )
}
