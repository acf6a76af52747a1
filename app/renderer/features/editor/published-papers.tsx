import { IconEye, IconReplace, IconTrashX } from '@tabler/icons-react'
import { useState } from 'react'
import type { MeetingRow, PaperRow as Row } from '#application/projection/rows.ts'
import type { PreparationContent } from '#application/ports/meeting-documents.ts'
import type { MeetingId } from '#domain/kernel/ids.ts'
import { useWorkspace } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { PaperRow } from '#renderer/shared/paper-row.tsx'
import { useRefusalNotice } from '#renderer/shared/use-refusal-notice.ts'
import { Button, FileButton, Group, Modal, Stack, Text, TextInput, Title, useLive } from '#design/index.ts'
import { OriginalButton } from './original-button.tsx'
import { useHolders } from './use-holders.ts'
import { WhoHasOpened } from './who-has-opened.tsx'
import classes from './editor.module.css'
import { paperFileTypes } from '#renderer/shared/paper-file-types.ts'

/** What participants have. A new version keeps the paper; a withdrawal takes the content from every machine and leaves the row. */
export function PublishedPapers({
  meeting,
  papers,
  originals,
  onReplace,
}: {
  readonly meeting: MeetingId
  readonly papers: readonly Row[]
  readonly originals: PreparationContent['originals']
  readonly onReplace: (files: readonly File[], paper: Row) => void
}) {
  const { t } = useTranslation()
  const workspace = useWorkspace()
  const notice = useRefusalNotice()
  const [withdrawing, setWithdrawing] = useState<Row | null>(null)
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState<Row | null>(null)
  const holders = useHolders(meeting)
  const row: MeetingRow | undefined = useLive(workspace.meetings)?.find(({ id }) => id === meeting)
  if (papers.length === 0) return null
  const withdraw = async () => {
    if (!withdrawing) return
    const done = await workspace.submit({ t: 'paper.withdraw', meeting, paper: withdrawing.id, reason })
    if (!done.ok) notice(done.error)
    setWithdrawing(null)
    setReason('')
  }
  return (
    <section>
      <Title order={2} size="h3" mb="xs">
        {t('editor.publishedPapers')}
      </Title>
      <ul className={classes.drafts}>
        {papers.map((paper) => (
          <li key={paper.id} className={classes.published}>
            <div className={classes.publishedRow}>
              <PaperRow paper={paper} />
              <Whereabouts paper={paper} holders={holders} people={row?.participants.length ?? 0} />
            </div>
            {paper.status === 'published' && (
              <Group gap={4} wrap="nowrap">
                <OriginalButton meeting={meeting} original={originals.get(paper.fileId)} />
                {row?.tracksReading && (
                  <Button
                    variant="subtle"
                    leftSection={<IconEye size={18} aria-hidden />}
                    onClick={() => setAsked(paper)}
                  >
                    {t('editor.whoOpened')}
                  </Button>
                )}
                <FileButton accept={paperFileTypes} onChange={(file) => file && onReplace([file], paper)}>
                  {(button) => (
                    <Button variant="subtle" leftSection={<IconReplace size={18} aria-hidden />} {...button}>
                      {t('editor.newVersion')}
                    </Button>
                  )}
                </FileButton>
                <Button
                  variant="subtle"
                  color="red"
                  leftSection={<IconTrashX size={18} aria-hidden />}
                  onClick={() => setWithdrawing(paper)}
                >
                  {t('editor.withdraw')}
                </Button>
              </Group>
            )}
          </li>
        ))}
      </ul>
      {row && asked && <WhoHasOpened meeting={row} paper={asked} onClose={() => setAsked(null)} />}
      <Modal opened={withdrawing !== null} onClose={() => setWithdrawing(null)} title={t('editor.withdrawTitle')}>
        <Stack>
          <Text>{t('editor.withdrawText', { title: withdrawing?.title ?? '' })}</Text>
          <TextInput
            label={t('common.reason')}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            data-autofocus
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setWithdrawing(null)}>
              {t('common.cancel')}
            </Button>
            <Button color="red" disabled={reason.trim() === ''} onClick={() => void withdraw()}>
              {t('editor.withdraw')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </section>
  )
}

/** How many people have a paper, and from how many machines a withdrawn one has gone. */
function Whereabouts({
  paper,
  holders,
  people,
}: {
  readonly paper: Row
  readonly holders: ReturnType<typeof useHolders>
  readonly people: number
}) {
  const { t } = useTranslation()
  const own = (holders ?? []).filter(({ file }) => file === paper.fileId)
  if (holders === null || own.length === 0) return null
  const arrived = new Set(own.filter(({ goneAt }) => goneAt === null).map(({ person }) => person)).size
  const gone = own.filter(({ goneAt }) => goneAt !== null).length
  return (
    <Text size="sm" c="dimmed" pl="md" data-testid="whereabouts">
      {paper.status === 'withdrawn'
        ? t('editor.gone', { count: gone, of: own.length })
        : t('editor.arrived', { count: arrived, of: people })}
    </Text>
  )
}
