import {
  IconBuildingCommunity,
  IconCalendarEvent,
  IconClipboardList,
  IconFileSearch,
  IconLock,
  IconLogout,
  IconMessageQuestion,
  IconSettings,
} from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from '../i18n/i18n.ts'
import {
  ActionIcon,
  Alert,
  Badge,
  Menu,
  Modal,
  Button,
  Stack,
  Text,
  Tooltip,
  UnstyledButton,
  useLive,
} from '../design/index.ts'
import { useApp, useWorkspace } from './app-context.ts'
import { countUnsent, useUnsentWarning } from './use-unsent-warning.ts'
import { LiveNotices } from './live-notice.tsx'
import { NoticeCenter } from './notice-center.tsx'
import { RestoreNotice } from './restore-notice.tsx'
import type { Place } from './router.ts'
import { SyncChip } from './sync-chip.tsx'
import classes from './shell.module.css'

const sections = [
  { screen: 'meetings', icon: IconCalendarEvent },
  { screen: 'consultations', icon: IconMessageQuestion },
  { screen: 'tasks', icon: IconClipboardList },
  { screen: 'search', icon: IconFileSearch },
  { screen: 'organisation', icon: IconBuildingCommunity },
  { screen: 'settings', icon: IconSettings },
] as const

/** Screens that belong to a section without being its first. */
const sectionOf: Partial<Record<Place['screen'], (typeof sections)[number]['screen']>> = {
  consultation: 'consultations',
  decisions: 'tasks',
  statistics: 'meetings',
}

/** What stands around every screen of a person who is signed in. */
export function AppFrame({ place, children }: { readonly place: Place; readonly children: ReactNode }) {
  const { t } = useTranslation()
  const { router } = useApp()
  const workspace = useWorkspace()
  const store = useLive(workspace.store)
  useUnsentWarning()
  const isReading = place.screen === 'reader' || place.screen === 'room-screen'
  const current =
    sectionOf[place.screen] ?? sections.find(({ screen }) => screen === place.screen)?.screen ?? 'meetings'
  return (
    <div className={classes.frame} data-reading={isReading || undefined}>
      <a href="#main" className={classes.skip}>
        {t('shell.skip')}
      </a>
      {!isReading && (
        <>
          <header className={classes.header}>
            <span className={classes.brand}>
              <img src="/icon.svg" alt="" width={32} height={32} />
              <span>{t('app.name')}</span>
            </span>
            <Text className={classes.organisation} title={workspace.identity.organisation.name}>
              {workspace.identity.organisation.name}
            </Text>
            {workspace.identity.isShared && (
              <Badge color="gray" variant="light" tt="none" size="lg">
                {t('shell.sharedMachine')}
              </Badge>
            )}
            <SyncChip />
            <NoticeCenter />
            <PersonMenu />
          </header>
          <nav className={classes.nav} aria-label={t('shell.sections')}>
            {sections.map(({ screen, icon: Icon }) => (
              <UnstyledButton
                key={screen}
                className={classes.navItem}
                aria-current={current === screen ? 'page' : undefined}
                onClick={() => router.go({ screen })}
              >
                <Icon size={24} aria-hidden />
                <span>{t(`shell.${screen}`)}</span>
              </UnstyledButton>
            ))}
          </nav>
        </>
      )}
      <main id="main" className={classes.main} tabIndex={-1}>
        <RestoreNotice />
        <LiveNotices place={place} />
        {store.kind === 'recovering' && (
          <Alert color="yellow" mb="md" title={t('store.lostTitle')} role="status">
            {t('store.lostText')}
          </Alert>
        )}
        {children}
      </main>
    </div>
  )
}

function PersonMenu() {
  const { t } = useTranslation()
  const { session, router } = useApp()
  const { identity, sync } = useWorkspace()
  const status = useLive(sync)
  const [asks, setAsks] = useState(false)
  const { person } = identity
  const unsent = countUnsent(status)
  return (
    <>
      <Menu position="bottom-end" width={300}>
        <Menu.Target>
          <UnstyledButton className={classes.person}>
            <span className={classes.personName}>{person.name}</span>
            <span className={classes.personPosition}>{person.position}</span>
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconSettings size={20} />} onClick={() => router.go({ screen: 'settings' })}>
            {t('shell.settings')}
          </Menu.Item>
          <Menu.Item leftSection={<IconLock size={20} />} onClick={() => void session.lock()}>
            {t('shell.lock')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item leftSection={<IconLogout size={20} />} onClick={() => setAsks(true)}>
            {t('shell.signOut')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Tooltip label={t('shell.lock')}>
        <ActionIcon aria-label={t('shell.lock')} onClick={() => void session.lock()} className={classes.lock}>
          <IconLock size={22} />
        </ActionIcon>
      </Tooltip>
      <Modal opened={asks} onClose={() => setAsks(false)} title={t('shell.signOutTitle')}>
        <Stack>
          <Text>{unsent > 0 ? t('shell.signOutLoses', { count: unsent }) : t('shell.signOutText')}</Text>
          <Button color="red" onClick={() => void session.signOut({ everywhere: false })}>
            {t('shell.signOutHere')}
          </Button>
          <Button color="red" variant="light" onClick={() => void session.signOut({ everywhere: true })}>
            {t('shell.signOutEverywhere')}
          </Button>
          <Button variant="default" onClick={() => setAsks(false)}>
            {t('common.cancel')}
          </Button>
        </Stack>
      </Modal>
    </>
  )
}
