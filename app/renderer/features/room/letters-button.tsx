import { IconMail, IconPencil } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { unseenBy } from '#domain/letters/letter.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { LetterDialog } from '#renderer/shared/letters/letter-dialog.tsx'
import { LetterList } from '#renderer/shared/letters/letter-list.tsx'
import { Badge, Button, Drawer, Stack, Text, VisuallyHidden } from '#design/index.ts'
import { useRoomView } from './room-context.ts'

/** Notes between a member and the table of the chair, and calls for service: read by whom they are for, and nobody else. */
export function LettersButton() {
  const { t } = useTranslation()
  const { room, state, me, may } = useRoomView()
  const [isOpen, setOpen] = useState(false)
  const [isWriting, setWriting] = useState(false)
  const letters = useMemo(
    () => [...state.letters.values()].filter(({ from, to }) => from === me || to.includes(me)),
    [state.letters, me],
  )
  const participants = useMemo(() => [...state.roles].map(([person, roles]) => ({ person, roles })), [state.roles])
  const unseen = unseenBy(state.letters, me).length
  const mayWrite = may('letter.write')
  if (!mayWrite && letters.length === 0) return null
  return (
    <>
      <Button
        variant={unseen > 0 ? 'light' : 'default'}
        leftSection={<IconMail size={20} aria-hidden />}
        rightSection={
          unseen > 0 && (
            <Badge circle color="red">
              {unseen}
              <VisuallyHidden> {t('letters.unseen')}</VisuallyHidden>
            </Badge>
          )
        }
        onClick={() => setOpen(true)}
      >
        {t('letters.title')}
      </Button>
      <Drawer
        opened={isOpen}
        onClose={() => setOpen(false)}
        position="right"
        size="min(30rem, 96vw)"
        title={t('letters.title')}
      >
        <Stack>
          <Text size="sm" c="dimmed">
            {t('letters.whoReads')}
          </Text>
          {mayWrite && (
            <Button leftSection={<IconPencil size={20} aria-hidden />} onClick={() => setWriting(true)}>
              {t('letters.writeOne')}
            </Button>
          )}
          {letters.length === 0 && <Text c="dimmed">{t('letters.empty')}</Text>}
          <LetterList meeting={room.meeting} letters={letters} />
        </Stack>
      </Drawer>
      {isWriting && (
        <LetterDialog
          meeting={room.meeting}
          kinds={['note', 'service']}
          participants={participants}
          subject={null}
          onClose={() => setWriting(false)}
        />
      )}
    </>
  )
}
