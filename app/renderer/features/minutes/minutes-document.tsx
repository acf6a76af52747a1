import { IconFileText, IconFileTypePdf } from '@tabler/icons-react'
import { useState } from 'react'
import { minutesForms, type FormValues, type MinutesForm } from '#application/ports/document-forms.ts'
import type { MeetingRow } from '#application/projection/rows.ts'
import type { MeetingLogState } from '#domain/meeting/meeting-log.ts'
import { chairOf } from '#domain/meeting/meeting-log.ts'
import { isSigned, signaturesOn, type MinutesDraft } from '#domain/minutes/minutes.ts'
import { hourMs } from '#domain/kernel/time.ts'
import { useApp, useWorkspace } from '#renderer/shell/app-context.ts'
import { useFormats } from '#renderer/i18n/formats.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { DialogActions } from '#renderer/shared/dialog-actions.tsx'
import { hashCode } from '#renderer/shared/hash-code.ts'
import { useNames } from '#renderer/shared/use-room.ts'
import {
  Alert,
  Button,
  FileButton,
  Group,
  Modal,
  Select,
  Stack,
  Text,
  Textarea,
  TextInput,
  notifications,
} from '#design/index.ts'

type Fields = {
  readonly form: MinutesForm | 'own'
  readonly superior: string
  readonly agency: string
  readonly number: string
  readonly place: string
  readonly recipients: string
}

