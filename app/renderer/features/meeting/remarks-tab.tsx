import { IconFileText, IconMessagePlus } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import type { MeetingRow, PaperRow } from '#application/projection/rows.ts'
import { isAnswered } from '#domain/remarks/remark.ts'
import { useApp, useWorkspace } from '#renderer/shell/app-context.ts'
import { useFormats } from '#renderer/i18n/formats.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { composeRemarks } from '#renderer/shared/documents/compose-remarks.ts'
import { DocumentDialog } from '#renderer/shared/documents/document-dialog.tsx'
import type { OfficeDocument } from '#renderer/shared/documents/office-document.ts'
import { useScribe } from '#renderer/shared/documents/use-scribe.ts'
import { RemarkDialog } from '#renderer/shared/remarks/remark-dialog.tsx'
import { useRemarks } from '#renderer/shared/remarks/use-remarks.ts'
import { Button, EmptyState, Group, SegmentedControl, Skeleton, Text } from '#design/index.ts'
import { RemarkCard } from './remark-card.tsx'
import classes from './meeting.module.css'

const lists = ['all', 'open', 'mine'] as const

/** Góp ý: what people want changed in the papers, collated, answered, and taken out as the official table. */
export function RemarksTab({
  meeting,
  papers,
  writes,
  answers,
}: {
  readonly meeting: MeetingRow
  readonly papers: readonly PaperRow[]
  readonly writes: boolean
  readonly answers: boolean
}) {
  const { t } = useTranslation()
  const { hostWindow } = useApp()
  const workspace = useWorkspace()
  const formats = useFormats()
  const me = workspace.identity.person.id
  const scribe = useScribe()
  const readable = useMemo(() => papers.filter(({ status }) => status === 'published'), [papers])
  const all = useRemarks(meeting, readable)
  const [which, setWhich] = useState<(typeof lists)[number]>('all')
  const [isWriting, setWriting] = useState(false)
  const [document, setDocument] = useState<OfficeDocument | null>(null)
  if (papers.length === 0) return <EmptyState title={t('papers.emptyTitle')}>{t('remarks.noPapers')}</EmptyState>
  if (!all) return <Skeleton h={200} aria-busy aria-label={t('common.loading')} />
  const entries = {
    all,
    open: all.filter(({ remark }) => !isAnswered(remark)),
    mine: all.filter(({ remark }) => remark.author === me),
  }
  const shown = entries[which]
  const groups = [...Map.groupBy(shown, ({ paper }) => paper)]
  return (
    <>
      <Group justify="space-between" mb="md">
        <SegmentedControl
          aria-label={t('remarks.which')}
          value={which}
          onChange={(value) => setWhich(lists.find((each) => each === value) ?? 'all')}
          data={lists.map((value) => ({ value, label: t(`remarks.lists.${value}`, { count: entries[value].length }) }))}
        />
        <Group gap="xs">
          {answers && hostWindow.saveFile && all.length > 0 && (
            <Button
              variant="default"
              leftSection={<IconFileText size={20} aria-hidden />}
              onClick={() => setDocument(composeRemarks(all, meeting, scribe))}
            >
              {t('remarks.table')}
            </Button>
          )}
          {writes && readable.length > 0 && (
            <Button leftSection={<IconMessagePlus size={20} aria-hidden />} onClick={() => setWriting(true)}>
              {t('remarks.write')}
            </Button>
          )}
        </Group>
      </Group>
      {meeting.remarksUntil > 0 && (
        <Text mb="md" fw={600}>
          {t(workspace.now() > meeting.remarksUntil ? 'remarks.overAt' : 'remarks.until', {
            at: formats.moment(meeting.remarksUntil),
          })}
        </Text>
      )}
      {shown.length === 0 && <EmptyState title={t(`remarks.empty.${which}`)}>{t('remarks.emptyText')}</EmptyState>}
      {groups.map(([paper, group]) => (
        <section key={paper.id} className={classes.group}>
          <h2 className={classes.groupTitle}>
            {paper.title} <Text span c="dimmed">{`(${group.length})`}</Text>
          </h2>
          {group.map((entry) => (
            <RemarkCard key={entry.remark.id} entry={entry} answers={answers} until={meeting.remarksUntil} />
          ))}
        </section>
      ))}
      {isWriting && <RemarkDialog papers={readable} place={null} onClose={() => setWriting(false)} />}
      {document && <DocumentDialog document={document} onClose={() => setDocument(null)} />}
    </>
  )
}
