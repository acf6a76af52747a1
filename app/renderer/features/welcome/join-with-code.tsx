import { useState, type FormEvent } from 'react'
import type { CallFailure } from '#application/ports/server-api.ts'
import type { ReplyOf } from '#protocol/http/contract.ts'
import { useApp } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { Button, Stack, Text, TextInput, Title } from '#design/index.ts'
import { Failure } from './failure.tsx'
import { isGoodPassword, NewPassword } from './new-password.tsx'
import { SharedMachine } from './shared-machine.tsx'

/** Two steps: the code shows whom it is for, then that person chooses a password. */
export function JoinWithCode() {
  const { t } = useTranslation()
  const { session } = useApp()
  const [code, setCode] = useState('')
  const [invitation, setInvitation] = useState<ReplyOf<'invitation'> | null>(null)
  const [password, setPassword] = useState({ password: '', again: '' })
  const [failure, setFailure] = useState<CallFailure | null>(null)
  const [isBusy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setFailure(null)
    if (invitation === null) {
      const found = await session.lookAtInvitation(code)
      if (found.ok) setInvitation(found.value)
      else setFailure(found.error)
    } else {
      const done = await session.join(code, password.password)
      if (!done.ok) setFailure(done.error)
    }
    setBusy(false)
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Title order={2}>{t('welcome.join')}</Title>
        {invitation === null ? (
          <TextInput
            label={t('welcome.code')}
            description={t('welcome.codeHelp')}
            placeholder="XXXX-XXXX-XXXX-XXXX"
            value={code}
            onChange={(event) => setCode(event.currentTarget.value.toUpperCase())}
            autoComplete="one-time-code"
            autoFocus
            required
          />
        ) : (
          <>
            <Text>{t('welcome.invitedAs', { name: invitation.name, organisation: invitation.organisationName })}</Text>
            <TextInput
              label={t('welcome.account')}
              value={invitation.account}
              readOnly
              description={t('welcome.accountHelp')}
            />
            <NewPassword value={password} onChange={setPassword} />
            <SharedMachine />
          </>
        )}
        {failure && <Failure failure={failure} />}
        <Button type="submit" loading={isBusy} disabled={invitation !== null && !isGoodPassword(password)}>
          {invitation === null ? t('common.continue') : t('welcome.join')}
        </Button>
      </Stack>
    </form>
  )
}
