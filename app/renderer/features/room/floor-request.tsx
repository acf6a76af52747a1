import { useState } from 'react'
import { turnKinds, type TurnKind } from '#domain/floor/floor.ts'
import type { PersonId } from '#domain/kernel/ids.ts'
import { useWorkspace } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { DialogActions } from '#renderer/shared/dialog-actions.tsx'
import { Modal, NumberInput, Select, Stack, TextInput } from '#design/index.ts'
import { useRoomView } from './room-context.ts'

/** Asking for the floor, for oneself or, as the one who conducts, for somebody else. */
export function FloorRequest({
  who,
  onClose,
}: {
  readonly who: 'self' | 'other' | null
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  return (
    <Modal
      opened={who !== null}
      onClose={onClose}
      title={t(who === 'other' ? 'room.floor.requestFor' : 'room.floor.request')}
    >
      {who !== null && <Form who={who} onClose={onClose} />}
    </Modal>
  )
}

function Form({ who, onClose }: { readonly who: 'self' | 'other'; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const workspace = useWorkspace()
  const { room, state, me, may, nameOf, act } = useRoomView()
  const [kind, setKind] = useState<TurnKind>('speech')
  const [topic, setTopic] = useState('')
  const [minutes, setMinutes] = useState(5)
  const [person, setPerson] = useState<string | null>(who === 'self' ? me : null)
  const [target, setTarget] = useState<string | null>(null)
  const people = [...state.roles]
    .filter(([, roles]) => !roles.includes('screen'))
    .map(([id]) => ({ value: id, label: nameOf(id) }))
    .toSorted((a, b) => a.label.localeCompare(b.label, 'vi'))
  const kinds = turnKinds.filter((name) => name !== 'question' || may('question.ask') || who === 'other')
  const isWhole = person !== null && (kind !== 'question' || (target !== null && target !== person))
  const send = async () => {
    if (person === null) return
    const turn = workspace.newId('n')
    const done = await act({
      t: 'floor.request',
      meeting: room.meeting,
      turn,
      person: person as PersonId,
      item: state.sitting.currentItem,
      kind,
      topic: topic.trim(),
      minutes,
      target: kind === 'question' ? (target as PersonId) : null,
    })
    if (done) onClose()
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <Stack>
        {who === 'other' && (
          <Select
            label={t('room.floor.person')}
            data={people}
            value={person}
            onChange={setPerson}
            searchable
            size="md"
            required
          />
        )}
        <Select
          label={t('room.floor.kind')}
          data={kinds.map((name) => ({ value: name, label: t(`room.floor.kinds.${name}`) }))}
          value={kind}
          onChange={(value) => setKind((value ?? 'speech') as TurnKind)}
          allowDeselect={false}
          size="md"
        />
        {kind === 'question' && (
          <Select
            label={t('room.floor.target')}
            data={people.filter(({ value }) => value !== person)}
            value={target}
            onChange={setTarget}
            searchable
            size="md"
            required
          />
        )}
        <TextInput
          label={t('room.floor.topic')}
          value={topic}
          onChange={(event) => setTopic(event.currentTarget.value)}
          maxLength={300}
          size="md"
          data-autofocus
        />
        <NumberInput
          label={t('room.floor.minutes')}
          description={t('room.floor.noLimit')}
          value={minutes}
          onChange={(value) => setMinutes(Math.max(0, Number(value) || 0))}
          min={0}
          max={240}
          size="md"
        />
        <DialogActions onCancel={onClose} label={t('room.floor.request')} isReady={isWhole} />
      </Stack>
    </form>
  )
}
