import { IconAlertTriangle } from '@tabler/icons-react'
import type { CallFailure } from '#application/ports/server-api.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { Alert } from '#design/index.ts'

/** Why the server said no, in a person's words. */
export function Failure({ failure }: { readonly failure: CallFailure }) {
  const { t } = useTranslation()
  return (
    <Alert color="red" role="alert" icon={<IconAlertTriangle aria-hidden />}>
      {t(`refusal.${failure}`)}
    </Alert>
  )
}
