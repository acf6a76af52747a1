import { IconSearch } from '@tabler/icons-react'
import { useEffect, useMemo, useState } from 'react'
import type { MeetingRow, PaperRow } from '#application/projection/rows.ts'
import { foldText } from '#domain/kernel/fold-text.ts'
import type { Decision } from '#domain/meeting/decisions.ts'
import type { FileId, PaperId } from '#domain/kernel/ids.ts'
import type { Mark } from '#domain/marks/mark.ts'
import {
  findInNote,
  findInText,
  hasNoWords,
  mostCounted,
  type PaperHit,
  type PaperHits,
  type SearchableText,
} from '#domain/search/search-papers.ts'
import { useApp, useWorkspace } from '#renderer/shell/app-context.ts'
import { useFormats } from '#renderer/i18n/formats.ts'
import { plainNote } from '#domain/marks/note-text.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import {
  Alert,
  EmptyState,
  PageHeader,
  Text,
  TextInput,
  UnstyledButton,
  useDebouncedValue,
  useLive,
} from '#design/index.ts'
import classes from './search.module.css'

const hitsPerPaper = 5
const mostPapers = 40
const mostNotes = 20
type Found = { readonly paper: PaperRow; readonly inTitle: boolean; readonly isConverted: boolean } & PaperHits

/** Every word of every paper on this machine, with or without a network, with or without marks. */
export function SearchScreen() {
  const { t } = useTranslation()
  const workspace = useWorkspace()
  const papers = useLive(workspace.papers)
  const meetings = useLive(workspace.meetings)
  const progress = useLive(workspace.paperTexts.progress)
  const formats = useFormats()
  const [query, setQuery] = useState('')
  const [wanted] = useDebouncedValue(query.trim(), 150)
  const [texts, setTexts] = useState<ReadonlyMap<FileId, SearchableText>>(new Map())
  useEffect(() => {
    let isGone = false
    void workspace.paperTexts.texts().then((read) => !isGone && setTexts(new Map(read)))
    return () => {
      isGone = true
    }
  }, [workspace, progress])
  const published = useMemo(() => (papers ?? []).filter(({ status }) => status === 'published'), [papers])
  const found = useMemo(() => search(published, texts, wanted), [published, texts, wanted])
  const scans = published.filter(({ fileId }) => {
    const text = texts.get(fileId)
    return text && hasNoWords(text)
  })
  const notes = useNotesFound(published, wanted)
  const decisions = useMemo(() => findDecisions(meetings ?? [], wanted), [meetings, wanted])
  const meetingOf = new Map((meetings ?? []).map((meeting) => [meeting.id, meeting]))
  return (
    <>
      <PageHeader title={t('search.title')} below={<Text c="dimmed">{t('search.help')}</Text>} />
      <TextInput
        className={classes.field}
        size="lg"
        leftSection={<IconSearch size={22} aria-hidden />}
        aria-label={t('search.title')}
        placeholder={t('search.placeholder')}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
        autoFocus
      />
      <Text role="status" c="dimmed" className={classes.status}>
        {progress.ready < progress.total
          ? t('search.reading', progress)
          : wanted === ''
            ? t('search.ready', { count: progress.total })
            : t('search.count', { count: found.length })}
      </Text>
      {decisions.length > 0 && <DecisionResults decisions={decisions} />}
      {notes.length > 0 && <NoteResults notes={notes} />}
      {wanted !== '' && found.length === 0 && notes.length === 0 && decisions.length === 0 && (
        <EmptyState title={t('search.nothing')}>{t('search.nothingHelp')}</EmptyState>
      )}
      {found.slice(0, mostPapers).map((entry) => {
        const meeting = meetingOf.get(entry.paper.meetingId)
        return (
          <PaperResult
            key={entry.paper.id}
            entry={entry}
            query={wanted}
            where={meeting ? `${meeting.title} · ${formats.date(meeting.startsAt)}` : ''}
          />
        )
      })}
      {wanted !== '' && scans.length > 0 && (
        <Alert color="yellow" mt="md" title={t('search.scans', { count: scans.length })}>
          {t('search.scansText', { titles: scans.map(({ title }) => title).join('; ') })}
        </Alert>
      )}
    </>
  )
}

type DecisionFound = { readonly meeting: MeetingRow; readonly decision: Decision } & Omit<PaperHit, 'page'>

/** In what the meetings concluded and voted on. */
function findDecisions(meetings: readonly MeetingRow[], query: string): readonly DecisionFound[] {
  if (query.length < 2) return []
  return meetings.flatMap((meeting) =>
    meeting.decisions.flatMap((decision): DecisionFound[] => {
      const hit = findInNote(decision.text, query) ?? findInNote(decision.title, query)
      return hit ? [{ meeting, decision, ...hit }] : []
    }),
  )
}

