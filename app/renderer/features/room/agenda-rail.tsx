import { IconCheck, IconPlayerPlay, IconArrowForward } from '@tabler/icons-react'
import type { ItemRow, MeetingRow } from '#application/projection/rows.ts'
import type { ItemId } from '#domain/kernel/ids.ts'
import { lengthOf } from '#domain/kernel/interval.ts'
import { minuteMs } from '#domain/kernel/time.ts'
import { partsByItem } from '#domain/meeting/closed-part.ts'
import { predictEnd } from '#domain/sitting/predict-end.ts'
import { useFormats } from '#renderer/i18n/formats.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { ClosedPartLink } from '#renderer/shared/closed-parts/closed-part-link.tsx'
import { useClosedParts } from '#renderer/shared/closed-parts/use-closed-parts.ts'
import { clockText } from '#renderer/shared/clock-text.ts'
import { useNow } from '#renderer/shared/use-room.ts'
import { ActionIcon, Button, Text } from '#design/index.ts'
import { useRoomView } from './room-context.ts'
import classes from './room.module.css'

/** The programme, with what is done, what is on, and what comes. */
export function AgendaRail() {
  const { t } = useTranslation()
  const { room, state, meeting: row, items, conducts, act } = useRoomView()
  const formats = useFormats()
  const now = useNow(10_000)
  const { sitting } = state
  const { meeting } = room
  const open = (item: ItemRow) => void act({ t: 'item.open', meeting, item: item.id, under: ancestorsOf(item, items) })
  const partsAt = partsByItem(useClosedParts(row).parts, meeting, items)
  const mayMove = conducts && state.status === 'live'
  const at = items.findIndex(({ id }) => id === sitting.currentItem)
  const next = items.slice(at + 1).find(({ id }) => (sitting.itemStatuses.get(id) ?? 'planned') === 'planned')
  return (
    <aside className={classes.rail} aria-label={t('meeting.tab.agenda', { count: items.length })}>
      <div className={classes.railHead}>
        <h2 className={classes.panelTitle}>{t('meeting.tab.agenda', { count: items.length })}</h2>
        {sitting.startedAt !== null && state.status !== 'ended' && (
          <Text size="sm" c="dimmed">
            {t('room.item.predictedEnd', { time: formats.time(predictEnd(items, sitting, now)) })}
          </Text>
        )}
      </div>
      {mayMove && next && (
        <Button fullWidth leftSection={<IconArrowForward size={20} aria-hidden />} onClick={() => open(next)}>
          {t('room.conduct.next')}
        </Button>
      )}
      <RailParts parts={partsAt.get('')} />
      <ol className={classes.railList}>
        {items.map((item) => {
          const status = sitting.itemStatuses.get(item.id) ?? 'planned'
          const spent = lengthOf(sitting.itemTimes.get(item.id) ?? [], now)
          const over = item.minutes > 0 ? spent - item.minutes * minuteMs : 0
          return (
            <li
              key={item.id}
              className={classes.railItem}
              data-status={status}
              data-depth={Math.min(item.depth, 2)}
              aria-current={item.id === sitting.currentItem ? 'step' : undefined}
            >
              <span className={classes.railNumber}>
                {status === 'concluded' ? (
                  <IconCheck size={18} aria-label={t('room.itemStatus.concluded')} />
                ) : (
                  `${item.number}.`
                )}
              </span>
              <span className={classes.railText}>
                <span className={classes.railTitle}>{item.title || t('meeting.untitledItem')}</span>
                <span className={classes.railFacts}>
                  {status !== 'planned' && status !== 'concluded' && `${t(`room.itemStatus.${status}`)} · `}
                  {spent > 0
                    ? t('room.item.spent', { time: clockText(spent) })
                    : item.minutes > 0 && t('meeting.minutes', { count: item.minutes })}
                  {over > 0 && (
                    <strong className={classes.over}> · {t('room.item.over', { time: clockText(over) })}</strong>
                  )}
                </span>
              </span>
              {mayMove && item.id !== sitting.currentItem && (
                <ActionIcon
                  aria-label={`${t('room.conduct.open')} ${item.number}`}
                  title={`${t('room.conduct.open')} ${item.number}`}
                  onClick={() => open(item)}
                >
                  <IconPlayerPlay size={20} />
                </ActionIcon>
              )}
              <RailParts parts={partsAt.get(item.id)} />
            </li>
          )
        })}
      </ol>
    </aside>
  )
}

/** Closed parts at their place; who is not in them has none. */
function RailParts({ parts = [] }: { readonly parts: readonly MeetingRow[] | undefined }) {
  return parts.map((part) => (
    <div key={part.id} className={classes.railPart}>
      <ClosedPartLink
        part={part}
        to={
          part.preparation.isOut
            ? { screen: 'room', meeting: part.id }
            : { screen: 'meeting', meeting: part.id, tab: 'agenda' }
        }
      />
    </div>
  ))
}

function ancestorsOf(item: ItemRow, items: readonly ItemRow[]): readonly ItemId[] {
  const parent = items.find(({ id }) => id === item.parentId)
  return parent ? [parent.id, ...ancestorsOf(parent, items)] : []
}
