import { IconQrcode } from '@tabler/icons-react'
import { useState } from 'react'
import { checkInCode } from '#protocol/kernel/check-in-code.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { ActionIcon, Modal, QrCode, Stack, Text } from '#design/index.ts'
import { useRoomView } from './room-context.ts'

/** What I show at the door instead of saying my name. */
export function OwnCode() {
  const { t } = useTranslation()
  const { room, me, nameOf } = useRoomView()
  const [isOpen, setOpen] = useState(false)
  const code = checkInCode(room.meeting, me)
  return (
    <>
      <ActionIcon
        variant="default"
        size={48}
        aria-label={t('room.door.own')}
        title={t('room.door.own')}
        onClick={() => setOpen(true)}
      >
        <IconQrcode size={24} />
      </ActionIcon>
      <Modal opened={isOpen} onClose={() => setOpen(false)} title={t('room.door.own')} centered>
        <Stack align="center" pb="md">
          <QrCode text={code} size={260} label={code} />
          <Text fw={700} fz={32} lts={2}>
            {code}
          </Text>
          <Text fw={600}>{nameOf(me)}</Text>
          <Text c="dimmed" ta="center">
            {t('room.door.ownText')}
          </Text>
        </Stack>
      </Modal>
    </>
  )
}
