import { IconFileTypePdf, IconFileZip } from '@tabler/icons-react'
import { useState } from 'react'
import { formStyles, type FormStyle } from '#application/ports/document-forms.ts'
import { useApp, useWorkspace } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
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
import { uniqueName } from '#application/archive/file-name.ts'
import { DialogActions } from '../dialog-actions.tsx'
import { proposedFields, valuesOf, vietnamDay, type FormFields } from './form-values.ts'
import type { OfficeDocument } from './office-document.ts'
import { SignWithFile } from './sign-with-file.tsx'
import { TakeNumber } from './take-number.tsx'

const styles = [...formStyles, 'own'] as const

type Fields = FormFields & { readonly style: FormStyle | 'own' }

/** Puts a document into the office's form, one of ours or the office's own file, and saves it as DOCX or PDF. */
export function DocumentDialog({
  document,
  onClose,
}: {
  readonly document: OfficeDocument
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const { hostWindow, documentForms, paperOutput, zip } = useApp()
  const { identity } = useWorkspace()
  const [own, setOwn] = useState<File | null>(null)
  const [fault, setFault] = useState('')
  const [fields, setFields] = useState<Fields>(() => ({
    style: 'union',
    ...proposedFields(document, { organisation: identity.organisation.name, place: t('document.placeUnlessSaid') }),
  }))
  const set = (change: Partial<Fields>) => setFields((now) => ({ ...now, ...change }))
  const valuesFor = (one: OfficeDocument) => valuesOf(one, fields, t('document.recipientsTitle'))
  /** As DOCX, in the office's form; null where that cannot be, and the fault is said. */
  const written = async (one: OfficeDocument): Promise<Uint8Array<ArrayBuffer> | null> => {
    const form =
      fields.style === 'own' && own
        ? new Uint8Array(await own.arrayBuffer())
        : await documentForms.shipped({ layout: one.layout, style: fields.style === 'own' ? 'board' : fields.style })
    const made = await documentForms.fill(form, valuesFor(one))
    if (made.ok) return made.value
    setFault(
      made.error.kind === 'unknown-tag' ? t('document.unknownTag', { tag: made.error.tag }) : t('document.notAForm'),
    )
    return null
  }
  const printed = async (one: OfficeDocument): Promise<Uint8Array<ArrayBuffer> | null> => {
    if (fields.style === 'own') return null
    const made = await paperOutput.form({ layout: one.layout, style: fields.style }, valuesFor(one))
    if (made.ok) return made.value
    setFault(t('document.failed'))
    return null
  }
  const begins = (): boolean => {
    const isReady = fields.style !== 'own' || own !== null
    setFault(isReady ? '' : t('document.chooseFirst'))
    return isReady
  }
  const save = async () => {
    const bytes = begins() ? await written(document) : null
    if (bytes) await deliver(`${document.fileName}.docx`, bytes)
  }
  const savePdf = async () => {
    const bytes = begins() ? await printed(document) : null
    if (bytes) await deliver(`${document.fileName}.pdf`, bytes)
  }
  /** One for each person: PDF in our forms, DOCX in the office's own. */
  const saveEach = async () => {
    if (!begins()) return
    const ending = fields.style === 'own' ? 'docx' : 'pdf'
    const taken = new Set<string>()
    const files: { path: string; bytes: Uint8Array<ArrayBuffer> }[] = []
    for (const { name, parts } of document.personal ?? []) {
      const bytes = await (ending === 'docx' ? written : printed)({ ...document, parts })
      if (!bytes) return
      files.push({ path: `${uniqueName(name, taken)}.${ending}`, bytes })
    }
    await deliver(`${t('document.eachName', { name: document.fileName })}.zip`, zip(files))
  }
  const deliver = async (name: string, bytes: Uint8Array<ArrayBuffer>) => {
    const outcome = await hostWindow.saveFile?.(name, bytes)
    if (!outcome || outcome === 'cancelled') return
    notifications.show({ color: outcome === 'saved' ? 'teal' : 'red', message: t(`reader.fileSaved.${outcome}`) })
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={document.kind} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void save().catch(() => setFault(t('document.failed')))
        }}
      >
        <Stack>
          <Select
            label={t('document.form')}
            value={fields.style}
            onChange={(value) => set({ style: styles.find((each) => each === value) ?? 'union' })}
            data={styles.map((value) => ({ value, label: t(`document.forms.${value}`) }))}
          />
          {fields.style === 'own' && (
            <Stack gap="xs">
              <Group>
                <FileButton
                  accept="application/vnd.openxmlformats-officedocument.wordprocessingml.document"
                  onChange={setOwn}
                >
                  {(button) => (
                    <Button variant="light" {...button}>
                      {t('document.choose')}
                    </Button>
                  )}
                </FileButton>
                <Text>{own?.name ?? ''}</Text>
              </Group>
              <Text size="sm" c="dimmed">
                {t('document.ownText')}
                {document.table && ` ${t('document.ownTable')}`}
              </Text>
            </Stack>
          )}
          <Group grow align="flex-start">
            <TextInput
              label={t('document.superior')}
              value={fields.superior}
              onChange={(event) => set({ superior: event.currentTarget.value })}
            />
            <TextInput
              label={t('document.agency')}
              value={fields.agency}
              onChange={(event) => set({ agency: event.currentTarget.value })}
            />
          </Group>
          <Group grow align="flex-start">
            <Group gap="xs" align="end" wrap="nowrap">
              <TextInput
                label={t('document.number')}
                value={fields.number}
                onChange={(event) => set({ number: event.currentTarget.value })}
                flex={1}
              />
              <TakeNumber
                number={fields.number}
                year={Number(vietnamDay(document.at)[0])}
                title={document.fileName}
                onNumber={(number) => set({ number })}
              />
            </Group>
            <TextInput
              label={t('document.place')}
              value={fields.place}
              onChange={(event) => set({ place: event.currentTarget.value })}
            />
          </Group>
          {!document.isSigned && (
            <Group grow align="flex-start">
              <Textarea
                label={t('document.signerTitle')}
                autosize
                minRows={1}
                value={fields.signerTitle}
                onChange={(event) => set({ signerTitle: event.currentTarget.value })}
              />
              <TextInput
                label={t('document.signerName')}
                value={fields.signerName}
                onChange={(event) => set({ signerName: event.currentTarget.value })}
              />
            </Group>
          )}
          <Textarea
            label={t('document.recipientsField')}
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
          {fields.style !== 'own' && (
            <Button
              variant="light"
              leftSection={<IconFileTypePdf size={20} aria-hidden />}
              onClick={() => void savePdf().catch(() => setFault(t('document.failed')))}
            >
              {t('document.savePdf')}
            </Button>
          )}
          {fields.style !== 'own' && (
            <SignWithFile
              reason={document.kind}
              print={() => printed(document)}
              onSigned={(bytes) => deliver(t('document.sign.fileName', { name: document.fileName }), bytes)}
            />
          )}
          {(document.personal ?? []).length > 0 && (
            <Button
              variant="light"
              leftSection={<IconFileZip size={20} aria-hidden />}
              onClick={() => void saveEach().catch(() => setFault(t('document.failed')))}
            >
              {t('document.saveEach')}
            </Button>
          )}
          <DialogActions onCancel={onClose} label={t('document.save')} />
        </Stack>
      </form>
    </Modal>
  )
}
