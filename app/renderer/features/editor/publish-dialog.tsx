import { useState } from 'react'
import type { MeetingId } from '#domain/kernel/ids.ts'
import { buildAgenda } from '#domain/agenda/agenda.ts'
import { planAgenda } from '#domain/agenda/timing.ts'
import { findClashes } from '#domain/meeting/clashes.ts'
import { readingBudget } from '#domain/papers/reading-budget.ts'
import type { CallFailure } from '#application/ports/server-api.ts'
import { useWorkspace } from '#renderer/shell/app-context.ts'
import { useFormats } from '#renderer/i18n/formats.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { useMeeting } from '#renderer/shared/use-meeting.ts'
import { useClosedParts } from '#renderer/shared/closed-parts/use-closed-parts.ts'
import { useOfficeCalendar } from '#renderer/shared/use-office-calendar.ts'
import { useNames } from '#renderer/shared/use-room.ts'
import { Alert, Button, Group, Modal, Progress, Stack, Table, Text, notifications, useLive } from '#design/index.ts'
import type { Agenda, Preparation } from './documents.ts'
import { publishParts } from './parts-of-meeting.ts'
import classes from './editor.module.css'

type Props = {
  readonly meeting: MeetingId
  readonly agenda: Agenda
  readonly preparation: Preparation
  readonly onClose: () => void
}

/** Says who will receive what, and does it as one act. */
export function PublishDialog({ meeting: id, agenda, preparation, onClose }: Props) {
  const { t } = useTranslation()
  const formats = useFormats()
  const workspace = useWorkspace()
  const { meeting } = useMeeting(id)
  const content = useLive(agenda.content)
  const { drafts } = useLive(preparation.content)
  const transfers = useLive(workspace.transfers)
  const directory = useLive(workspace.directory)
  const known = useLive(workspace.meetings)
  const nameOf = useNames()
  const calendar = useOfficeCalendar()
  const parts = useClosedParts(meeting).parts.filter(
    ({ preparation: { isOut }, status }) => !isOut && status !== 'cancelled',
  )
  const [failure, setFailure] = useState<CallFailure | null>(null)
  const [isBusy, setBusy] = useState(false)
  const receivers = (meeting?.participants ?? []).filter(({ person }) => person !== workspace.identity.person.id)
  const pages = drafts.reduce((sum, { pageCount }) => sum + pageCount, 0)
  const budget = readingBudget(pages, { from: workspace.now(), until: content.details.startsAt })
  const size = drafts.reduce((sum, draft) => sum + draft.size, 0)
  const sent = drafts.filter(({ file }) => transfers.get(file)?.kind === 'sent').length
  const { details } = content
  // Rooms are taken by meetings that this person has no part in, too.
  const own = new Set<string>(known?.map(({ id: other }) => other))
  const elsewhere = (calendar ?? [])
    .filter(({ id: other }) => !own.has(other))
    .map((entry) => ({ ...entry, roomId: entry.room ?? '', participants: [] }))
  const timing = planAgenda(buildAgenda(content.items), details.startsAt)
  const clashes = meeting
    ? findClashes(
        { ...meeting, startsAt: details.startsAt, endsAt: timing.end, roomId: details.room ?? '' },
        // A closed part shares the room and the people by its nature.
        [...(known ?? []).filter(({ id: other, partOf }) => partOf !== id && other !== meeting.partOf), ...elsewhere],
      )
    : []
  const warnings = [
    ...clashes.flatMap(({ meeting: other, sharesRoom, people }) => [
      sharesRoom && t('publish.warnRoom', { title: other.title, at: formats.moment(other.startsAt) }),
      people.length > 0 &&
        t('publish.warnPeople', {
          count: people.length,
          names: people.slice(0, 3).map(nameOf).join(', ') + (people.length > 3 ? '…' : ''),
          title: other.title,
          at: formats.moment(other.startsAt),
        }),
    ]),
    content.details.title.trim() === '' && t('publish.warnTitle'),
    content.items.length === 0 && t('publish.warnAgenda'),
    receivers.length === 0 && t('publish.warnNobody'),
    !(meeting?.participants ?? []).some(({ roles }) => roles.includes('chair')) && t('publish.warnChair'),
    budget.isHeavy && t('publish.warnReading', { ...budget }),
  ].filter((warning) => warning !== false)

  const publish = async () => {
    setBusy(true)
    setFailure(null)
    await agenda.flush()
    const done = await workspace.publish(id, drafts)
    const withParts = done.ok && meeting ? await publishParts(workspace, meeting, parts) : done
    setBusy(false)
    if (!done.ok) return setFailure(done.error)
    if (!withParts.ok) return setFailure(withParts.error)
    notifications.show({
      color: 'teal',
      title: t('publish.doneTitle'),
      message: done.value === 'accepted' ? t('publish.done', { count: receivers.length }) : t('publish.waiting'),
    })
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t('publish.title')} size="lg">
      <Stack gap="md">
        <Text>
          {t('publish.summary', { people: receivers.length, papers: drafts.length, pages, size: formats.size(size) })}
        </Text>
        {parts.length > 0 && (
          <Text>{t('closedPart.published', { titles: parts.map(({ title }) => title).join('; ') })}</Text>
        )}
        {warnings.map((warning) => (
          <Alert key={warning} color="yellow">
            {warning}
          </Alert>
        ))}
        {receivers.length > 0 && (
          <div className={classes.receivers}>
            <Table>
              <Table.Tbody>
                {receivers.map(({ person, roles }) => (
                  <Table.Tr key={person}>
                    <Table.Td>
                      {directory?.people.find((known) => known.id === person)?.name ?? t('people.unknown')}
                    </Table.Td>
                    <Table.Td>{roles.map((role) => t(`role.${role}`)).join(', ')}</Table.Td>
                    <Table.Td>
                      {roles.some((role) => role === 'guest' || role === 'observer') && !roles.includes('member')
                        ? t('publish.agendaOnly')
                        : t('publish.agendaAndPapers')}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
        )}
        {isBusy && drafts.length > 0 && (
          <div role="status">
            <Text size="sm">{t('publish.sending', { sent, total: drafts.length })}</Text>
            <Progress
              value={(sent / drafts.length) * 100}
              aria-label={t('publish.sending', { sent, total: drafts.length })}
            />
          </div>
        )}
        {failure && (
          <Alert color="red" role="alert">
            {failure === 'offline' ? t('publish.needsNetwork') : t(`refusal.${failure}`)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button loading={isBusy} onClick={() => void publish()}>
            {t('publish.confirm')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
