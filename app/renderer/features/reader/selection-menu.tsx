import { IconMessage, IconMessagePlus, IconStrikethrough, IconUnderline } from '@tabler/icons-react'
import type { ScreenBox } from '#application/ports/marks-view.ts'
import { markColors, type MarkKind } from '#domain/marks/mark.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { ActionIcon, Tooltip } from '#design/index.ts'
import classes from './marks.module.css'

const height = 56

/** What may be done with the words that are selected, where they are. */
export function SelectionMenu({
  box,
  within,
  onMark,
  onRemark,
}: {
  readonly box: ScreenBox
  readonly within: DOMRect
  readonly onMark: (kind: MarkKind, color: string | null) => void
  /** Null where the person has no say in the paper. */
  readonly onRemark: (() => void) | null
}) {
  const { t } = useTranslation()
  const isRoomAbove = box.top - within.top > height + 8
  const top = (isRoomAbove ? box.top - height - 8 : box.bottom + 8) - within.top
  const left = Math.max(8, Math.min((box.left + box.right) / 2 - within.left - 215, within.width - 446))
  return (
    <div
      className={classes.selection}
      style={{ top, left }}
      role="toolbar"
      aria-label={t('marks.selection')}
      // The selection must not be lost by the press.
      onPointerDown={(event) => event.preventDefault()}
    >
      {markColors
        .filter(({ meaning }) => meaning !== 'other')
        .map(({ color, meaning }) => (
          <Tooltip key={color} label={t('marks.highlightAs', { meaning: t(`marks.meaning.${meaning}`) })}>
            <button
              type="button"
              className={classes.color}
              aria-label={t('marks.highlightAs', { meaning: t(`marks.meaning.${meaning}`) })}
              onClick={() => onMark('highlight', color)}
            >
              <span className={classes.dot} style={{ background: color }} />
            </button>
          </Tooltip>
        ))}
      <span className={classes.gap} />
      <Tooltip label={t('marks.kind.underline')}>
        <ActionIcon aria-label={t('marks.kind.underline')} onClick={() => onMark('underline', null)}>
          <IconUnderline size={22} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('marks.kind.strike')}>
        <ActionIcon aria-label={t('marks.kind.strike')} onClick={() => onMark('strike', null)}>
          <IconStrikethrough size={22} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('marks.highlightWithNote')}>
        <ActionIcon aria-label={t('marks.highlightWithNote')} onClick={() => onMark('note', null)}>
          <IconMessage size={22} />
        </ActionIcon>
      </Tooltip>
      {onRemark && (
        <Tooltip label={t('remarks.writeHere')}>
          <ActionIcon aria-label={t('remarks.writeHere')} onClick={onRemark}>
            <IconMessagePlus size={22} />
          </ActionIcon>
        </Tooltip>
      )}
    </div>
  )
}
