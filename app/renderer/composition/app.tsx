import { useEffect } from 'react'
import type { Workspace } from '#application/session/workspace.ts'
import { Center, DesignProvider, Loader, useLive } from '#design/index.ts'
import { ConsultationScreen } from '../features/consultations/consultation-screen.tsx'
import { ConsultationsScreen } from '../features/consultations/consultations-screen.tsx'
import { DecisionsScreen } from '../features/decisions/decisions-screen.tsx'
import { EditorScreen } from '../features/editor/editor-screen.tsx'
import { MeetingScreen } from '../features/meeting/meeting-screen.tsx'
import { MeetingsScreen } from '../features/meetings/meetings-screen.tsx'
import { MinutesScreen } from '#renderer/features/minutes/minutes-screen.tsx'
import { OrganisationScreen } from '../features/organisation/organisation-screen.tsx'
import { ReaderScreen } from '../features/reader/reader-screen.tsx'
import { WallProvider } from '#renderer/shell/wall-window.tsx'
import type { MeetingId } from '#domain/kernel/ids.ts'
import { RoomWall } from '../shared/wall/room-wall.tsx'
import { RoomScreen } from '../features/room/room-screen.tsx'
import { SearchScreen } from '../features/search/search-screen.tsx'
import { SettingsScreen } from '../features/settings/settings-screen.tsx'
import { StatisticsScreen } from '../features/statistics/statistics-screen.tsx'
import { TasksScreen } from '../features/tasks/tasks-screen.tsx'
import { UnlockScreen } from '../features/unlock/unlock-screen.tsx'
import { ElsewhereScreen, WelcomeScreen } from '../features/welcome/welcome-screen.tsx'
import { changeLanguage, useTranslation } from '../i18n/i18n.ts'
import { AppFrame } from '../shell/app-frame.tsx'
import { AppProvider, useApp, WorkspaceProvider, type AppParts } from '../shell/app-context.ts'
import { ErrorBoundary } from '../shell/error-boundary.tsx'
import type { Place } from '../shell/router.ts'
import { useIdleLock } from '../shell/use-idle-lock.ts'

export function App({ parts, nonce }: { readonly parts: AppParts; readonly nonce: string }) {
  const { t } = useTranslation()
  const preferences = useLive(parts.preferences)
  useEffect(() => void changeLanguage(preferences.language), [preferences.language])
  return (
    <DesignProvider
      appearance={preferences}
      language={preferences.language}
      nonce={nonce}
      closeLabel={t('common.close')}
    >
      <AppProvider value={parts}>
        <ErrorBoundary>
          <Gate />
        </ErrorBoundary>
      </AppProvider>
    </DesignProvider>
  )
}

/** Which of the four situations this device is in. */
function Gate() {
  const { t } = useTranslation()
  const { session } = useApp()
  const state = useLive(session.state)
  switch (state.kind) {
    case 'starting':
    case 'opening':
      return (
        <Center h="100dvh">
          <Loader aria-label={t('common.loading')} />
        </Center>
      )
    case 'elsewhere':
      return <ElsewhereScreen />
    case 'signed-out':
      return <WelcomeScreen />
    case 'locked':
      return <UnlockScreen locked={state} />
    case 'open':
      return <Opened workspace={state.workspace} />
  }
}

function Opened({ workspace }: { readonly workspace: Workspace }) {
  const { router } = useApp()
  const place = useLive(router.place)
  useIdleLock()
  return (
    <WorkspaceProvider value={workspace}>
      <WallProvider draw={(meeting, close) => <RoomWall id={meeting} onClose={close} />}>
        <AppFrame place={place}>
          <Screen place={place} />
        </AppFrame>
      </WallProvider>
    </WorkspaceProvider>
  )
}

function WallHere({ id }: { readonly id: MeetingId }) {
  const { router } = useApp()
  return <RoomWall id={id} onClose={() => router.go({ screen: 'room', meeting: id })} />
}

function Screen({ place }: { readonly place: Place }) {
  switch (place.screen) {
    case 'meetings':
      return <MeetingsScreen />
    case 'meeting':
      return <MeetingScreen key={place.meeting} id={place.meeting} tab={place.tab} />
    case 'editor':
      return <EditorScreen key={place.meeting} id={place.meeting} />
    case 'room':
      return <RoomScreen key={place.meeting} id={place.meeting} />
    case 'minutes':
      return <MinutesScreen key={place.meeting} id={place.meeting} />
    case 'room-screen':
      return <WallHere key={place.meeting} id={place.meeting} />
    case 'reader':
      return (
        <ReaderScreen
          key={place.meeting}
          meeting={place.meeting}
          paper={place.paper}
          beside={place.beside}
          goal={place.goal ?? null}
          follows={place.follows ?? false}
        />
      )
    case 'consultations':
      return <ConsultationsScreen />
    case 'consultation':
      return <ConsultationScreen key={place.consultation} meeting={place.meeting} consultation={place.consultation} />
    case 'decisions':
      return <DecisionsScreen />
    case 'statistics':
      return <StatisticsScreen />
    case 'tasks':
      return <TasksScreen />
    case 'search':
      return <SearchScreen />
    case 'organisation':
      return <OrganisationScreen />
    case 'settings':
      return <SettingsScreen />
  }
}
