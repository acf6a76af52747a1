import { useState } from 'react'
import type { Poll } from '#domain/voting/poll.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { Button, Text } from '#design/index.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { useRoomView } from './room-context.ts'
import classes from './votes.module.css'

/** The items of a consent block. Until it opens any member may have one of them decided by itself. */
export function BlockItems({ poll }: { readonly poll: Poll }) {
  const { t } = useTranslation()
  const { room, may, nameOf, act } = useRoomView()
  const [pulled, setPulled] = useState<string | null>(null)
  const { question, pulledOut } = poll
  const mayPull = poll.status === 'ready' && may('poll.vote')
  const labelOf = (id: string | null) => question.options.find((option) => option.id === id)?.label ?? ''
  return (
    <div data-testid="block-items">
      <ul className={classes.blockItems}>
        {question.options.map(({ id, label }) => (
          <li key={id}>
            <span>{label}</span>
            {mayPull && (
              <Button variant="default" aria-label={`${t('vote.block.pull')}: ${label}`} onClick={() => setPulled(id)}>
                {t('vote.block.pull')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {pulledOut.map(({ label, by }) => (
        <Text key={label} size="sm" c="dimmed">
          {t('vote.block.pulled', { label, name: nameOf(by) })}
        </Text>
      ))}
      <ConfirmDialog
        isOpen={pulled !== null}
        title={t('vote.block.pull')}
        text={t('vote.block.pullText', { label: labelOf(pulled) })}
        action={t('vote.block.pull')}
        onClose={() => setPulled(null)}
        onConfirm={() =>
          pulled !== null && void act({ t: 'poll.pull-out', meeting: room.meeting, poll: poll.id, option: pulled })
        }
      />
    </div>
  )
}
