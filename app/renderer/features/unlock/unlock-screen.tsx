import { IconLock } from '@tabler/icons-react'
import { useState, type FormEvent } from 'react'
import type { SessionState, UnlockFailure } from '#application/session/session.ts'
import type { Workspace } from '#application/session/workspace.ts'
import { useApp } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { Alert, Button, Modal, PasswordInput, PinInput, Stack, Text, Title } from '#design/index.ts'
import classes from './unlock.module.css'

type Locked = Extract<SessionState<Workspace>, { kind: 'locked' }>

/** Opens the device again, with or without a network. */
export function UnlockScreen({ locked }: { readonly locked: Locked }) {
  const { t } = useTranslation()
  const { session } = useApp()
  const [secret, setSecret] = useState('')
  const [usesPin, setUsesPin] = useState(locked.unlock === 'pin')
  const [failure, setFailure] = useState<UnlockFailure | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [asksToLeave, setAsksToLeave] = useState(false)
  const unlock = async (value: string) => {
    setBusy(true)
    setFailure(null)
    const done = usesPin ? await session.unlockWithPin(value) : await session.unlock(value)
    setBusy(false)
    if (done.ok) return
    setFailure(done.error)
    setSecret('')
    if (done.error === 'pin-destroyed') setUsesPin(false)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void unlock(secret)
  }
  return (
    <main className={classes.page}>
      <form onSubmit={submit} className={classes.card}>
        <Stack gap="md">
          <span className={classes.icon} aria-hidden>
            <IconLock size={32} />
          </span>
          <div>
            <Title order={1} size="h2">
              {t('unlock.greeting', { name: locked.person.name })}
            </Title>
            <Text c="dimmed">{[locked.person.position, locked.organisationName].filter(Boolean).join(' · ')}</Text>
          </div>
          {usesPin ? (
            <PinInput
              length={6}
              type="number"
              mask
              size="lg"
              value={secret}
              onChange={setSecret}
              onComplete={(value) => void unlock(value)}
              aria-label={t('unlock.pin')}
              autoFocus
            />
          ) : (
            <PasswordInput
              label={t('welcome.password')}
              value={secret}
              onChange={(event) => setSecret(event.currentTarget.value)}
              autoComplete="current-password"
              autoFocus
              required
            />
          )}
          {failure && (
            <Alert color="red" role="alert">
              {t(`unlock.failure.${failure}`)}
            </Alert>
          )}
          <Button type="submit" loading={isBusy}>
            {t('unlock.open')}
          </Button>
          <Text size="sm" c="dimmed">
            {t('unlock.worksOffline')}
          </Text>
          {usesPin && (
            <Button variant="subtle" onClick={() => setUsesPin(false)}>
              {t('unlock.usePassword')}
            </Button>
          )}
          <Button variant="subtle" color="gray" className={classes.wrap} onClick={() => setAsksToLeave(true)}>
            {t('unlock.otherPerson')}
          </Button>
        </Stack>
      </form>
      <Modal opened={asksToLeave} onClose={() => setAsksToLeave(false)} title={t('unlock.leaveTitle')}>
        <Stack>
          <Text>{t('unlock.leaveText')}</Text>
          <Button color="red" onClick={() => void session.signOut({ everywhere: false })}>
            {t('unlock.leaveConfirm')}
          </Button>
          <Button variant="default" onClick={() => setAsksToLeave(false)}>
            {t('common.cancel')}
          </Button>
        </Stack>
      </Modal>
    </main>
  )
}
