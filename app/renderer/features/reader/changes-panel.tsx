import { useEffect, useRef, useState } from 'react'
import type { PaperView } from '#application/ports/paper-view.ts'
import type { PictureChange } from '#domain/papers/compare-pictures.ts'
import { compareVersions, sameTextPages, shortened, type PageChange } from '#domain/papers/compare-versions.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { Badge, Loader, Text, UnstyledButton } from '#design/index.ts'
import { usePictureChanges } from './use-picture-changes.ts'
import classes from './reader.module.css'

/** What a new version changed, page by page, in words; a press shows the place in both. */
export function ChangesPanel({
  before,
  after,
}: {
  readonly before: PaperView | null
  readonly after: PaperView | null
}) {
  const { t } = useTranslation()
  const [compared, setCompared] = useState<Compared | null>(null)
  const pictures = usePictureChanges({ before, after, pairs: compared?.pairs ?? null })
  const changes = compared?.changes ?? null
  useEffect(() => {
    if (!before || !after) return setCompared(null)
    let isGone = false
    void Promise.all([before.marks.pageTexts(), after.marks.pageTexts()]).then(([old, fresh]) => {
      if (!isGone) setCompared({ changes: compareVersions(old, fresh), pairs: sameTextPages(old, fresh) })
    })
    return () => {
      isGone = true
    }
  }, [before, after])
  const go = (change: PageChange) => {
    if ('before' in change) before?.goToPage(change.before + 1)
    if ('page' in change) after?.goToPage(change.page + 1)
  }
  return (
    <aside className={classes.changes} aria-label={t('reader.changes.title')}>
      <Text fw={700}>{t('reader.changes.title')}</Text>
      {changes === null ? (
        <Loader aria-label={t('reader.changes.comparing')} />
      ) : changes.length === 0 ? (
        <Text c="dimmed">{t('reader.changes.none')}</Text>
      ) : (
        <Text size="sm" c="dimmed">
          {t('reader.changes.count', { count: changes.length })}
        </Text>
      )}
      {(changes ?? []).map((change) => (
        <UnstyledButton
          key={'page' in change ? `n${change.page}` : `o${change.before}`}
          className={classes.change}
          onClick={() => go(change)}
          data-testid="change"
        >
          <Badge variant="light" color={badgeColor[change.kind]} tt="none" size="lg">
            {t(`reader.changes.${change.kind}`, { page: ('page' in change ? change.page : change.before) + 1 })}
          </Badge>
          {change.kind === 'changed' && (
            <span className={classes.diff}>
              {shortened(change.pieces).map((piece, index) => {
                // Pieces are made anew with each comparison and never move.
                const key = `${index} ${piece.kind}`
                if (piece.kind === 'removed') return <del key={key}>{piece.text} </del>
                if (piece.kind === 'inserted') return <ins key={key}>{piece.text} </ins>
                return <span key={key}>{piece.text} </span>
              })}
            </span>
          )}
        </UnstyledButton>
      ))}
      {pictures.progress && (
        <Text size="sm" c="dimmed" role="status">
          {t('reader.changes.looking', pictures.progress)}
        </Text>
      )}
      {pictures.found.map((found) => (
        <UnstyledButton
          key={`p${found.page}`}
          className={classes.change}
          onClick={() => {
            before?.goToPage(found.before + 1)
            after?.goToPage(found.page + 1)
          }}
          data-testid="picture-change"
        >
          <Badge variant="light" color="yellow" tt="none" size="lg">
            {t('reader.changes.pictured', { page: found.page + 1 })}
          </Badge>
          <Outlined canvas={found.canvas} areas={found.areas} />
        </UnstyledButton>
      ))}
    </aside>
  )
}

type Compared = {
  readonly changes: readonly PageChange[]
  readonly pairs: readonly (readonly [before: number, after: number])[]
}

/** The page as it is now, with what looks different framed. */
function Outlined({ canvas, areas }: { readonly canvas: HTMLCanvasElement; readonly areas: readonly PictureChange[] }) {
  const holder = useRef<HTMLSpanElement>(null)
  useEffect(() => holder.current?.prepend(canvas), [canvas])
  const percent = (share: number) => `${share * 100}%`
  return (
    <span ref={holder} className={classes.outlined} aria-hidden>
      {areas.map(({ left, top, right, bottom }) => (
        <span
          key={`${left} ${top}`}
          style={{
            left: percent(left),
            top: percent(top),
            width: percent(right - left),
            height: percent(bottom - top),
          }}
        />
      ))}
    </span>
  )
}

const badgeColor = { changed: 'yellow', added: 'teal', removed: 'red' } as const
