import { useState, type ReactNode } from 'react'
import { useApp, useWorkspace } from '#renderer/shell/app-context.ts'
import { useFormats } from '#renderer/i18n/formats.ts'
import { hashCode } from '#protocol/kernel/hash-code.ts'
import { signingPublicKey } from '#protocol/kernel/signatures.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import {
  Button,
  Group,
  PageHeader,
  PinInput,
  SegmentedControl,
  Select,
  Stack,
  Text,
  Title,
  notifications,
  useLive,
} from '#design/index.ts'
import { HelpSection } from './help-section.tsx'
import { ReminderSetting } from './reminder-setting.tsx'
import { RecoverySetting } from './recovery-setting.tsx'
import classes from './settings.module.css'

export function SettingsScreen() {
  const { t } = useTranslation()
  const { preferences, hostKind, session } = useApp()
  const workspace = useWorkspace()
  const formats = useFormats()
  const value = useLive(preferences)
  const papers = useLive(workspace.papers)
  const states = useLive(workspace.fileStates)
  const set = (change: Partial<typeof value>) => preferences.set({ ...value, ...change })
  const here = (papers ?? []).filter(({ fileId }) => states.get(fileId)?.kind === 'ready')
  return (
    <>
      <PageHeader title={t('settings.title')} />
      <Stack gap="xl" className={classes.page}>
        <Section title={t('settings.appearance')}>
          <Choice
            label={t('settings.textSize')}
            value={String(value.textScale)}
            onChange={(scale) => set({ textScale: Number(scale) })}
            data={['1', '1.25', '1.5'].map((scale) => ({ value: scale, label: `${Number(scale) * 100}%` }))}
          />
          <Choice
            label={t('settings.scheme')}
            value={value.scheme}
            onChange={(scheme) => set({ scheme })}
            data={(['light', 'dark', 'auto'] as const).map((scheme) => ({
              value: scheme,
              label: t(`settings.schemes.${scheme}`),
            }))}
          />
          <Choice
            label={t('settings.contrast')}
            value={value.contrast}
            onChange={(contrast) => set({ contrast })}
            data={(['normal', 'high'] as const).map((contrast) => ({
              value: contrast,
              label: t(`settings.contrasts.${contrast}`),
            }))}
          />
          <Choice
            label={t('settings.language')}
            value={value.language}
            onChange={(language) => set({ language })}
            data={[
              { value: 'vi', label: 'Tiếng Việt' },
              { value: 'en', label: 'English' },
            ]}
          />
        </Section>
        <Section title={t('settings.security')}>
          <Select
            label={t('settings.lockAfter')}
            value={String(value.lockAfterMinutes)}
            onChange={(minutes) => set({ lockAfterMinutes: Number(minutes) })}
            data={[2, 5, 15, 30, 60].map((minutes) => ({
              value: String(minutes),
              label: t('meeting.minutes', { count: minutes }),
            }))}
            maw={280}
          />
          {workspace.identity.isShared ? (
            <Text c="dimmed">{t('settings.sharedMachine')}</Text>
          ) : session.canUsePin ? (
            <PinSetting />
          ) : (
            <Text c="dimmed">{t('settings.noPin')}</Text>
          )}
          <RecoverySetting />
          <Group>
            <Button variant="default" onClick={() => void session.lock()}>
              {t('shell.lock')}
            </Button>
          </Group>
        </Section>
        <Section title={t('settings.device')}>
          <ReminderSetting />
          <Choice
            label={t('settings.chimes')}
            value={value.chimes ? 'on' : 'off'}
            onChange={(next) => set({ chimes: next === 'on' })}
            data={(['on', 'off'] as const).map((each) => ({ value: each, label: t(`settings.chime.${each}`) }))}
          />
          <Text>{t(hostKind === 'desktop' ? 'settings.hostDesktop' : 'settings.hostBrowser')}</Text>
          <Text>
            {t('settings.deviceCode', { code: hashCode(signingPublicKey(workspace.identity.signingKey), 16) })}
          </Text>
          <Text>
            {t('settings.papersHere', {
              count: here.length,
              size: formats.size(here.reduce((sum, { size }) => sum + size, 0)),
            })}
          </Text>
        </Section>
        <Section title={t('help.title')}>
          <HelpSection />
        </Section>
      </Stack>
    </>
  )
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={classes.section}>
      <Title order={2} size="h3">
        {title}
      </Title>
      <Stack gap="md">{children}</Stack>
    </section>
  )
}

type ChoiceProps<Value extends string> = {
  readonly label: string
  readonly value: Value
  readonly onChange: (value: Value) => void
  readonly data: { value: Value; label: string }[]
}

function Choice<Value extends string>({ label, value, onChange, data }: ChoiceProps<Value>) {
  return (
    <div>
      <Text fw={500} mb={4}>
        {label}
      </Text>
      <SegmentedControl aria-label={label} value={value} onChange={(next) => onChange(next as Value)} data={data} />
    </div>
  )
}

function PinSetting() {
  const { t } = useTranslation()
  const { session } = useApp()
  const [pin, setPin] = useState('')
  const save = async () => {
    const done = await session.setPin(pin)
    setPin('')
    notifications.show({
      color: done.ok ? 'teal' : 'red',
      message: done.ok ? t('settings.pinSet') : t('settings.noPin'),
    })
  }
  return (
    <div>
      <Text fw={500} mb={4}>
        {t('settings.pin')}
      </Text>
      <Group>
        <PinInput length={6} type="number" mask value={pin} onChange={setPin} aria-label={t('settings.pin')} />
        <Button disabled={pin.length !== 6} onClick={() => void save()}>
          {t('common.save')}
        </Button>
      </Group>
      <Text size="sm" c="dimmed" mt={4}>
        {t('settings.pinHelp')}
      </Text>
    </div>
  )
}
