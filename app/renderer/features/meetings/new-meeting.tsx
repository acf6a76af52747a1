import { useState, type FormEvent } from 'react'
import { dayMs, hourMs } from '#domain/kernel/time.ts'
import { useApp, useWorkspace } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { useFormats } from '#renderer/i18n/formats.ts'
import { Button, Group, Modal, Select, Stack, TextInput, useLive } from '#design/index.ts'
import { MomentInput } from '#renderer/shared/moment-input.tsx'
import { dayStart } from './calendar-dates.ts'

/** Two questions, then the editor: everything else is asked where it is used. */
export function NewMeeting({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { router, now } = useApp()
  const workspace = useWorkspace()
  const formats = useFormats()
  const [title, setTitle] = useState('')
  const [startsAt, setStartsAt] = useState(() => dayStart(now()) + 7 * dayMs + 8 * hourMs)
  const meetings = useLive(workspace.meetings) ?? []
  const [after, setAfter] = useState<string | null>(null)
  const copied = meetings.find(({ id }) => id === after) ?? null
  const types = (useLive(workspace.directory)?.types ?? []).filter(({ isOffered }) => isOffered)
  const [typeId, setTypeId] = useState<string | null>(null)
  const type = types.find(({ id }) => id === typeId) ?? null
  const [isBusy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const named = title.trim().normalize('NFC')
    const meeting = await workspace.createMeeting({ title: named, startsAt, after: copied, type })
    setBusy(false)
    setTitle('')
    onClose()
    router.go({ screen: 'editor', meeting })
  }
  return (
    <Modal opened={opened} onClose={onClose} title={t('meetings.create')} size="lg">
      <form onSubmit={submit}>
        <Stack gap="md">
          {types.length > 0 && (
            <Select
              label={t('meetings.type')}
              placeholder={t('meetings.typeNone')}
              value={typeId}
              onChange={setTypeId}
              data={types.map(({ id, name }) => ({ value: id as string, label: name }))}
              disabled={copied !== null}
              clearable
            />
          )}
          <TextInput
            label={t('meeting.titleField')}
            placeholder={t('meeting.titlePlaceholder')}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
            required
            data-autofocus
          />
          <MomentInput label={t('meeting.startsAt')} value={startsAt} onChange={setStartsAt} required />
          <Select
            label={t('meetings.after')}
            description={t('meetings.afterText')}
            placeholder={t('meetings.afterNone')}
            value={after}
            onChange={setAfter}
            data={meetings
              .filter(
                ({ itemCount, myRoles, partOf }) => partOf === '' && itemCount > 0 && myRoles.includes('secretary'),
              )
              .toSorted((a, b) => b.startsAt - a.startsAt)
              .map(({ id, title: name, startsAt: at }) => ({
                value: id as string,
                label: `${name} (${formats.date(at)})`,
              }))}
            clearable
            searchable
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={isBusy} disabled={title.trim() === ''}>
              {t('meetings.createAndEdit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
