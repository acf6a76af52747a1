import { IconCloudUpload, IconTrash, IconUpload, IconX } from '@tabler/icons-react'
import { useMemo, useState, type DragEvent, type ReactNode } from 'react'
import { buildAgenda, flattenAgenda } from '#domain/agenda/agenda.ts'
import { numberAgenda } from '#domain/agenda/numbering.ts'
import type { MeetingId } from '#domain/kernel/ids.ts'
import { markings, markingUnlessSaid } from '#domain/papers/marking.ts'
import { paperKinds, type PaperKind } from '#domain/papers/paper.ts'
import type { PaperTransfer } from '#application/session/workspace.ts'
import type { DraftPaper } from '#application/ports/meeting-documents.ts'
import { useWorkspace } from '#renderer/shell/app-context.ts'
import { useFormats } from '#renderer/i18n/formats.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { useMeeting } from '#renderer/shared/use-meeting.ts'
import {
  ActionIcon,
  Alert,
  Button,
  FileButton,
  Group,
  Loader,
  Progress,
  Select,
  Stack,
  Text,
  TextInput,
  Title,
  useLive,
} from '#design/index.ts'
import type { Agenda, Preparation } from './documents.ts'
import { OriginalButton } from './original-button.tsx'
import { PaperRequests } from './paper-requests.tsx'
import { PublishedPapers } from './published-papers.tsx'
import { usePaperImport } from './use-paper-import.ts'
import classes from './editor.module.css'
import { paperFileTypes } from '#renderer/shared/paper-file-types.ts'

type Props = { readonly meeting: MeetingId; readonly agenda: Agenda; readonly preparation: Preparation }

/** Papers in preparation, and those that are out. Files are dropped anywhere on the panel, or on an item of the agenda. */
export function PapersPanel({ meeting, agenda, preparation }: Props) {
  const { t } = useTranslation()
  const workspace = useWorkspace()
  const content = useLive(agenda.content)
  const { drafts, originals } = useLive(preparation.content)
  const transfers = useLive(workspace.transfers)
  const { papers, meeting: row } = useMeeting(meeting)
  const sentIn = new Set(row?.preparation.requests.flatMap(({ sent }) => sent.map(({ file }) => file)))
  const importFiles = usePaperImport(meeting, preparation)
  const [isOver, setOver] = useState(false)
  const choices = useMemo(() => {
    const nodes = buildAgenda(content.items)
    const numbers = numberAgenda(nodes, content.details.numbering)
    return flattenAgenda(nodes).map(({ item }) => ({
      value: item.id as string,
      label: `${numbers.get(item.id) ?? ''}. ${item.title}`,
    }))
  }, [content])
  const incoming = [...transfers].filter(([, transfer]) => ['importing', 'failed', 'unseen'].includes(transfer.kind))

  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void importFiles([...event.dataTransfer.files], null)
  }
  return (
    <Stack gap="md">
      <div
        className={classes.drop}
        data-over={isOver || undefined}
        onDrop={onDrop}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
      >
        <IconUpload size={28} aria-hidden />
        <Text fw={600}>{t('editor.dropTitle')}</Text>
        <Text c="dimmed">{t('editor.dropText')}</Text>
        <FileButton multiple accept={paperFileTypes} onChange={(files) => void importFiles(files, null)}>
          {(button) => (
            <Button variant="light" {...button}>
              {t('editor.chooseFiles')}
            </Button>
          )}
        </FileButton>
      </div>
      {incoming.map(([id, transfer]) => (
        <Incoming
          key={id}
          transfer={transfer}
          onDismiss={() => workspace.forgetTransfer(id)}
          onSkip={() => workspace.skipRecognition(id)}
        />
      ))}
      {drafts.length > 0 && (
        <section>
          <Title order={2} size="h3" mb="xs">
            {t('editor.draftPapers')}
          </Title>
          <ul className={classes.drafts}>
            {drafts.map((draft) => (
              <Draft
                key={draft.id}
                draft={draft}
                choices={choices}
                transfer={sentIn.has(draft.file) ? { kind: 'sent' } : transfers.get(draft.file)}
                replaces={papers.find(({ id }) => id === draft.replaces)?.title ?? null}
                onChange={(change) => preparation.editor.changePaper(draft.id, change)}
                onRemove={() => preparation.editor.removePaper(draft.id)}
                original={<OriginalButton meeting={meeting} original={originals.get(draft.file)} />}
              />
            ))}
          </ul>
        </section>
      )}
      <PaperRequests meeting={meeting} preparation={preparation} choices={choices} />
      <PublishedPapers
        meeting={meeting}
        papers={papers}
        originals={originals}
        onReplace={(files, paper) =>
          void importFiles(files, paper.itemId === '' ? null : (paper.itemId as DraftPaper['item']), paper.id)
        }
      />
    </Stack>
  )
}

