import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { OutlineEntry, PaperView } from '#application/ports/paper-view.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { Text, UnstyledButton } from '#design/index.ts'
import classes from './reader.module.css'

export type Side = 'thumbnails' | 'outline'

export function SidePanel({ view, side }: { readonly view: PaperView; readonly side: Side }) {
  return side === 'thumbnails' ? <Thumbnails view={view} /> : <Outline view={view} />
}

const thumbnailWidth = 132

function Thumbnails({ view }: { readonly view: PaperView }) {
  const { t } = useTranslation()
  const list = useRef<HTMLDivElement>(null)
  const page = useSyncExternalStore(view.events.onPage, view.page)
  const [labels, setLabels] = useState<readonly string[] | null>(null)
  useEffect(() => void view.pageLabels().then(setLabels), [view])
  const rows = useVirtualizer({
    count: view.pageCount,
    getScrollElement: () => list.current,
    estimateSize: () => 220,
    overscan: 2,
  })
  useEffect(() => rows.scrollToIndex(page - 1, { align: 'auto' }), [rows, page])
  return (
    <nav ref={list} className={classes.side} aria-label={t('reader.thumbnails')}>
      <div className={classes.sideList} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((row) => {
          const number = row.index + 1
          return (
            <UnstyledButton
              key={row.key}
              ref={rows.measureElement}
              data-index={row.index}
              className={classes.thumbnail}
              aria-current={number === page ? 'page' : undefined}
              aria-label={t('reader.goToPage', { page: number })}
              style={{ transform: `translateY(${row.start}px)` }}
              onClick={() => view.goToPage(number)}
            >
              <Picture view={view} page={number} />
              <span>{labels?.[row.index] ?? number}</span>
            </UnstyledButton>
          )
        })}
      </div>
    </nav>
  )
}

function Picture({ view, page }: { readonly view: PaperView; readonly page: number }) {
  const holder = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    let isGone = false
    void view.thumbnail(page, thumbnailWidth).then((canvas) => {
      if (!isGone && canvas) holder.current?.replaceChildren(canvas)
    })
    return () => {
      isGone = true
    }
  }, [view, page])
  return <span ref={holder} className={classes.picture} aria-hidden />
}

function Outline({ view }: { readonly view: PaperView }) {
  const { t } = useTranslation()
  const [entries, setEntries] = useState<readonly OutlineEntry[] | null>(null)
  useEffect(() => void view.outline().then(setEntries), [view])
  return (
    <nav className={classes.side} aria-label={t('reader.outline')}>
      {entries?.length === 0 && (
        <Text c="dimmed" p="md">
          {t('reader.noOutline')}
        </Text>
      )}
      {entries?.map((entry, index) => (
        <UnstyledButton
          key={index}
          className={classes.outlineEntry}
          style={{ paddingLeft: 12 + entry.depth * 16 }}
          onClick={() => view.goToOutline(entry)}
        >
          {entry.title}
        </UnstyledButton>
      ))}
    </nav>
  )
}
