import { IconAlertTriangle, IconCloudCheck, IconCloudOff, IconCloudUp, IconPlugConnected } from '@tabler/icons-react'
import { useState } from 'react'
import type { SyncStatus } from '#application/sync/sync-status.ts'
import { useTranslation } from '../i18n/i18n.ts'
import { Drawer, UnstyledButton, useLive } from '../design/index.ts'
import { useWorkspace } from './app-context.ts'
import { useSyncText } from './use-sync-text.ts'
import { WaitingList } from './waiting-list.tsx'
import classes from './shell.module.css'

const icons = {
  saved: IconCloudCheck,
  connecting: IconPlugConnected,
  sending: IconCloudUp,
  offline: IconCloudOff,
  attention: IconAlertTriangle,
} as const satisfies Record<SyncStatus['kind'], unknown>

/** Where the person's work is now, in words; opens the list of what waits. */
export function SyncChip() {
  const { t } = useTranslation()
  const { sync } = useWorkspace()
  const status = useLive(sync)
  const [isOpen, setOpen] = useState(false)
  const Icon = icons[status.kind]
  return (
    <>
      <UnstyledButton
        className={classes.chip}
        data-kind={status.kind}
        data-testid="sync-chip"
        onClick={() => setOpen(true)}
      >
        <Icon size={22} aria-hidden />
        <span aria-live="polite">{useSyncText(status)}</span>
      </UnstyledButton>
      <Drawer opened={isOpen} onClose={() => setOpen(false)} position="right" size="md" title={t('sync.title')}>
        <WaitingList status={status} />
      </Drawer>
    </>
  )
}