function Incoming({
  transfer,
  onDismiss,
  onSkip,
}: {
  readonly transfer: PaperTransfer
  readonly onDismiss: () => void
  readonly onSkip: () => void
}) {
  const { t } = useTranslation()
  if (transfer.kind === 'failed' || transfer.kind === 'unseen') {
    return (
      <Alert
        color={transfer.kind === 'failed' ? 'red' : 'yellow'}
        role="alert"
        title={transfer.name}
        withCloseButton
        closeButtonLabel={t('common.close')}
        onClose={onDismiss}
      >
        {transfer.kind === 'failed' ? t(`importFailure.${transfer.reason}`) : t('editor.unseenSecrecy')}
      </Alert>
    )
  }
  if (transfer.kind !== 'importing') return null
  return (
    <Group gap="sm" className={classes.incoming} role="status">
      <Loader size="sm" aria-hidden />
      <Text fw={600}>{transfer.name}</Text>
      <Text c="dimmed">{t(`importStep.${transfer.step}`, transfer.pages ?? { done: 0, of: 0 })}</Text>
      {transfer.step === 'recognising' && (
        <Button variant="default" size="compact-md" onClick={onSkip}>
          {t('editor.skipRecognition')}
        </Button>
      )}
    </Group>
  )
}

type DraftProps = {
  readonly draft: DraftPaper
  readonly choices: readonly { readonly value: string; readonly label: string }[]
  readonly transfer: PaperTransfer | undefined
  readonly replaces: string | null
  readonly onChange: (change: Partial<Pick<DraftPaper, 'title' | 'kind' | 'marking' | 'item'>>) => void
  readonly onRemove: () => void
  readonly original: ReactNode
}

function Draft({ draft, choices, transfer, replaces, onChange, onRemove, original }: DraftProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    <li className={classes.draft}>
      <div className={classes.draftFields}>
        <TextInput
          label={t('editor.paperTitle')}
          value={draft.title}
          onChange={(event) => onChange({ title: event.currentTarget.value })}
        />
        <Select
          label={t('editor.paperItem')}
          placeholder={t('meeting.generalPapers')}
          value={draft.item}
          onChange={(value) => onChange({ item: value as DraftPaper['item'] })}
          data={[...choices]}
          clearable
          searchable
          disabled={replaces !== null}
        />
        <Select
          label={t('editor.paperKind')}
          value={draft.kind}
          onChange={(value) => onChange({ kind: (value ?? 'reference') as PaperKind })}
          data={paperKinds.map((kind) => ({ value: kind, label: t(`paperKind.${kind}`) }))}
        />
        <Select
          label={t('editor.paperMarking')}
          value={draft.marking}
          onChange={(value) => onChange({ marking: markings.find((each) => each === value) ?? markingUnlessSaid })}
          data={markings.map((marking) => ({ value: marking, label: t(`marking.${marking}`) }))}
          disabled={replaces !== null}
        />
        <ActionIcon
          aria-label={t('editor.removePaper', { title: draft.title })}
          onClick={onRemove}
          className={classes.draftRemove}
        >
          <IconTrash size={20} />
        </ActionIcon>
      </div>
      <Group gap="md">
        <Text size="sm" c="dimmed">
          {[
            t('papers.pages', { count: draft.pageCount }),
            formats.size(draft.size),
            replaces ? t('editor.replaces', { title: replaces }) : t(`markingMeans.${draft.marking}`),
          ]
            .filter(Boolean)
            .join(' · ')}
        </Text>
        <SendingState transfer={transfer} />
        {original}
      </Group>
    </li>
  )
}

function SendingState({ transfer }: { readonly transfer: PaperTransfer | undefined }) {
  const { t } = useTranslation()
  if (transfer?.kind === 'sending') {
    const percent = transfer.size === 0 ? 0 : Math.floor((transfer.sent / transfer.size) * 100)
    return (
      <Group gap="xs">
        <Progress value={percent} w={120} aria-label={t('editor.sending', { percent })} />
        <Text size="sm">{t('editor.sending', { percent })}</Text>
      </Group>
    )
  }
  return (
    <Text size="sm" c="dimmed" className={classes.saved}>
      {transfer?.kind === 'sent' ? <IconCloudUpload size={18} aria-hidden /> : <IconX size={18} aria-hidden />}
      {transfer?.kind === 'sent' ? t('editor.sent') : t('editor.notSent')}
    </Text>
  )
}
