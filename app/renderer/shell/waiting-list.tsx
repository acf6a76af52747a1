import { IconCheck, IconCopy, IconTrash } from '@tabler/icons-react'
import type { OutboxEntry } from '#application/ports/device-store.ts'
import type { SyncStatus } from '#application/sync/sync-status.ts'
import { useFormats } from '../i18n/formats.ts'
import { useTranslation } from '../i18n/i18n.ts'
import { Alert, Button, CopyButton, Group, Stack, Text, useLive } from '../design/index.ts'
import { useWorkspace } from './app-context.ts'
import { SignInAgain } from './sign-in-again.tsx'
import { useSyncText } from './use-sync-text.ts'
import classes from './shell.module.css'

/** What is only on this device, and what the server did not take. Nothing leaves this list by itself but by being sent. */
export function WaitingList({ status }: { readonly status: SyncStatus }) {
  const workspace = useWorkspace()
  const entries = useLive(workspace.outbox)
  const text = useSyncText(status)
  return (
    <Stack gap="md">
      <Text fw={600}>{text}</Text>
      <Text>
        <Explanation status={status} />
      </Text>
      {status.kind === 'attention' && status.reason === 'signed-out' && <SignInAgain />}
      {entries.map((entry) => (
        <Entry key={entry.id} entry={entry} onDiscard={() => void workspace.discard(entry.id)} />
      ))}
    </Stack>
  )
}

function Explanation({ status }: { readonly status: SyncStatus }) {
  const { t } = useTranslation()
  return t(`sync.explain.${status.kind === 'attention' ? status.reason : status.kind}`)
}

function Entry({ entry, onDiscard }: { readonly entry: OutboxEntry; readonly onDiscard: () => void }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const title = entry.kind === 'set-aside' ? t('sync.setAside') : t(`act.${entry.command.body.act.t}`)
  if (entry.state === 'waiting') {
    return (
      <div className={classes.entry}>
        <Text fw={600}>{title}</Text>
        <Text size="sm" c="dimmed">
          {t('sync.waitingSince', { time: formats.moment(entry.createdAt) })}
        </Text>
      </div>
    )
  }
  const text = entry.kind === 'set-aside' ? entry.text : ''
  return (
    <Alert color="yellow" title={title} className={classes.entry}>
      <Stack gap="xs">
        <Text size="sm">{t(`refusal.${entry.refusal ?? 'failed'}`)}</Text>
        <Text size="sm" c="dimmed">
          {formats.moment(entry.createdAt)}
        </Text>
        {text !== '' && <Text className={classes.setAsideText}>{text}</Text>}
        <Group gap="xs">
          {text !== '' && (
            <CopyButton value={text}>
              {({ copied, copy }) => (
                <Button
                  variant="light"
                  leftSection={copied ? <IconCheck size={18} /> : <IconCopy size={18} />}
                  onClick={copy}
                >
                  {copied ? t('common.copied') : t('sync.copyOut')}
                </Button>
              )}
            </CopyButton>
          )}
          <Button variant="subtle" color="red" leftSection={<IconTrash size={18} />} onClick={onDiscard}>
            {t('sync.discard')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  )
}
