import { IconBuilding } from '@tabler/icons-react'
import { useCallback, useEffect, useState, type ReactNode } from 'react'
import type { ReplyOf } from '#protocol/http/contract.ts'
import { useApp } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { Button, Center, Loader, SegmentedControl, Stack, Text, Title } from '#design/index.ts'
import { ChoosePerson } from './choose-person.tsx'
import { CreateOrganisation } from './create-organisation.tsx'
import { JoinWithCode } from './join-with-code.tsx'
import { Recover } from './recover.tsx'
import { SignIn } from './sign-in.tsx'
import classes from './welcome.module.css'

type Welcome = ReplyOf<'welcome'>

/** Two people on one shared machine would read each other's store: the second window waits. */
export function ElsewhereScreen() {
  const { t } = useTranslation()
  return (
    <Frame>
      <Stack gap="md">
        <Title order={2} size="h3">
          {t('welcome.elsewhereTitle')}
        </Title>
        <Text>{t('welcome.elsewhereText')}</Text>
        <Button onClick={() => location.reload()}>{t('common.tryAgain')}</Button>
      </Stack>
    </Frame>
  )
}

/** The first thing on a device that nobody uses yet: sign in, join with a code, or found the organisation. */
export function WelcomeScreen() {
  const { t } = useTranslation()
  const { session } = useApp()
  const [welcome, setWelcome] = useState<Welcome | 'offline' | null>(null)
  const [way, setWay] = useState<'sign-in' | 'join' | 'recover'>('sign-in')
  const look = useCallback(() => {
    setWelcome(null)
    void session.welcome().then((answer) => setWelcome(answer.ok ? answer.value : 'offline'))
  }, [session])
  useEffect(look, [look])

  if (welcome === null) {
    return (
      <Frame>
        <Center mih={200}>
          <Loader aria-label={t('common.loading')} />
        </Center>
      </Frame>
    )
  }
  if (welcome === 'offline') {
    return (
      <Frame>
        <Stack gap="md">
          <Title order={2} size="h3">
            {t('welcome.offlineTitle')}
          </Title>
          <Text>{t('welcome.offlineText')}</Text>
          <Button onClick={look}>{t('common.tryAgain')}</Button>
        </Stack>
      </Frame>
    )
  }
  if (welcome.organisation === null) {
    return (
      <Frame>
        <CreateOrganisation />
      </Frame>
    )
  }
  if (welcome.demonstration) {
    return (
      <Frame wide organisation={welcome.organisation.name}>
        <ChoosePerson />
      </Frame>
    )
  }
  if (way === 'recover') {
    return (
      <Frame organisation={welcome.organisation.name}>
        <Recover onBack={() => setWay('sign-in')} />
      </Frame>
    )
  }
  return (
    <Frame organisation={welcome.organisation.name}>
      <Stack gap="lg">
        <SegmentedControl
          fullWidth
          aria-label={t('welcome.way')}
          value={way}
          onChange={(value) => setWay(value === 'join' ? 'join' : 'sign-in')}
          data={[
            { value: 'sign-in', label: t('welcome.signIn') },
            { value: 'join', label: t('welcome.join') },
          ]}
        />
        {way === 'sign-in' ? <SignIn onForgotten={() => setWay('recover')} /> : <JoinWithCode />}
      </Stack>
    </Frame>
  )
}

function Frame({
  children,
  organisation,
  wide = false,
}: {
  readonly children: ReactNode
  readonly organisation?: string
  readonly wide?: boolean
}) {
  const { t } = useTranslation()
  return (
    <main className={classes.page}>
      <section className={classes.side}>
        <img src="/icon.svg" alt="" width={72} height={72} />
        <Title order={1} className={classes.product}>
          {t('app.name')}
        </Title>
        <Text size="lg">{t('app.motto')}</Text>
        {organisation && (
          <Text className={classes.organisation}>
            <IconBuilding size={20} aria-hidden /> {organisation}
          </Text>
        )}
      </section>
      <section className={wide ? classes.wide : classes.narrow}>{children}</section>
    </main>
  )
}
