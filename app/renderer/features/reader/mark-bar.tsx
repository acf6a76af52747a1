import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowUpRight,
  IconBookmark,
  IconEraser,
  IconNote,
  IconPencil,
  IconPointer,
  IconSquare,
  IconTextCaption,
} from '@tabler/icons-react'
import type { MarkTool } from '#application/ports/marks-view.ts'
import { markColors } from '#domain/marks/mark.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { ActionIcon, SegmentedControl, Tooltip } from '#design/index.ts'
import classes from './marks.module.css'

const tools = [
  { tool: 'read', icon: IconPointer },
  { tool: 'pen', icon: IconPencil },
  { tool: 'eraser', icon: IconEraser },
  { tool: 'note', icon: IconNote },
  { tool: 'text', icon: IconTextCaption },
  { tool: 'area', icon: IconSquare },
  { tool: 'arrow', icon: IconArrowUpRight },
] as const
export const penWidths = [1.5, 3, 6] as const

type Props = {
  readonly tool: MarkTool
  readonly onTool: (tool: MarkTool) => void
  readonly color: string
  readonly onColor: (color: string) => void
  readonly width: number
  readonly onWidth: (width: number) => void
  readonly history: { readonly canUndo: boolean; readonly canRedo: boolean }
  readonly onUndo: () => void
  readonly onRedo: () => void
  readonly onBookmark: () => void
  readonly hasBookmark: boolean
}

export function MarkBar(props: Props) {
  const { t } = useTranslation()
  const { tool, color, width, history } = props
  return (
    <div className={classes.bar} role="toolbar" aria-label={t('marks.tools')}>
      {tools.map(({ tool: each, icon: Icon }) => (
        <Tooltip key={each} label={t(`marks.tool.${each}`)}>
          <ActionIcon
            aria-label={t(`marks.tool.${each}`)}
            aria-pressed={tool === each}
            variant={tool === each ? 'filled' : 'subtle'}
            onClick={() => props.onTool(each)}
          >
            <Icon size={22} />
          </ActionIcon>
        </Tooltip>
      ))}
      <Tooltip label={t('marks.tool.bookmark')}>
        <ActionIcon
          aria-label={t('marks.tool.bookmark')}
          aria-pressed={props.hasBookmark}
          variant={props.hasBookmark ? 'light' : 'subtle'}
          onClick={props.onBookmark}
        >
          <IconBookmark size={22} />
        </ActionIcon>
      </Tooltip>
      <span className={classes.gap} />
      <div className={classes.colors} role="radiogroup" aria-label={t('marks.color')}>
        {markColors.map((each) => (
          <ColorDot
            key={each.color}
            color={each.color}
            label={t(`marks.meaning.${each.meaning}`)}
            isOn={each.color === color}
            onChoose={() => props.onColor(each.color)}
          />
        ))}
      </div>
      {tool === 'pen' && (
        <SegmentedControl
          aria-label={t('marks.width')}
          value={String(width)}
          onChange={(value) => props.onWidth(Number(value))}
          data={penWidths.map((each, index) => ({
            value: String(each),
            label: t(`marks.widths.${(['thin', 'medium', 'thick'] as const)[index] ?? 'medium'}`),
          }))}
        />
      )}
      <span className={classes.gap} />
      <Tooltip label={t('marks.undo')}>
        <ActionIcon aria-label={t('marks.undo')} disabled={!history.canUndo} onClick={props.onUndo}>
          <IconArrowBackUp size={22} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('marks.redo')}>
        <ActionIcon aria-label={t('marks.redo')} disabled={!history.canRedo} onClick={props.onRedo}>
          <IconArrowForwardUp size={22} />
        </ActionIcon>
      </Tooltip>
    </div>
  )
}

export function ColorDot({
  color,
  label,
  isOn,
  onChoose,
}: {
  readonly color: string
  readonly label: string
  readonly isOn: boolean
  readonly onChoose: () => void
}) {
  return (
    <Tooltip label={label}>
      <button
        type="button"
        role="radio"
        aria-checked={isOn}
        aria-label={label}
        className={classes.color}
        onClick={onChoose}
      >
        <span className={classes.dot} style={{ background: color }} />
      </button>
    </Tooltip>
  )
}
