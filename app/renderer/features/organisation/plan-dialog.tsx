import { useState } from 'react'
import type { Room } from '#domain/organisation/organisation.ts'
import { makePlan, moveSeat, moveTable, planLayouts, type RoomPlan } from '#domain/seating/room-plan.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { PlanView } from '#renderer/shared/seating/plan-view.tsx'
import { Button, Group, Modal, Stack, Text } from '#design/index.ts'
import { usePut } from './use-put.ts'

/** Tables and chairs of a room: one of the usual layouts to begin with, everything can be carried elsewhere. */
export function PlanDialog({
  room,
  mayManage,
  onClose,
}: {
  readonly room: Room
  readonly mayManage: boolean
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const put = usePut()
  const [plan, setPlan] = useState<RoomPlan | null>(room.plan ?? null)
  const save = async () => {
    if (plan && (await put({ t: 'room.put', room: { ...room, plan } }))) onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t('seating.planOf', { name: room.name })} size="min(76rem, 96vw)">
      <Stack>
        {mayManage && (
          <Group gap="xs">
            <Text size="sm" c="dimmed">
              {t('seating.layout')}
            </Text>
            {planLayouts.map((layout) => (
              <Button key={layout} variant="default" onClick={() => setPlan(makePlan(layout, room.seats))}>
                {t(`seating.layouts.${layout}`)}
              </Button>
            ))}
          </Group>
        )}
        {plan === null ? (
          <Text c="dimmed">{t('seating.none')}</Text>
        ) : (
          <>
            {mayManage && (
              <Text size="sm" c="dimmed">
                {t('seating.carry')}
              </Text>
            )}
            <PlanView
              plan={plan}
              label={t('seating.planOf', { name: room.name })}
              occupantOf={() => null}
              labelOf={(_, number) => t('seating.seat', { number })}
              {...(mayManage && {
                onDropSeat: (seat: string, at: { readonly x: number; readonly y: number }) =>
                  setPlan(moveSeat(plan, seat, at)),
                onDropTable: (index: number, at: { readonly x: number; readonly y: number }) =>
                  setPlan(moveTable(plan, index, at)),
              })}
            />
          </>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.close')}
          </Button>
          {mayManage && (
            <Button disabled={plan === null || plan === room.plan} onClick={() => void save()}>
              {t('common.save')}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  )
}
