import { useTranslation } from '#renderer/i18n/i18n.ts'
import { Button, Group } from '#design/index.ts'

/** The last line of a form in a dialog: cancel, and save, or whatever the form does. */
export function DialogActions({
  onCancel,
  label,
  isReady = true,
}: {
  readonly onCancel: () => void
  readonly label?: string
  readonly isReady?: boolean
}) {
  const { t } = useTranslation()
  return (
    <Group justify="flex-end">
      <Button variant="default" onClick={onCancel}>
        {t('common.cancel')}
      </Button>
      <Button type="submit" disabled={!isReady}>
        {label ?? t('common.save')}
      </Button>
    </Group>
  )
}
