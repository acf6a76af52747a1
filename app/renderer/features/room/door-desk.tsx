import { IconScan } from '@tabler/icons-react'
import { useState, type FormEvent } from 'react'
import { isPresent } from '#domain/attendance/roll.ts'
import type { PersonId } from '#domain/kernel/ids.ts'
import { checkInCode, readCheckInCode } from '#protocol/kernel/check-in-code.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { Alert, Stack, TextInput } from '#design/index.ts'
import { useRoomView } from './room-context.ts'

type Outcome = { readonly kind: 'arrived' | 'already'; readonly person: PersonId } | { readonly kind: 'unknown' }

/** The desk at the door: a scanner types the code of a card and presses Enter, as a hand can. */
export function DoorDesk() {
  const { t } = useTranslation()
  const { room, state, nameOf, act } = useRoomView()
  const [typed, setTyped] = useState('')
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const { meeting } = room
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    const code = readCheckInCode(typed)
    const found = code === null ? [] : [...state.roles.keys()].filter((person) => checkInCode(meeting, person) === code)
    setTyped('')
    const [person] = found
    // Two people of one code, one time in a thousand million: they are checked in by name.
    if (!person || found.length > 1) return setOutcome({ kind: 'unknown' })
    if (isPresent(state.roll, person)) return setOutcome({ kind: 'already', person })
    if (await act({ t: 'roll.arrive', meeting, person })) setOutcome({ kind: 'arrived', person })
  }
  return (
    <form onSubmit={(event) => void onSubmit(event)}>
      <Stack gap="xs">
        <TextInput
          leftSection={<IconScan size={20} aria-hidden />}
          label={t('room.door.scan')}
          description={t('room.door.scanText')}
          placeholder="K7M-2QX"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          maxLength={40}
          size="md"
          data-autofocus
        />
        <div aria-live="assertive">
          {outcome && (
            <Alert color={outcome.kind === 'arrived' ? 'teal' : outcome.kind === 'already' ? 'blue' : 'red'}>
              {t(`room.door.${outcome.kind}`, { name: 'person' in outcome ? nameOf(outcome.person) : '' })}
            </Alert>
          )}
        </div>
      </Stack>
    </form>
  )
}
