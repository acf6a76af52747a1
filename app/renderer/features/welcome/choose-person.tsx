import { IconSearch } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { CallFailure } from '#application/ports/server-api.ts'
import type { ReplyOf } from '#protocol/http/contract.ts'
import { foldText } from '#domain/kernel/fold-text.ts'
import { useApp } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { Badge, Loader, Stack, Text, TextInput, Title, UnstyledButton } from '#design/index.ts'
import { Failure } from './failure.tsx'
import { SharedMachine } from './shared-machine.tsx'
import classes from './welcome.module.css'

type People = ReplyOf<'demonstrationPeople'>

/** On the demonstration server signing in is choosing a person. */
export function ChoosePerson() {
  const { t } = useTranslation()
  const { session } = useApp()
  const [found, setFound] = useState<People | null>(null)
  const [search, setSearch] = useState('')
  const [busyWith, setBusyWith] = useState<string | null>(null)
  const [failure, setFailure] = useState<CallFailure | null>(null)
  useEffect(() => {
    void session.demonstrationPeople().then((answer) => (answer.ok ? setFound(answer.value) : setFailure(answer.error)))
  }, [session])

  const choose = async (person: People['people'][number]) => {
    setBusyWith(person.account)
    setFailure(null)
    const done = await session.signInAsDemonstration(person, found?.password ?? '')
    setBusyWith(null)
    if (!done.ok) setFailure(done.error)
  }
  const wanted = foldText(search)
  const shown = found?.people.filter(({ name, position }) => foldText(`${name} ${position}`).includes(wanted)) ?? []

  return (
    <Stack gap="md" className={classes.choose}>
      <div>
        <Title order={2}>{t('welcome.chooseTitle')}</Title>
        <Text c="dimmed">{t('welcome.chooseText')}</Text>
        {found && <Text c="dimmed">{t('welcome.choosePassword', { password: found.password })}</Text>}
      </div>
      <TextInput
        leftSection={<IconSearch size={20} aria-hidden />}
        placeholder={t('welcome.chooseSearch')}
        aria-label={t('welcome.chooseSearch')}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <SharedMachine />
      {failure && <Failure failure={failure} />}
      {found === null && failure === null && <Loader aria-label={t('common.loading')} />}
      <ul className={classes.people} aria-label={t('welcome.chooseTitle')}>
        {shown.map((person) => (
          <li key={person.account}>
            <UnstyledButton
              className={classes.person}
              onClick={() => void choose(person)}
              disabled={busyWith !== null}
              aria-busy={busyWith === person.account}
            >
              <span className={classes.personText}>
                <span className={classes.personName}>{person.name}</span>
                <span className={classes.personPosition}>{person.position}</span>
              </span>
              {busyWith === person.account ? (
                <Loader size="sm" aria-hidden />
              ) : (
                person.role !== 'member' && (
                  <Badge variant="light">
                    {t(`welcome.role.${person.role === 'admin' ? 'admin' : 'secretariat'}`)}
                  </Badge>
                )
              )}
            </UnstyledButton>
          </li>
        ))}
      </ul>
      {found && shown.length === 0 && <Text c="dimmed">{t('common.nothingFound')}</Text>}
    </Stack>
  )
}
