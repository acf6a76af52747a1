import { useTranslation } from '#renderer/i18n/i18n.ts'
import { Button, Group } from '#design/index.ts'

/** The last line of a form in a dialog: cancel, and save. */
export function DialogActions({ onCancel }: { readonly onCancel: () => void }) {
  const { t } = useTranslation()
  return (
    <Group justify="flex-end">
      <Button variant="default" onClick={onCancel}>
        {t('common.cancel')}
      </Button>
      <Button type="submit">{t('common.save')}</Button>
    </Group>
  )
}
