import {
  closestCenter,
  DndContext,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
  type DragEndEvent,
} from '@dnd-kit/core'
import { SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from '@dnd-kit/sortable'
import { IconClipboardText, IconPlus } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { buildAgenda, flattenAgenda, withDescendants } from '#domain/agenda/agenda.ts'
import { numberAgenda } from '#domain/agenda/numbering.ts'
import { planAgenda } from '#domain/agenda/timing.ts'
import type { ItemId, MeetingId } from '#domain/kernel/ids.ts'
import { useWorkspace } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { Button, EmptyState, Group, useLive } from '#design/index.ts'
import { useMeeting } from '#renderer/shared/use-meeting.ts'
import { AgendaItemRow } from './agenda-item-row.tsx'
import { emptyItem, moveDown, moveIn, moveOnto, moveOut, moveUp, placeForNew, type Move } from './agenda-moves.ts'
import { ClosedParts } from './closed-parts.tsx'
import type { Agenda, Preparation } from './documents.ts'
import { PasteDialog } from './paste-dialog.tsx'
import { usePaperImport } from './use-paper-import.ts'
import classes from './editor.module.css'

/** The agenda as a tree that is edited in place; order by drag, by keyboard and by buttons. */
export function AgendaPanel({
  meeting,
  agenda,
  preparation,
}: {
  readonly meeting: MeetingId
  readonly agenda: Agenda
  readonly preparation: Preparation
}) {
  const { t } = useTranslation()
  const workspace = useWorkspace()
  const content = useLive(agenda.content)
  const { drafts } = useLive(preparation.content)
  const nodes = useMemo(() => buildAgenda(content.items), [content.items])
  const flat = useMemo(() => flattenAgenda(nodes), [nodes])
  const numbers = useMemo(() => numberAgenda(nodes, content.details.numbering), [nodes, content.details.numbering])
  const timing = useMemo(() => planAgenda(nodes, content.details.startsAt), [nodes, content.details.startsAt])
  const { meeting: row } = useMeeting(meeting)
  const places = flat.map(({ item }) => ({ id: item.id, label: `${numbers.get(item.id) ?? ''}. ${item.title}` }))
  const [openItem, setOpenItem] = useState<ItemId | null>(null)
  const [isPasting, setPasting] = useState(false)
  const importFiles = usePaperImport(meeting, preparation)
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 6 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  )

  const apply = (id: ItemId, move: Move | null) => {
    if (move) agenda.editor.changeItem(id, move)
  }
  const add = () => {
    const id = workspace.newId('i')
    agenda.editor.addItems([emptyItem(id, placeForNew(nodes, null))])
    setOpenItem(id)
  }
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    if (over) apply(active.id as ItemId, moveOnto(nodes, active.id as ItemId, over.id as ItemId))
  }
  const name = (id: unknown) => content.items.find((item) => item.id === id)?.title ?? ''
  const announcements = {
    onDragStart: ({ active }: { active: { id: unknown } }) => t('editor.drag.start', { title: name(active.id) }),
    onDragOver: ({ over }: { over: { id: unknown } | null }) =>
      over ? t('editor.drag.over', { title: name(over.id) }) : undefined,
    onDragEnd: ({ active }: { active: { id: unknown } }) => t('editor.drag.end', { title: name(active.id) }),
    onDragCancel: () => t('editor.drag.cancel'),
  }

  return (
    <>
      <Group mb="sm">
        <Button variant="light" leftSection={<IconPlus size={20} aria-hidden />} onClick={add}>
          {t('editor.addItem')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconClipboardText size={20} aria-hidden />}
          onClick={() => setPasting(true)}
        >
          {t('editor.paste')}
        </Button>
      </Group>
      {flat.length === 0 ? (
        <EmptyState title={t('editor.emptyTitle')}>{t('editor.emptyText')}</EmptyState>
      ) : (
        <DndContext
          sensors={sensors}
          collisionDetection={closestCenter}
          onDragEnd={onDragEnd}
          accessibility={{ announcements, screenReaderInstructions: { draggable: t('editor.drag.help') } }}
        >
          <SortableContext items={flat.map(({ item }) => item.id)} strategy={verticalListSortingStrategy}>
            <ol className={classes.items} aria-label={t('editor.agenda')}>
              {flat.map((node) => (
                <AgendaItemRow
                  key={node.item.id}
                  node={node}
                  number={numbers.get(node.item.id) ?? ''}
                  planned={timing.byItem.get(node.item.id)}
                  paperCount={drafts.filter(({ item }) => item === node.item.id).length}
                  isOpen={openItem === node.item.id}
                  onToggle={() => setOpenItem(openItem === node.item.id ? null : node.item.id)}
                  onChange={(change) => agenda.editor.changeItem(node.item.id, change)}
                  onRemove={() => agenda.editor.removeItems(withDescendants(node))}
                  onDropFiles={(files) => void importFiles(files, node.item.id)}
                  moves={{
                    up: moveUp(nodes, node.item.id),
                    down: moveDown(nodes, node.item.id),
                    in: moveIn(nodes, node.item.id),
                    out: moveOut(nodes, node.item.id),
                  }}
                  onMove={(move) => apply(node.item.id, move)}
                />
              ))}
            </ol>
          </SortableContext>
        </DndContext>
      )}
      {row && <ClosedParts meeting={row} places={places} agenda={agenda} />}
      {isPasting && <PasteDialog agenda={agenda} nodes={nodes} onClose={() => setPasting(false)} />}
    </>
  )
}
