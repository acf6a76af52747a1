import { IconCertificate } from '@tabler/icons-react'
import { useState } from 'react'
import { useApp, useWorkspace } from '#renderer/shell/app-context.ts'
import { useFormats } from '#renderer/i18n/formats.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { Alert, Button, FileButton, Group, PasswordInput, Stack, Text } from '#design/index.ts'

/** Saves a document as a PDF with a digital signature, made with a certificate file. The file and its password leave nothing behind. */
export function SignWithFile({
  print,
  reason,
  onSigned,
}: {
  /** The document as a PDF; null where it cannot be made, and that is said already. */
  readonly print: () => Promise<Uint8Array<ArrayBuffer> | null>
  readonly reason: string
  readonly onSigned: (bytes: Uint8Array<ArrayBuffer>) => Promise<void>
}) {
  const { t } = useTranslation()
  const { paperOutput } = useApp()
  const workspace = useWorkspace()
  const formats = useFormats()
  const [file, setFile] = useState<File | null>(null)
  const [password, setPassword] = useState('')
  const [fault, setFault] = useState('')
  const [isOpen, setOpen] = useState(false)
  const sign = async () => {
    setFault('')
    const pdf = file && (await print())
    if (!pdf) return
    const now = workspace.now()
    const signed = await paperOutput.sign(pdf, {
      file: { bytes: new Uint8Array(await file.arrayBuffer()), password },
      words: { signedBy: t('document.sign.by'), at: t('document.sign.at', { at: formats.moment(now) }), reason },
      at: now,
    })
    if (!signed.ok) return setFault(t(`document.sign.fault.${signed.error}`))
    setPassword('')
    await onSigned(signed.value)
  }
  if (!isOpen)
    return (
      <Button variant="light" leftSection={<IconCertificate size={20} aria-hidden />} onClick={() => setOpen(true)}>
        {t('document.sign.open')}
      </Button>
    )
  return (
    <Stack gap="xs" role="group" aria-label={t('document.sign.open')}>
      <Text size="sm" c="dimmed">
        {t('document.sign.text')}
      </Text>
      <Group>
        <FileButton accept=".p12,.pfx,application/x-pkcs12" onChange={setFile}>
          {(button) => (
            <Button variant="default" {...button}>
              {t('document.sign.choose')}
            </Button>
          )}
        </FileButton>
        <Text flex={1} style={{ overflowWrap: 'anywhere' }}>
          {file?.name ?? ''}
        </Text>
      </Group>
      <PasswordInput
        label={t('document.sign.password')}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        autoComplete="off"
      />
      {fault !== '' && (
        <Alert color="red" role="alert">
          {fault}
        </Alert>
      )}
      <Button
        disabled={!file}
        leftSection={<IconCertificate size={20} aria-hidden />}
        onClick={() => void sign().catch(() => setFault(t('document.sign.fault.failed')))}
      >
        {t('document.sign.save')}
      </Button>
    </Stack>
  )
}
