import { useEffect, useState } from 'react'
import type { Opening } from '#application/marks/readers.ts'
import type { MeetingRow, PaperRow } from '#application/projection/rows.ts'
import { useWorkspace } from '#renderer/shell/app-context.ts'
import { useFormats } from '#renderer/i18n/formats.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { useNames } from '#renderer/shared/use-room.ts'
import { Badge, Group, Modal, Stack, Text } from '#design/index.ts'

/** Who has opened the present version of a paper: only where the meeting tracks it, and everybody was told. */
export function WhoHasOpened({
  meeting,
  paper,
  onClose,
}: {
  readonly meeting: MeetingRow
  readonly paper: PaperRow
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const workspace = useWorkspace()
  const formats = useFormats()
  const nameOf = useNames()
  const [openings, setOpenings] = useState<readonly Opening[]>([])
  const { id } = paper
  useEffect(() => {
    let close = () => {}
    let isGone = false
    void workspace.openReaders({ meeting: meeting.id, paper: id }).then((readers) => {
      const look = () => setOpenings(readers.openings.get())
      const end = readers.openings.subscribe(look)
      close = () => {
        end()
        readers.close()
      }
      if (isGone) return close()
      look()
    })
    return () => {
      isGone = true
      close()
    }
  }, [workspace, meeting.id, id])
  const readers = meeting.participants.filter(({ roles }) =>
    roles.some((role) => role === 'member' || role === 'chair'),
  )
  const when = new Map(openings.filter(({ file }) => file === paper.fileId).map(({ person, at }) => [person, at]))
  return (
    <Modal opened onClose={onClose} title={t('editor.whoOpened')} size="lg">
      <Stack gap="xs">
        <Text fw={600}>{paper.title}</Text>
        <Text c="dimmed">{t('editor.openedCount', { count: when.size, of: readers.length })}</Text>
        {readers.map(({ person }) => {
          const at = when.get(person)
          return (
            <Group key={person} justify="space-between" data-testid="reader-row">
              <Text>{nameOf(person)}</Text>
              {at === undefined ? (
                <Text c="dimmed">{t('editor.notOpened')}</Text>
              ) : (
                <Badge variant="light" color="teal" tt="none" size="lg">
                  {t('editor.openedAt', { at: formats.moment(at) })}
                </Badge>
              )}
            </Group>
          )
        })}
      </Stack>
    </Modal>
  )
}
