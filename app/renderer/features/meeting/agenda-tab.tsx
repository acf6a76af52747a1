import { IconFileOff } from '@tabler/icons-react'
import { Fragment } from 'react'
import { partsByItem } from '#domain/meeting/closed-part.ts'
import type { ItemRow, MeetingRow, PaperRow as PaperRowData } from '#application/projection/rows.ts'
import { useFormats } from '#renderer/i18n/formats.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { ClosedPartLink } from '#renderer/shared/closed-parts/closed-part-link.tsx'
import { useClosedParts } from '#renderer/shared/closed-parts/use-closed-parts.ts'
import { PaperRow } from '#renderer/shared/paper-row.tsx'
import { Badge, EmptyState, Skeleton, Stack } from '#design/index.ts'
import classes from './meeting.module.css'

/** The programme as it will be held, each item with its papers under it. */
export function AgendaTab({
  meeting,
  items,
  papers,
}: {
  readonly meeting: MeetingRow
  readonly items: readonly ItemRow[] | null
  readonly papers: readonly PaperRowData[]
}) {
  const { t } = useTranslation()
  const { parts } = useClosedParts(meeting)
  if (items === null) {
    return (
      <Stack aria-busy>
        <Skeleton h={72} />
        <Skeleton h={72} />
      </Stack>
    )
  }
  const general = papers.filter(({ itemId }) => itemId === '')
  const partsAt = partsByItem(parts, meeting.id, items)
  if (items.length === 0 && general.length === 0 && parts.length === 0)
    return <EmptyState title={t('meeting.noAgendaTitle')}>{t('meeting.noAgendaText')}</EmptyState>
  return (
    <>
      {general.length > 0 && (
        <section className={classes.general}>
          <h2 className={classes.generalTitle}>{t('meeting.generalPapers')}</h2>
          {general.map((paper) => (
            <PaperRow key={paper.id} paper={paper} />
          ))}
        </section>
      )}
      <ol className={classes.agenda}>
        <PartLines parts={partsAt.get('')} />
        {items.map((item) => (
          <Fragment key={item.id}>
            <AgendaLine item={item} papers={papers.filter(({ itemId }) => itemId === item.id)} />
            <PartLines parts={partsAt.get(item.id)} />
          </Fragment>
        ))}
      </ol>
    </>
  )
}

function PartLines({ parts = [] }: { readonly parts: readonly MeetingRow[] | undefined }) {
  return parts.map((part) => (
    <li key={part.id} className={classes.item} data-depth={0}>
      <span />
      <ClosedPartLink part={part} to={{ screen: 'meeting', meeting: part.id, tab: 'agenda' }} />
    </li>
  ))
}

function AgendaLine({ item, papers }: { readonly item: ItemRow; readonly papers: readonly PaperRowData[] }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const facts = [item.presenter && t('meeting.presentedBy', { name: item.presenter }), item.owningUnit].filter(Boolean)
  return (
    <li className={classes.item} data-depth={Math.min(item.depth, 3)}>
      <div className={classes.itemTime}>
        {item.depth === 0 && item.minutes > 0 && (
          <>
            <span>{formats.time(item.plannedStart)}</span>
            <span className={classes.minutes}>{t('meeting.minutes', { count: item.minutes })}</span>
          </>
        )}
      </div>
      <div className={classes.itemBody}>
        <div className={classes.itemHead}>
          <span className={classes.number}>{item.number}.</span>
          <span className={classes.itemTitle}>{item.title || t('meeting.untitledItem')}</span>
          {item.kind !== 'other' && (
            <Badge variant="light" color={item.kind === 'vote' ? 'union' : 'gray'} tt="none" size="lg">
              {t(`itemKind.${item.kind}`)}
            </Badge>
          )}
        </div>
        {facts.length > 0 && <p className={classes.itemFacts}>{facts.join(' · ')}</p>}
        {item.note && <p className={classes.itemNote}>{item.note}</p>}
        {item.paperInRoom && (
          <p className={classes.paperInRoom}>
            <IconFileOff size={22} aria-hidden />
            <span>{t('meeting.paperInRoom', { title: item.paperInRoom })}</span>
          </p>
        )}
        {papers.length > 0 && (
          <div className={classes.itemPapers}>
            {papers.map((paper) => (
              <PaperRow key={paper.id} paper={paper} />
            ))}
          </div>
        )}
      </div>
    </li>
  )
}
