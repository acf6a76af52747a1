import { useSortable } from '@dnd-kit/sortable'
import { CSS } from '@dnd-kit/utilities'
import {
  IconArrowDown,
  IconArrowUp,
  IconDotsVertical,
  IconFileText,
  IconGripVertical,
  IconIndentDecrease,
  IconIndentIncrease,
  IconPaperclip,
  IconTrash,
} from '@tabler/icons-react'
import { useState, type DragEvent } from 'react'
import { itemKinds, type AgendaItem, type AgendaNode, type ItemKind } from '#domain/agenda/agenda.ts'
import type { PlannedTime } from '#domain/agenda/timing.ts'
import { useFormats } from '#renderer/i18n/formats.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import {
  ActionIcon,
  FileButton,
  Menu,
  NumberInput,
  Select,
  SimpleGrid,
  Text,
  Textarea,
  TextInput,
} from '#design/index.ts'
import type { Move } from './agenda-moves.ts'
import classes from './editor.module.css'
import { paperFileTypes } from '#renderer/shared/paper-file-types.ts'

type Moves = {
  readonly up: Move | null
  readonly down: Move | null
  readonly in: Move | null
  readonly out: Move | null
}

type Props = {
  readonly node: AgendaNode
  readonly number: string
  readonly planned: PlannedTime | undefined
  readonly paperCount: number
  readonly isOpen: boolean
  readonly onToggle: () => void
  readonly onChange: (change: Partial<Omit<AgendaItem, 'id'>>) => void
  readonly onRemove: () => void
  readonly onDropFiles: (files: readonly File[]) => void
  readonly moves: Moves
  readonly onMove: (move: Move | null) => void
}

export function AgendaItemRow(props: Props) {
  const { node, number, planned, onChange, moves, onMove } = props
  const { item } = node
  const { t } = useTranslation()
  const formats = useFormats()
  const { setNodeRef, attributes, listeners, isDragging, transform, transition } = useSortable({ id: item.id })
  const [isOver, setOver] = useState(false)
  const hasParts = node.children.length > 0

  const onDrop = (event: DragEvent) => {
    if (event.dataTransfer.files.length === 0) return
    event.preventDefault()
    setOver(false)
    props.onDropFiles([...event.dataTransfer.files])
  }
  const onDragOver = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return
    event.preventDefault()
    setOver(true)
  }

  return (
    // Files may be dropped here; the same is offered by the button with the paper clip.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <li
      ref={setNodeRef}
      className={classes.item}
      data-depth={Math.min(node.depth, 3)}
      data-over={isOver || undefined}
      data-dragging={isDragging || undefined}
      style={{ transform: CSS.Translate.toString(transform), transition }}
      onDrop={onDrop}
      onDragOver={onDragOver}
      onDragLeave={() => setOver(false)}
    >
      <div className={classes.itemLine}>
        <ActionIcon
          {...attributes}
          {...listeners}
          className={classes.grip}
          aria-label={t('editor.dragItem', { number })}
        >
          <IconGripVertical size={20} />
        </ActionIcon>
        <span className={classes.number}>{number}.</span>
        <Textarea
          className={classes.itemTitle}
          aria-label={t('editor.itemTitle', { number })}
          placeholder={t('editor.itemTitlePlaceholder')}
          value={item.title}
          onChange={(event) => onChange({ title: event.currentTarget.value.replace(/\n/g, ' ') })}
          autosize
          minRows={1}
          maxRows={6}
        />
        <NumberInput
          className={classes.minutes}
          aria-label={t('editor.itemMinutes', { number })}
          value={hasParts && item.minutes === 0 ? (planned?.minutes ?? 0) : item.minutes}
          onChange={(value) => onChange({ minutes: typeof value === 'number' ? Math.round(value) : 0 })}
          min={0}
          max={1440}
          step={5}
          suffix={` ${t('common.minutesShort')}`}
          readOnly={hasParts && item.minutes === 0}
          hideControls
        />
        <span className={classes.start}>{planned && planned.minutes > 0 ? formats.time(planned.start) : ''}</span>
        <span className={classes.paperCount}>
          {props.paperCount > 0 && (
            <>
              <IconFileText size={18} aria-hidden />
              {props.paperCount}
            </>
          )}
        </span>
        <FileButton multiple accept={paperFileTypes} onChange={(files) => props.onDropFiles(files)}>
          {(button) => (
            <ActionIcon {...button} aria-label={t('editor.attach', { number })}>
              <IconPaperclip size={20} />
            </ActionIcon>
          )}
        </FileButton>
        <Menu position="bottom-end" width={280}>
          <Menu.Target>
            <ActionIcon aria-label={t('editor.itemActions', { number })}>
              <IconDotsVertical size={20} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconArrowUp size={18} />} disabled={!moves.up} onClick={() => onMove(moves.up)}>
              {t('editor.moveUp')}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconArrowDown size={18} />}
              disabled={!moves.down}
              onClick={() => onMove(moves.down)}
            >
              {t('editor.moveDown')}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconIndentIncrease size={18} />}
              disabled={!moves.in}
              onClick={() => onMove(moves.in)}
            >
              {t('editor.moveIn')}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconIndentDecrease size={18} />}
              disabled={!moves.out}
              onClick={() => onMove(moves.out)}
            >
              {t('editor.moveOut')}
            </Menu.Item>
            <Menu.Divider />
            <Menu.Item onClick={props.onToggle}>
              {props.isOpen ? t('editor.hideDetails') : t('editor.showDetails')}
            </Menu.Item>
            <Menu.Item color="red" leftSection={<IconTrash size={18} />} onClick={props.onRemove}>
              {hasParts ? t('editor.removeWithParts') : t('editor.remove')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
      {isOver && (
        <Text size="sm" className={classes.dropHint}>
          {t('editor.dropHere', { number })}
        </Text>
      )}
      {props.isOpen && (
        <SimpleGrid cols={{ base: 1, md: 3 }} className={classes.itemDetails}>
          <TextInput
            label={t('editor.presenter')}
            value={item.presenter}
            onChange={(event) => onChange({ presenter: event.currentTarget.value })}
          />
          <TextInput
            label={t('editor.owningUnit')}
            value={item.owningUnit}
            onChange={(event) => onChange({ owningUnit: event.currentTarget.value })}
          />
          <Select
            label={t('editor.kind')}
            value={item.kind}
            onChange={(value) => onChange({ kind: (value ?? 'other') as ItemKind })}
            data={itemKinds.map((kind) => ({ value: kind, label: t(`itemKind.${kind}`) }))}
          />
          <TextInput
            className={classes.note}
            label={t('editor.paperInRoom')}
            description={t('editor.paperInRoomText')}
            value={item.paperInRoom}
            onChange={(event) => onChange({ paperInRoom: event.currentTarget.value })}
          />
          <Textarea
            className={classes.note}
            label={t('editor.note')}
            value={item.note}
            onChange={(event) => onChange({ note: event.currentTarget.value })}
            autosize
            minRows={2}
          />
        </SimpleGrid>
      )}
    </li>
  )
}