/** The minutes as a DOCX in the office's form: one of ours, or the office's own file. */
export function MinutesDocument({
  state,
  meeting,
  draft,
}: {
  readonly state: MeetingLogState
  readonly meeting: MeetingRow
  readonly draft: MinutesDraft
}) {
  const { t } = useTranslation()
  const { hostWindow, documentForms, paperOutput } = useApp()
  const { identity } = useWorkspace()
  const formats = useFormats()
  const nameOf = useNames()
  const [isOpen, setOpen] = useState(false)
  const [own, setOwn] = useState<File | null>(null)
  const [fault, setFault] = useState('')
  const [fields, setFields] = useState<Fields>(() => ({
    form: 'union',
    superior: '',
    agency: identity.organisation.name.toLocaleUpperCase('vi'),
    number: t('minutes.document.numberBlank'),
    place: t('minutes.document.placeUnlessSaid'),
    recipients: t('minutes.document.recipientsUnlessSaid'),
  }))
  if (!hostWindow.saveFile) return null
  const set = (change: Partial<Fields>) => setFields((now) => ({ ...now, ...change }))
  const values = (): FormValues => {
    const signatures = signaturesOn(state.minutes, draft.seq)
    const chair = signatures.find(({ as }) => as === 'chair')
    const secretary = signatures.find(({ as }) => as === 'secretary')
    const signed = (at: number | undefined) =>
      at === undefined ? '' : t('minutes.document.signed', { at: formats.moment(at) })
    // Vietnam's calendar day, whatever the machine's zone.
    const [year = '', month = '', day = ''] = new Date((chair?.at ?? draft.at) + 7 * hourMs)
      .toISOString()
      .slice(0, 10)
      .split('-')
    const firstSecretary = [...state.roles].find(([, roles]) => roles.includes('secretary'))?.[0] ?? null
    return {
      superior: fields.superior,
      agency: fields.agency,
      number: fields.number,
      place: fields.place,
      day,
      month,
      year,
      kind: t('minutes.document.kind'),
      title: meeting.title,
      parts: draft.parts.map(({ heading, paragraphs }) => ({
        heading,
        paragraphs: paragraphs.map((text) => ({ text })),
      })),
      chairTitle: t('minutes.document.chairTitle'),
      chairName: nameOf(chair?.by ?? chairOf(state)),
      chairSigned: signed(chair?.at),
      secretaryTitle: t('minutes.document.secretaryTitle'),
      secretaryName: nameOf(secretary?.by ?? firstSecretary),
      secretarySigned: signed(secretary?.at),
      recipientsTitle: t('minutes.document.recipientsTitle'),
      recipients: fields.recipients
        .split('\n')
        .map((name) => name.trim())
        .filter((name) => name !== '')
        .map((name) => ({ name })),
      verification: t(isSigned(state.minutes, draft.seq) ? 'minutes.document.code' : 'minutes.document.codeOfDraft', {
        code: hashCode(draft.hash, 16),
      }),
    }
  }
  const save = async () => {
    setFault('')
    if (fields.form === 'own' && !own) return setFault(t('minutes.document.chooseFirst'))
    const form =
      fields.form === 'own' && own
        ? new Uint8Array(await own.arrayBuffer())
        : await documentForms.shipped(fields.form === 'own' ? 'board' : fields.form)
    const made = await documentForms.fill(form, values())
    if (!made.ok)
      return setFault(
        made.error.kind === 'unknown-tag'
          ? t('minutes.document.unknownTag', { tag: made.error.tag })
          : t('minutes.document.notAForm'),
      )
    await deliver('docx', made.value)
  }
  const savePdf = async () => {
    setFault('')
    if (fields.form === 'own') return
    const made = await paperOutput.minutes(fields.form, values())
    if (made.ok) await deliver('pdf', made.value)
    else setFault(t('minutes.document.failed'))
  }
  const deliver = async (ending: 'docx' | 'pdf', bytes: Uint8Array<ArrayBuffer>) => {
    const name = t('minutes.document.fileName', { title: meeting.title, ending })
    const outcome = await hostWindow.saveFile?.(name, bytes)
    if (!outcome || outcome === 'cancelled') return
    notifications.show({ color: outcome === 'saved' ? 'teal' : 'red', message: t(`reader.fileSaved.${outcome}`) })
    setOpen(false)
  }
  return (
    <>
      <Button
        mt="md"
        variant="default"
        leftSection={<IconFileText size={20} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {t('minutes.document.button')}
      </Button>
      <Modal opened={isOpen} onClose={() => setOpen(false)} title={t('minutes.document.button')} size="lg">
        <form
          onSubmit={(event) => {
            event.preventDefault()
            void save().catch(() => setFault(t('minutes.document.failed')))
          }}
        >
          <Stack>
            <Select
              label={t('minutes.document.form')}
              value={fields.form}
              onChange={(value) =>
                set({ form: ([...minutesForms, 'own'] as const).find((each) => each === value) ?? 'union' })
              }
              data={([...minutesForms, 'own'] as const).map((value) => ({
                value,
                label: t(`minutes.document.forms.${value}`),
              }))}
            />
            {fields.form === 'own' && (
              <Stack gap="xs">
                <Group>
                  <FileButton
                    accept="application/vnd.openxmlformats-officedocument.wordprocessingml.document"
                    onChange={setOwn}
                  >
                    {(button) => (
                      <Button variant="light" {...button}>
                        {t('minutes.document.choose')}
                      </Button>
                    )}
                  </FileButton>
                  <Text>{own?.name ?? ''}</Text>
                </Group>
                <Text size="sm" c="dimmed">
                  {t('minutes.document.ownText')}
                </Text>
              </Stack>
            )}
            <Group grow align="flex-start">
              <TextInput
                label={t('minutes.document.superior')}
                value={fields.superior}
                onChange={(event) => set({ superior: event.currentTarget.value })}
              />
              <TextInput
                label={t('minutes.document.agency')}
                value={fields.agency}
                onChange={(event) => set({ agency: event.currentTarget.value })}
              />
            </Group>
            <Group grow align="flex-start">
              <TextInput
                label={t('minutes.document.number')}
                value={fields.number}
                onChange={(event) => set({ number: event.currentTarget.value })}
              />
              <TextInput
                label={t('minutes.document.place')}
                value={fields.place}
                onChange={(event) => set({ place: event.currentTarget.value })}
              />
            </Group>
            <Textarea
              label={t('minutes.document.recipients')}
              autosize
              minRows={2}
              value={fields.recipients}
              onChange={(event) => set({ recipients: event.currentTarget.value })}
            />
            {fault !== '' && (
              <Alert color="red" role="alert">
                {fault}
              </Alert>
            )}
            {fields.form !== 'own' && (
              <Button
                variant="light"
                leftSection={<IconFileTypePdf size={20} aria-hidden />}
                onClick={() => void savePdf().catch(() => setFault(t('minutes.document.failed')))}
              >
                {t('minutes.document.savePdf')}
              </Button>
            )}
            <DialogActions onCancel={() => setOpen(false)} label={t('minutes.document.save')} />
          </Stack>
        </form>
      </Modal>
    </>
  )
}
