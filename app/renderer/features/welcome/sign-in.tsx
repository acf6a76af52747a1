import { useState, type FormEvent } from 'react'
import type { CallFailure } from '#application/ports/server-api.ts'
import { useApp } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { Button, PasswordInput, Stack, Text, TextInput, Title } from '#design/index.ts'
import { Failure } from './failure.tsx'
import { SharedMachine } from './shared-machine.tsx'

export function SignIn({ onForgotten }: { readonly onForgotten: () => void }) {
  const { t } = useTranslation()
  const { session } = useApp()
  const [account, setAccount] = useState('')
  const [password, setPassword] = useState('')
  const [failure, setFailure] = useState<CallFailure | null>(null)
  const [isBusy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setFailure(null)
    const done = await session.signIn(account, password)
    setBusy(false)
    if (!done.ok) setFailure(done.error)
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Title order={2}>{t('welcome.signIn')}</Title>
        <TextInput
          label={t('welcome.account')}
          value={account}
          onChange={(event) => setAccount(event.currentTarget.value)}
          autoComplete="username"
          autoFocus
          required
        />
        <PasswordInput
          label={t('welcome.password')}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          autoComplete="current-password"
          required
        />
        <SharedMachine />
        {failure && <Failure failure={failure} />}
        <Button type="submit" loading={isBusy}>
          {t('welcome.signIn')}
        </Button>
        <Button variant="subtle" onClick={onForgotten}>
          {t('recovery.forgotten')}
        </Button>
        <Text size="sm" c="dimmed">
          {t('welcome.signInHelp')}
        </Text>
      </Stack>
    </form>
  )
}
