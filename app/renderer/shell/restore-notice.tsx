import { can } from '#domain/permissions/can.ts'
import { useTranslation } from '../i18n/i18n.ts'
import { Alert, Button, Stack, Text, useLive } from '../design/index.ts'
import { useWorkspace } from './app-context.ts'

/** While the server collects what its backup lacks: what works, what waits, and for those who run the organisation how far it is. */
export function RestoreNotice() {
  const { t } = useTranslation()
  const workspace = useWorkspace()
  const state = useLive(workspace.restore)
  if (!state) return null
  const { person } = workspace.identity
  const subject = { deviceRevoked: false, suspended: false, systemRoles: person.systemRoles, meetingRoles: [] }
  const hasAgreed = state.agreed.includes(person.id)
  return (
    <Alert color="yellow" mb="md" title={t('restore.title')} role="status">
      <Stack gap="xs" align="flex-start">
        <Text>{t('restore.text')}</Text>
        {can(subject, 'organisation.manage') && (
          <>
            <Text>
              {t('restore.progress', {
                devices: state.devicesBack,
                known: state.devicesKnown,
                entries: state.entriesTaken,
                files: state.filesTaken,
              })}
            </Text>
            {state.disputed > 0 && <Text fw={600}>{t('restore.disputed', { count: state.disputed })}</Text>}
            {hasAgreed ? (
              <Text fw={600}>{t('restore.agreed')}</Text>
            ) : (
              <Button variant="default" onClick={() => void workspace.agreeToEndRestore()}>
                {t('restore.end')}
              </Button>
            )}
          </>
        )}
      </Stack>
    </Alert>
  )
}
