import { IconArmchair } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { LivePlan, useRoomPlan } from '#renderer/shared/seating/live-plan.tsx'
import { Button, Modal } from '#design/index.ts'
import { useRoomView } from './room-context.ts'

/** The room from above, as it is at this moment. */
export function PlanButton() {
  const { t } = useTranslation()
  const { meeting, state } = useRoomView()
  const [isOpen, setOpen] = useState(false)
  const plan = useRoomPlan(meeting)
  if (!plan) return null
  return (
    <>
      <Button variant="default" leftSection={<IconArmchair size={20} aria-hidden />} onClick={() => setOpen(true)}>
        {t('seating.plan')}
      </Button>
      <Modal opened={isOpen} onClose={() => setOpen(false)} title={t('seating.plan')} size="min(76rem, 96vw)">
        <LivePlan meeting={meeting} state={state} />
      </Modal>
    </>
  )
}
