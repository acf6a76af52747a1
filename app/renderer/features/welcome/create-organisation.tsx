import { useState, type FormEvent } from 'react'
import type { CallFailure } from '#application/ports/server-api.ts'
import { useApp } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { Button, Stack, Text, TextInput, Title } from '#design/index.ts'
import { Failure } from './failure.tsx'
import { isGoodPassword, NewPassword } from './new-password.tsx'

const empty = { code: '', organisationName: '', name: '', position: '', account: '' }

/** On a server that serves nobody yet. Whoever has the code from the server's first start founds the organisation. */
export function CreateOrganisation() {
  const { t } = useTranslation()
  const { session } = useApp()
  const [fields, setFields] = useState(empty)
  const [password, setPassword] = useState({ password: '', again: '' })
  const [failure, setFailure] = useState<CallFailure | null>(null)
  const [isBusy, setBusy] = useState(false)
  const field = (name: keyof typeof empty) => ({
    value: fields[name],
    onChange: (event: { readonly currentTarget: { readonly value: string } }) => {
      const { value } = event.currentTarget
      setFields((before) => ({ ...before, [name]: value }))
    },
  })
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setFailure(null)
    const done = await session.setUp({ ...fields, account: fields.account.trim().toLowerCase() }, password.password)
    setBusy(false)
    if (!done.ok) setFailure(done.error)
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Title order={2}>{t('welcome.create')}</Title>
        <Text c="dimmed">{t('welcome.createHelp')}</Text>
        <TextInput
          label={t('welcome.setUpCode')}
          description={t('welcome.setUpCodeHelp')}
          placeholder="XXXX-XXXX-XXXX-XXXX"
          {...field('code')}
          autoFocus
          required
        />
        <TextInput label={t('welcome.organisationName')} {...field('organisationName')} required />
        <TextInput label={t('welcome.yourName')} {...field('name')} autoComplete="name" required />
        <TextInput label={t('welcome.yourPosition')} {...field('position')} />
        <TextInput
          label={t('welcome.account')}
          description={t('welcome.accountRule')}
          {...field('account')}
          pattern="[A-Za-z0-9][A-Za-z0-9._\-]+"
          autoComplete="username"
          required
        />
        <NewPassword value={password} onChange={setPassword} />
        {failure && <Failure failure={failure} />}
        <Button type="submit" loading={isBusy} disabled={!isGoodPassword(password)}>
          {t('welcome.create')}
        </Button>
      </Stack>
    </form>
  )
}
