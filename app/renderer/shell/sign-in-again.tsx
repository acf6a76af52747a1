import { useState, type FormEvent } from 'react'
import type { CallFailure } from '#application/ports/server-api.ts'
import { useTranslation } from '../i18n/i18n.ts'
import { Alert, Button, PasswordInput, Stack } from '../design/index.ts'
import { useWorkspace } from './app-context.ts'

/** The sign-in has ended; what waits here is sent after the password. */
export function SignInAgain() {
  const { t } = useTranslation()
  const workspace = useWorkspace()
  const [password, setPassword] = useState('')
  const [failure, setFailure] = useState<CallFailure | null>(null)
  const [isBusy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setFailure(null)
    const done = await workspace.signInAgain(password)
    setBusy(false)
    setPassword('')
    if (!done.ok) setFailure(done.error)
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <PasswordInput
          label={t('welcome.password')}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          autoComplete="current-password"
          required
        />
        {failure && (
          <Alert color="red" role="alert">
            {t(`refusal.${failure}`)}
          </Alert>
        )}
        <Button type="submit" loading={isBusy}>
          {t('sync.signInAgain')}
        </Button>
      </Stack>
    </form>
  )
}
