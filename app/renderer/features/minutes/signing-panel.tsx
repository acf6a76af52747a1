import { IconCheck, IconSignature } from '@tabler/icons-react'
import type { MeetingRow } from '#application/projection/rows.ts'
import type { MeetingLogState } from '#domain/meeting/meeting-log.ts'
import { isSigned, signaturesOn, type MinutesDraft } from '#domain/minutes/minutes.ts'
import { useWorkspace } from '#renderer/shell/app-context.ts'
import { useFormats } from '#renderer/i18n/formats.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { hashCode } from '#protocol/kernel/hash-code.ts'
import { useAct, useNames } from '#renderer/shared/use-room.ts'
import { Button, Stack, Text } from '#design/index.ts'
import { MinutesDocument } from './minutes-document.tsx'
import classes from './minutes.module.css'

const roles = ['chair', 'secretary'] as const

/** Where the text stands: for comments, waiting for signatures, or signed for good; and the document it becomes. */
export function SigningPanel({
  state,
  meeting,
  draft,
}: {
  readonly state: MeetingLogState
  readonly meeting: MeetingRow
  readonly draft: MinutesDraft
}) {
  const { t } = useTranslation()
  const { identity } = useWorkspace()
  const formats = useFormats()
  const nameOf = useNames()
  const act = useAct()
  const me = identity.person.id
  const signatures = signaturesOn(state.minutes, draft.seq)
  const mine = signatures.some(({ by }) => by === me)
  const open = roles.filter((role) => !signatures.some((signature) => signature.as === role))
  const as = mine ? undefined : open.find((role) => state.roles.get(me)?.includes(role))
  return (
    <section className={classes.panel} aria-label={t('minutes.stateTitle')}>
      <h2 className={classes.panelTitle}>{t('minutes.number', { number: draft.number })}</h2>
      <Text size="sm" c="dimmed">
        {t('minutes.givenOut', { name: nameOf(draft.by), at: formats.moment(draft.at) })}
      </Text>
      <Text size="sm">{t('minutes.code', { code: hashCode(draft.hash, 16) })}</Text>
      {draft.purpose === 'comments' && draft.deadline !== null && (
        <Text fw={600}>{t('minutes.until', { at: formats.moment(draft.deadline) })}</Text>
      )}
      {draft.purpose === 'signature' && (
        <Stack gap="xs" mt="sm">
          {roles.map((role) => {
            const signature = signatures.find((each) => each.as === role)
            return (
              <Text key={role} className={signature ? classes.confirmed : classes.waiting}>
                {signature && <IconCheck size={20} aria-hidden />}
                {signature
                  ? t(`minutes.signedAs.${role}`, { name: nameOf(signature.by), at: formats.moment(signature.at) })
                  : t(`minutes.waitsFor.${role}`)}
              </Text>
            )
          })}
          {as && (
            <Button
              leftSection={<IconSignature size={20} aria-hidden />}
              onClick={() =>
                void act({ t: 'minutes.sign', meeting: meeting.id, draft: draft.seq, hash: draft.hash, as })
              }
            >
              {t(`minutes.signAs.${as}`)}
            </Button>
          )}
          {isSigned(state.minutes, draft.seq) && <Text size="sm">{t('minutes.locked')}</Text>}
        </Stack>
      )}
      <MinutesDocument state={state} meeting={meeting} draft={draft} />
    </section>
  )
}
