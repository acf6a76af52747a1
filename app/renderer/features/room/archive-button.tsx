import { IconArchive } from '@tabler/icons-react'
import { useState } from 'react'
import { archivePage } from '#application/archive/archive-page.ts'
import type { ArchiveDocument } from '#application/archive/make-archive.ts'
import { currentDraft } from '#domain/minutes/minutes.ts'
import { archiveCheckerName } from '#protocol/archive/archive-format.ts'
import { signingPublicKey } from '#protocol/kernel/signatures.ts'
import { useApp, useWorkspace } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import {
  composeConclusions,
  composeInvitation,
  composeResolution,
  type MeetingFacts,
} from '#renderer/shared/documents/compose-letters.ts'
import { composeAttendance, composeProgramme, composeTally } from '#renderer/shared/documents/compose-lists.ts'
import { composeMinutes } from '#renderer/shared/documents/compose-minutes.ts'
import { proposedFields, valuesOf } from '#renderer/shared/documents/form-values.ts'
import type { OfficeDocument, Scribe } from '#renderer/shared/documents/office-document.ts'
import { useScribe } from '#renderer/shared/documents/use-scribe.ts'
import { readWholeFile } from '#renderer/shared/read-whole-file.ts'
import { useMeeting } from '#renderer/shared/use-meeting.ts'
import { Button, notifications } from '#design/index.ts'
import { useRoomView } from './room-context.ts'

/** The whole file of the meeting in one: for the archive, to be opened and checked without us. */
export function ArchiveButton() {
  const { t } = useTranslation()
  const { hostWindow, paperOutput, archive } = useApp()
  const workspace = useWorkspace()
  const scribe = useScribe()
  const { room, meeting, state } = useRoomView()
  const { items, papers } = useMeeting(meeting.id)
  const [isBusy, setBusy] = useState(false)
  const { person, organisation, signingKey } = workspace.identity

  const documents = async (facts: MeetingFacts): Promise<readonly ArchiveDocument[]> => {
    const made: ArchiveDocument[] = []
    const office = { organisation: organisation.name, place: t('document.placeUnlessSaid') }
    for (const document of documentsOf(facts, scribe)) {
      const values = valuesOf(document, proposedFields(document, office), t('document.recipientsTitle'))
      const written = await paperOutput.form({ layout: document.layout, style: 'union' }, values)
      if (written.ok) made.push({ name: document.fileName, title: document.fileName, bytes: written.value })
    }
    return made
  }
  const save = async () => {
    const record = workspace.makeRecord(room, meeting.title)
    if (!record || !items) return
    const sizes = new Map([...state.papers.values()].flatMap(({ versions }) => versions.map((v) => [v.file, v.size])))
    const made = await archive({
      meeting,
      state,
      head: room.head(),
      record,
      checker: await (await fetch('/record-verifier.txt')).text(),
      documents: await documents({ meeting, items, papers, state }),
      numberOf: (item) => items.find(({ id }) => id === item)?.number ?? '',
      versionWords: (number) => t('archive.version', { number }),
      page: (content) =>
        archivePage(
          content,
          {
            language: scribe.language,
            heading: t('archive.heading'),
            facts: [
              scribe.formats.moment(content.startsAt),
              t('archive.made', { name: content.madeBy, at: scribe.formats.moment(content.madeAt) }),
            ],
            check: t('archive.check'),
            checkLink: t('archive.checkLink'),
            groups: t('archive.groups', { returnObjects: true }),
            missing: t('archive.missing'),
            reasons: t('archive.reasons', { returnObjects: true }),
            hash: 'SHA-256',
          },
          archiveCheckerName,
        ),
      read: (file) => readWholeFile(workspace, { meeting: meeting.id, file, size: sizes.get(file) ?? 0 }),
      maker: { name: person.name, secretKey: signingKey, publicKey: signingPublicKey(signingKey) },
      now: workspace.now(),
    })
    const outcome = await hostWindow.saveFile?.(t('archive.fileName', { title: meeting.title }), made.bytes)
    if (!outcome || outcome === 'cancelled') return
    notifications.show({
      color: outcome !== 'saved' ? 'red' : made.content.missing.length > 0 ? 'yellow' : 'teal',
      message:
        outcome === 'saved'
          ? t('archive.saved', { count: made.content.files.length, missing: made.content.missing.length })
          : t(`reader.fileSaved.${outcome}`),
    })
  }
  const run = async () => {
    setBusy(true)
    try {
      await save()
    } catch {
      notifications.show({ color: 'red', message: t('archive.failed') })
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button
      variant="default"
      leftSection={<IconArchive size={20} aria-hidden />}
      loading={isBusy}
      onClick={() => void run()}
    >
      {t('archive.save')}
    </Button>
  )
}

/** What the secretariat issued, or may have issued, around the meeting. */
function documentsOf(facts: MeetingFacts, scribe: Scribe): readonly OfficeDocument[] {
  const { state } = facts
  const draft = currentDraft(state.minutes)
  return [
    composeInvitation(facts, scribe),
    composeProgramme(facts, scribe),
    composeAttendance(facts, scribe),
    ...[...state.polls.values()]
      .filter(({ status }) => status === 'published')
      .map((poll) => composeTally(poll, facts, scribe)),
    ...(draft ? [composeMinutes({ ...facts, draft }, scribe)] : []),
    composeConclusions(facts, scribe),
    composeResolution(facts, scribe),
  ]
}
