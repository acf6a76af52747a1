import { useMemo, useState } from 'react'
import type { AgendaItem, AgendaNode } from '#domain/agenda/agenda.ts'
import { keyBetween } from '#domain/agenda/order-key.ts'
import { parsePastedAgenda, type PastedItem } from '#domain/agenda/paste-agenda.ts'
import type { ItemId } from '#domain/kernel/ids.ts'
import { useWorkspace } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { Button, Group, Modal, Stack, Text, Textarea } from '#design/index.ts'
import { emptyItem } from './agenda-moves.ts'
import type { Agenda } from './documents.ts'
import classes from './editor.module.css'

/** A list from Word becomes items; what will be made is shown before it is made. */
export function PasteDialog({
  agenda,
  nodes,
  onClose,
}: {
  readonly agenda: Agenda
  readonly nodes: readonly AgendaNode[]
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const workspace = useWorkspace()
  const [text, setText] = useState('')
  const pasted = useMemo(() => parsePastedAgenda(text), [text])
  const add = () => {
    agenda.editor.addItems(itemsFrom(pasted, nodes.at(-1)?.item.position ?? null, () => workspace.newId('i')))
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t('editor.paste')} size="xl">
      <Stack>
        <Textarea
          label={t('editor.pasteLabel')}
          description={t('editor.pasteHelp')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          minRows={8}
          maxRows={14}
          autosize
          data-autofocus
        />
        {pasted.length > 0 && (
          <div className={classes.preview} aria-label={t('editor.pastePreview')}>
            {pasted.map((item, index) => (
              <Text key={index} pl={item.depth * 24}>
                {item.title}
                {item.minutes > 0 && (
                  <span className={classes.previewMinutes}> {t('meeting.minutes', { count: item.minutes })}</span>
                )}
              </Text>
            ))}
          </div>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button disabled={pasted.length === 0} onClick={add}>
            {t('editor.pasteAdd', { count: pasted.length })}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

function itemsFrom(
  pasted: readonly PastedItem[],
  lastPosition: string | null,
  newId: () => ItemId,
): readonly AgendaItem[] {
  const items: AgendaItem[] = []
  const above: (AgendaItem | undefined)[] = []
  const lastUnder = new Map<ItemId | null, string | null>([[null, lastPosition]])
  for (const { title, depth, minutes } of pasted) {
    // A line may be deeper than anything above it: it goes as deep as there is something to stand under.
    const level = Math.min(
      depth,
      above.findIndex((item) => item === undefined) === -1
        ? above.length
        : above.findIndex((item) => item === undefined),
    )
    const parent = level === 0 ? null : (above[level - 1]?.id ?? null)
    const position = keyBetween(lastUnder.get(parent) ?? null, null)
    const item = { ...emptyItem(newId(), { parent, position }), title, minutes }
    lastUnder.set(parent, position)
    above.length = level
    above[level] = item
    items.push(item)
  }
  return items
}
