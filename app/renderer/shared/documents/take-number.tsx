import { useState } from 'react'
import { emptyRegister, nextNumber, registerOf, type NumberRegister } from '#domain/organisation/number-register.ts'
import { can } from '#domain/permissions/can.ts'
import { useWorkspace } from '../../shell/app-context.ts'
import { useTranslation } from '../../i18n/i18n.ts'
import { Button, useLive } from '../../design/index.ts'
import { useActor } from '../use-meeting.ts'
import { useRefusalNotice } from '../use-refusal-notice.ts'

/** Takes the next number of the document's register and writes it down; without a network, one that is held for it. */
export function TakeNumber({
  number,
  year,
  title,
  onNumber,
}: {
  /** As it is written, its number still blank: "……-GM/VPTW". */
  readonly number: string
  readonly year: number
  readonly title: string
  readonly onNumber: (number: string) => void
}) {
  const { t } = useTranslation()
  const workspace = useWorkspace()
  const actor = useActor()
  const notice = useRefusalNotice()
  const directory = useLive(workspace.directory)
  const outbox = useLive(workspace.outbox)
  const sync = useLive(workspace.sync)
  const [isBusy, setBusy] = useState(false)
  const id = registerOf(number, year)
  const isBlank = /^…+/.test(number)
  if (id === null || !can({ ...actor, meetingRoles: [] }, 'number.take')) return null
  // What is taken and not sent yet is taken.
  const waiting = outbox.flatMap((entry): NumberRegister['taken'] => {
    const act = entry.kind === 'command' ? entry.command.body.act : null
    return act?.t === 'number.take' && act.register === id
      ? [{ number: act.number, title: act.title, by: actor.person, at: 0 }]
      : []
  })
  const known = directory?.registers.find((register) => register.id === id) ?? emptyRegister(id)
  const register = { ...known, taken: [...known.taken, ...waiting] }
  const isOnline = sync.kind !== 'offline'
  const next = nextNumber(register, actor.person, isOnline)
  const take = async () => {
    if (next === null) return
    setBusy(true)
    const done = await workspace.submit({ t: 'number.take', register: id, number: next, title })
    setBusy(false)
    if (done.ok) onNumber(number.replace(/^…+/, String(next)))
    else notice(done.error)
  }
  return (
    <Button
      variant="default"
      loading={isBusy}
      disabled={!isBlank || next === null}
      title={next === null ? t('document.numberNeedsNetwork') : undefined}
      onClick={() => void take()}
    >
      {t('document.takeNumber')}
    </Button>
  )
}
