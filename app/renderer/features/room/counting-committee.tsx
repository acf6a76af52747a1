import { IconKey } from '@tabler/icons-react'
import { useState } from 'react'
import type { PersonId } from '#domain/kernel/ids.ts'
import { keyHolders, keyStage, type CountingKey } from '#domain/voting/counting-key.ts'
import { useWorkspace } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { DialogActions } from '#renderer/shared/dialog-actions.tsx'
import { useRefusalNotice } from '#renderer/shared/use-refusal-notice.ts'
import { Alert, Badge, Button, Group, Modal, MultiSelect, Stack, Text, useLive } from '#design/index.ts'
import { HolderList } from './holder-list.tsx'
import { useRoomView } from './room-context.ts'
import classes from './votes.module.css'

/** Who holds the key of the secret votes, and how far they are with making it. */
export function CountingCommittee() {
  const { t } = useTranslation()
  const { state, may, nameOf } = useRoomView()
  const [isAppointing, setAppointing] = useState(false)
  const { countingKey: key } = state
  const hasSecretVote = [...state.polls.values()].some(({ question }) => question.secret)
  const appoints = may('poll.prepare') && state.status !== 'ended'
  if (key === null && !(appoints && hasSecretVote)) return null
  return (
    <section className={classes.committee} aria-label={t('committee.title')} data-testid="counting-committee">
      <Group justify="space-between">
        <h3 className={classes.pollTitle}>{t('committee.title')}</h3>
        {key && (
          <Badge size="lg" tt="none" color={stageColour[keyStage(key)]} variant="light">
            {t(`committee.stage.${keyStage(key)}`)}
          </Badge>
        )}
      </Group>
      <Text size="sm" c="dimmed">
        {t('committee.text')}
      </Text>
      {key && <HolderList holders={key.holders} hasDone={(holder) => hasDone(key, holder)} />}
      {key?.complaint && (
        <Alert color="red">
          {t('committee.complaint', { by: nameOf(key.complaint.by), against: nameOf(key.complaint.against) })}
        </Alert>
      )}
      {key && <OwnPart countingKey={key} />}
      {appoints && (
        <Button variant="default" w="fit-content" onClick={() => setAppointing(true)}>
          {t(key ? 'committee.appointAgain' : 'committee.appoint')}
        </Button>
      )}
      <AppointDialog isOpen={isAppointing} onClose={() => setAppointing(false)} />
    </section>
  )
}

const stageColour = { committing: 'yellow', sharing: 'yellow', confirming: 'yellow', ready: 'union', failed: 'red' }

/** Whether a holder has done what the ceremony asks for now. */
function hasDone(key: CountingKey, holder: PersonId): boolean {
  const stage = keyStage(key)
  if (stage === 'committing') return key.commitments.has(holder)
  return stage === 'sharing' ? key.shares.has(holder) : key.confirmed.has(holder)
}

function OwnPart({ countingKey }: { readonly countingKey: CountingKey }) {
  const { t } = useTranslation()
  const { keyHolding } = useWorkspace()
  const { me } = useRoomView()
  const isHere = useLive(keyHolding.ceremonies).has(countingKey.ceremony)
  if (!countingKey.commitments.has(me) || keyStage(countingKey) === 'failed') return null
  return <Text fw={600}>{t(isHere ? 'committee.here' : 'committee.elsewhere')}</Text>
}

/** One press by each holder; the exchange after it goes by itself while their machines are in the room. */
export function KeyPartWanted() {
  const { t } = useTranslation()
  const { keyHolding } = useWorkspace()
  const notify = useRefusalNotice()
  const { room, state, me } = useRoomView()
  const isUnderWay = useLive(room.waiting).some((act) => act.t === 'key.commit')
  const key = state.countingKey
  if (!key?.holders.includes(me) || key.commitments.has(me) || isUnderWay || state.status === 'ended') return null
  const take = async () => {
    const done = await keyHolding.take(room)
    if (!done.ok) notify(done.error)
  }
  return (
    <Alert color="union" role="status" icon={<IconKey size={24} aria-hidden />} title={t('committee.yours')}>
      <Stack gap="sm">
        {t('committee.yoursText')}
        <Button w="fit-content" onClick={() => void take()}>
          {t('committee.take')}
        </Button>
      </Stack>
    </Alert>
  )
}

function AppointDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { room, state, nameOf, act } = useRoomView()
  const [chosen, setChosen] = useState<readonly string[]>(state.countingKey?.holders ?? [])
  const appoint = async () => {
    if (await act({ t: 'key.appoint', meeting: room.meeting, holders: chosen as readonly PersonId[] })) onClose()
  }
  return (
    <Modal opened={isOpen} onClose={onClose} title={t('committee.appoint')} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void appoint()
        }}
      >
        <Stack>
          <Text>{t('committee.appointText')}</Text>
          <MultiSelect
            label={t('committee.holders')}
            data={[...state.roles.keys()].map((person) => ({ value: person as string, label: nameOf(person) }))}
            value={[...chosen]}
            onChange={setChosen}
            maxValues={keyHolders}
            searchable
            data-autofocus
          />
          <Text size="sm" c="dimmed">
            {t('committee.trust')}
          </Text>
          <DialogActions onCancel={onClose} label={t('committee.confirm')} isReady={chosen.length === keyHolders} />
        </Stack>
      </form>
    </Modal>
  )
}
