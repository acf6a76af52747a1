import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import type { ItemRow, MeetingRow, PaperRow as PaperRowData } from '#application/projection/rows.ts'
import { foldText } from '#domain/kernel/fold-text.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { PaperRow } from '#renderer/shared/paper-row.tsx'
import { EmptyState, Group, Text, TextInput } from '#design/index.ts'
import { PackMenu } from './pack-menu.tsx'
import classes from './meeting.module.css'

export function PapersTab({
  meeting,
  items,
  papers,
  mayTake,
}: {
  readonly meeting: MeetingRow
  readonly items: readonly ItemRow[]
  readonly papers: readonly PaperRowData[]
  /** Whether the person may print papers and keep copies outside the app. */
  readonly mayTake: boolean
}) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  if (papers.length === 0) return <EmptyState title={t('papers.emptyTitle')}>{t('papers.emptyText')}</EmptyState>
  const wanted = foldText(search.trim())
  const shown = papers.filter(({ title }) => foldText(title).includes(wanted))
  const titleOf = new Map(items.map(({ id, number, title }) => [id as string, `${number}. ${title}`]))
  const groups = [...Map.groupBy(shown, ({ itemId }) => itemId)]
  return (
    <>
      <Group justify="space-between" align="flex-start" className={classes.papersHead}>
        <TextInput
          className={classes.search}
          leftSection={<IconSearch size={20} aria-hidden />}
          placeholder={t('papers.search')}
          aria-label={t('papers.search')}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        {mayTake && <PackMenu meeting={meeting} items={items} papers={papers} />}
      </Group>
      {meeting.tracksReading && (
        <Text c="dimmed" mb="sm">
          {t('papers.tracked')}
        </Text>
      )}
      {shown.length === 0 && <Text c="dimmed">{t('common.nothingFound')}</Text>}
      {groups.map(([item, group]) => (
        <section key={item} className={classes.group}>
          <h2 className={classes.groupTitle}>{titleOf.get(item) ?? t('meeting.generalPapers')}</h2>
          {group.map((paper) => (
            <PaperRow key={paper.id} paper={paper} />
          ))}
        </section>
      ))}
    </>
  )
}
