import { useState } from 'react'
import { useApp } from '#renderer/shell/app-context.ts'
import { useRefusalNotice } from '#renderer/shared/use-refusal-notice.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { Button, CopyButton, Group, Modal, Stack, Text } from '#design/index.ts'
import classes from './settings.module.css'

/** The code is shown once: afterwards nobody, also not the server, can show it again. */
export function RecoverySetting() {
  const { t } = useTranslation()
  const { session } = useApp()
  const tell = useRefusalNotice()
  const [code, setCode] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const make = async () => {
    setBusy(true)
    const made = await session.makeRecoveryCode()
    setBusy(false)
    if (made.ok) setCode(made.value)
    else tell(made.error)
  }
  return (
    <div>
      <Text fw={500} mb={4}>
        {t('recovery.code')}
      </Text>
      <Text size="sm" c="dimmed" mb="xs">
        {t('recovery.why')}
      </Text>
      <Button variant="default" loading={isBusy} onClick={() => void make()}>
        {t('recovery.make')}
      </Button>
      <Modal opened={code !== null} onClose={() => setCode(null)} title={t('recovery.code')} size="lg">
        {code !== null && (
          <Stack>
            <Text>{t('recovery.keep')}</Text>
            <Text className={classes.code}>{code}</Text>
            <Group>
              <CopyButton value={code}>
                {({ copied, copy }) => (
                  <Button variant="default" onClick={copy}>
                    {copied ? t('common.copied') : t('recovery.copy')}
                  </Button>
                )}
              </CopyButton>
              <Button onClick={() => setCode(null)}>{t('recovery.done')}</Button>
            </Group>
          </Stack>
        )}
      </Modal>
    </div>
  )
}
