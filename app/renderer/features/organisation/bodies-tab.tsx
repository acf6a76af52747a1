import { IconPlus } from '@tabler/icons-react'
import { useState, type FormEvent } from 'react'
import type { Body } from '#domain/organisation/organisation.ts'
import { termAt } from '#domain/organisation/organisation.ts'
import { foldText } from '#domain/kernel/fold-text.ts'
import type { Directory } from '#application/ports/read-models.ts'
import { useApp, useWorkspace } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { useFormats } from '#renderer/i18n/formats.ts'
import {
  Button,
  EmptyState,
  Group,
  Modal,
  MultiSelect,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
  Title,
} from '#design/index.ts'
import { DialogActions } from '#renderer/shared/dialog-actions.tsx'
import { usePut } from './use-put.ts'
import classes from './organisation.module.css'

/** Bodies with their terms of office. A past term stays as it was. */
export function BodiesTab({ directory, mayManage }: { readonly directory: Directory; readonly mayManage: boolean }) {
  const { t } = useTranslation()
  const { now } = useApp()
  const formats = useFormats()
  const [edited, setEdited] = useState<Body | 'new' | null>(null)
  const names = new Map(directory.people.map((person) => [person.id, person]))
  return (
    <Stack>
      {mayManage && (
        <Group>
          <Button leftSection={<IconPlus size={20} aria-hidden />} onClick={() => setEdited('new')}>
            {t('organisation.addBody')}
          </Button>
        </Group>
      )}
      {directory.bodies.length === 0 && <EmptyState title={t('organisation.noBodies')} />}
      <SimpleGrid cols={{ base: 1, lg: 2 }}>
        {directory.bodies.map((body) => {
          const term = termAt(body, now())
          return (
            <section key={body.id} className={classes.body}>
              <Group justify="space-between" wrap="nowrap" align="flex-start">
                <Title order={2} size="h3">
                  {body.name}
                </Title>
                {mayManage && (
                  <Button variant="subtle" onClick={() => setEdited(body)}>
                    {t('organisation.edit')}
                  </Button>
                )}
              </Group>
              <Text c="dimmed">
                {term
                  ? t('organisation.term', {
                      name: term.name,
                      from: formats.date(term.from),
                      count: term.members.length,
                    })
                  : t('organisation.noTerm')}
              </Text>
              {/* It scrolls, so the keyboard must reach it. */}
              {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
              <ul className={classes.members} tabIndex={0} aria-label={body.name}>
                {term?.members.map(({ person, position }) => (
                  <li key={person}>
                    <Text fw={550}>{names.get(person)?.name ?? t('people.unknown')}</Text>
                    <Text size="sm" c="dimmed">
                      {position || names.get(person)?.position}
                    </Text>
                  </li>
                ))}
              </ul>
            </section>
          )
        })}
      </SimpleGrid>
      {edited && (
        <BodyDialog body={edited === 'new' ? null : edited} directory={directory} onClose={() => setEdited(null)} />
      )}
    </Stack>
  )
}

function BodyDialog({
  body,
  directory,
  onClose,
}: {
  readonly body: Body | null
  readonly directory: Directory
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const { now } = useApp()
  const workspace = useWorkspace()
  const put = usePut()
  const term = body ? termAt(body, now()) : undefined
  const [name, setName] = useState(body?.name ?? '')
  const [termName, setTermName] = useState(term?.name ?? '')
  const [members, setMembers] = useState<string[]>(() => term?.members.map(({ person }) => person as string) ?? [])
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const positions = new Map(term?.members.map(({ person, position }) => [person as string, position]))
    const present = {
      name: termName,
      from: term?.from ?? now(),
      until: term?.until ?? null,
      members: directory.people
        .filter(({ id }) => members.includes(id))
        .map(({ id }) => ({ person: id, position: positions.get(id) ?? '' })),
    }
    const others = body?.terms.filter((known) => known !== term) ?? []
    if (
      await put({
        t: 'body.put',
        body: { id: body?.id ?? workspace.newId('b'), name: name.trim(), terms: [...others, present] },
      })
    )
      onClose()
  }
  return (
    <Modal opened onClose={onClose} title={body?.name ?? t('organisation.addBody')} size="lg">
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label={t('organisation.bodyName')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            required
            data-autofocus
          />
          <TextInput
            label={t('organisation.termName')}
            placeholder={t('organisation.termPlaceholder')}
            value={termName}
            onChange={(event) => setTermName(event.currentTarget.value)}
            required
          />
          <MultiSelect
            label={t('organisation.members')}
            value={members}
            onChange={setMembers}
            data={directory.people
              .filter(({ active }) => active)
              .map((person) => ({ value: person.id as string, label: person.name }))}
            filter={({ options, search }) =>
              options.filter((option) => 'label' in option && foldText(option.label).includes(foldText(search)))
            }
            searchable
            maxDropdownHeight={260}
          />
          <DialogActions onCancel={onClose} />
        </Stack>
      </form>
    </Modal>
  )
}