function DecisionResults({ decisions }: { readonly decisions: readonly DecisionFound[] }) {
  const { t } = useTranslation()
  const { router } = useApp()
  const formats = useFormats()
  return (
    <section className={classes.paper} aria-label={t('decisions.title')}>
      <Text fw={700} px="md" pt="sm">
        {t('search.inDecisions', { count: decisions.length })}
      </Text>
      {decisions.slice(0, mostNotes).map(({ meeting, decision, before, found, after }) => (
        <UnstyledButton
          key={`${meeting.id} ${decision.kind} ${decision.at}`}
          className={classes.hit}
          onClick={() => router.go({ screen: 'minutes', meeting: meeting.id })}
        >
          <span className={classes.page}>{t(`decisions.kind.${decision.kind}`)}</span>
          <span>
            {before}
            <mark className={classes.found}>{found}</mark>
            {after}
            <Text size="sm" c="dimmed" component="span" display="block">
              {t('tasks.from', { title: meeting.title, date: formats.date(decision.at) })}
            </Text>
          </span>
        </UnstyledButton>
      ))}
    </section>
  )
}

type NoteFound = { readonly paper: PaperRow; readonly mark: Mark } & Omit<PaperHit, 'page'>

/** In what the person wrote, and in the words that they marked. */
function useNotesFound(papers: readonly PaperRow[], query: string): readonly NoteFound[] {
  const workspace = useWorkspace()
  const [marks, setMarks] = useState<ReadonlyMap<PaperId, readonly Mark[]>>(new Map())
  useEffect(() => {
    let isGone = false
    void workspace.ownMarks().then((read) => !isGone && setMarks(read))
    return () => {
      isGone = true
    }
  }, [workspace])
  return useMemo(() => {
    if (query.length < 2) return []
    return papers.flatMap((paper) =>
      (marks.get(paper.id) ?? []).flatMap((mark): NoteFound[] => {
        const hit = findInNote(plainNote(mark.body), query) ?? findInNote(mark.target.quote?.exact ?? '', query)
        return hit ? [{ paper, mark, ...hit }] : []
      }),
    )
  }, [papers, marks, query])
}

function NoteResults({ notes }: { readonly notes: readonly NoteFound[] }) {
  const { t } = useTranslation()
  const { router } = useApp()
  return (
    <section className={classes.paper} aria-label={t('search.inNotes')}>
      <Text fw={700} px="md" pt="sm">
        {t('search.inNotesCount', { count: notes.length })}
      </Text>
      {notes.slice(0, mostNotes).map(({ paper, mark, before, found, after }) => (
        <UnstyledButton
          key={mark.id}
          className={classes.hit}
          onClick={() =>
            router.go({
              screen: 'reader',
              meeting: paper.meetingId,
              paper: paper.id,
              beside: null,
              goal: { page: mark.target.page + 1, find: '' },
            })
          }
        >
          <span className={classes.page}>{t(`marks.kind.${mark.kind}`)}</span>
          <span>
            {before}
            <mark className={classes.found}>{found}</mark>
            {after}
            <Text size="sm" c="dimmed" component="span" display="block">
              {paper.title} · {t('marks.page', { page: mark.target.page + 1 })}
            </Text>
          </span>
        </UnstyledButton>
      ))}
    </section>
  )
}

function PaperResult({
  entry,
  query,
  where,
}: {
  readonly entry: Found
  readonly query: string
  readonly where: string
}) {
  const { t } = useTranslation()
  const { router } = useApp()
  const { paper, hits, total } = entry
  const open = (page: number, find: string) =>
    router.go({
      screen: 'reader',
      meeting: paper.meetingId,
      paper: paper.id,
      beside: null,
      ...(find !== '' && { goal: { page, find } }),
    })
  return (
    <section className={classes.paper} aria-label={paper.title}>
      <UnstyledButton className={classes.title} onClick={() => open(1, '')}>
        {paper.title}
      </UnstyledButton>
      <Text size="sm" c="dimmed" px="md" pb="xs">
        {where}
        {entry.isConverted && ` · ${t('search.oldFont')}`}
      </Text>
      {hits.map((hit, index) => (
        <UnstyledButton key={index} className={classes.hit} onClick={() => open(hit.page, query)}>
          <span className={classes.page}>{t('marks.page', { page: hit.page })}</span>
          <span>
            {hit.before}
            <mark className={classes.found}>{hit.found}</mark>
            {hit.after}
          </span>
        </UnstyledButton>
      ))}
      {total > hits.length && (
        <Text size="sm" c="dimmed" px="md" py="xs">
          {total >= mostCounted
            ? t('search.moreThan', { count: mostCounted })
            : t('search.more', { count: total - hits.length })}
        </Text>
      )}
    </section>
  )
}

/** Titles first, then those in which the words stand most often. */
function search(
  papers: readonly PaperRow[],
  texts: ReadonlyMap<FileId, SearchableText>,
  query: string,
): readonly Found[] {
  if (query.length < 2) return []
  const folded = foldText(query)
  return papers
    .flatMap((paper): Found[] => {
      const text = texts.get(paper.fileId)
      const hits = text ? findInText(text, query, hitsPerPaper) : { hits: [], total: 0 }
      const inTitle = foldText(paper.title).includes(folded)
      return inTitle || hits.total > 0 ? [{ paper, inTitle, isConverted: text?.isConverted ?? false, ...hits }] : []
    })
    .toSorted((a, b) => Number(b.inTitle) - Number(a.inTitle) || b.total - a.total)
}
