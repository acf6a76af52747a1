import { useState, type FormEvent } from 'react'
import type { CallFailure } from '#application/ports/server-api.ts'
import { useApp } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { Button, Stack, Text, TextInput, Title } from '#design/index.ts'
import { Failure } from './failure.tsx'
import { isGoodPassword, NewPassword } from './new-password.tsx'

/** For somebody who forgot the password and has the printed code. */
export function Recover({ onBack }: { readonly onBack: () => void }) {
  const { t } = useTranslation()
  const { session } = useApp()
  const [account, setAccount] = useState('')
  const [code, setCode] = useState('')
  const [password, setPassword] = useState({ password: '', again: '' })
  const [failure, setFailure] = useState<CallFailure | null>(null)
  const [isBusy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setFailure(null)
    const done = await session.recover(account, code, password.password)
    setBusy(false)
    if (!done.ok) setFailure(done.error)
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Title order={2}>{t('recovery.title')}</Title>
        <Text c="dimmed">{t('recovery.help')}</Text>
        <TextInput
          label={t('welcome.account')}
          value={account}
          onChange={(event) => setAccount(event.currentTarget.value)}
          autoComplete="username"
          autoFocus
          required
        />
        <TextInput
          label={t('recovery.code')}
          placeholder="XXXX-XXXX-XXXX-XXXX-XXXX-XXXX"
          value={code}
          onChange={(event) => setCode(event.currentTarget.value.toUpperCase())}
          required
        />
        <NewPassword value={password} onChange={setPassword} />
        {failure && <Failure failure={failure} />}
        <Button type="submit" loading={isBusy} disabled={!isGoodPassword(password)}>
          {t('recovery.use')}
        </Button>
        <Button variant="subtle" onClick={onBack}>
          {t('recovery.back')}
        </Button>
        <Text size="sm" c="dimmed">
          {t('recovery.without')}
        </Text>
      </Stack>
    </form>
  )
}
