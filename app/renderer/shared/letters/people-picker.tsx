import { useMemo } from 'react'
import type { PersonId } from '#domain/kernel/ids.ts'
import { comparePeople } from '#domain/organisation/organisation.ts'
import type { MeetingRole } from '#domain/permissions/roles.ts'
import { useWorkspace } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { Button, Group, MultiSelect, Stack, Text, useLive } from '#design/index.ts'

export type Participant = { readonly person: PersonId; readonly roles: readonly MeetingRole[] }

/** People of a meeting, one by one or a whole unit at a time. Whom nothing can be sealed to yet cannot be chosen, and is named. */
export function PeoplePicker({
  label,
  from,
  chosen,
  onChoose,
}: {
  readonly label: string
  readonly from: readonly Participant[]
  readonly chosen: readonly PersonId[]
  readonly onChoose: (people: readonly PersonId[]) => void
}) {
  const { t } = useTranslation()
  const { directory: live, letters, identity } = useWorkspace()
  const directory = useLive(live)
  const me = identity.person.id
  const people = useMemo(() => {
    const ids = new Set(from.map(({ person }) => person))
    return (directory?.people ?? []).filter(({ id }) => ids.has(id) && id !== me).toSorted(comparePeople)
  }, [directory, from, me])
  const unreached = people.filter(({ id }) => !letters.canReach(id))
  const reached = people.filter(({ id }) => letters.canReach(id))
  const table = from
    .filter(({ roles }) => roles.includes('chair') || roles.includes('secretary'))
    .map(({ person }) => person)
  const groups = [
    { name: t('letters.table'), people: reached.filter(({ id }) => table.includes(id)) },
    ...(directory?.units ?? []).map(({ id, name }) => ({ name, people: reached.filter(({ unit }) => unit === id) })),
  ].filter((group) => group.people.length > 1)
  const add = (some: readonly PersonId[]) => onChoose([...new Set([...chosen, ...some])])
  return (
    <Stack gap="xs">
      <MultiSelect
        label={label}
        data={reached.map(({ id, name, position }) => ({
          value: id as string,
          label: position ? `${name} – ${position}` : name,
        }))}
        value={chosen as readonly string[] as string[]}
        onChange={(ids) => onChoose(ids as PersonId[])}
        nothingFoundMessage={t('common.nothingFound')}
        searchable
      />
      {groups.length > 0 && (
        <Group gap="xs">
          <Text size="sm" c="dimmed">
            {t('letters.addGroup')}
          </Text>
          {groups.map((group) => (
            <Button
              key={group.name}
              variant="default"
              size="compact-md"
              onClick={() => add(group.people.map(({ id }) => id))}
            >
              {t('letters.group', { name: group.name, count: group.people.length })}
            </Button>
          ))}
        </Group>
      )}
      {unreached.length > 0 && (
        <Text size="sm" c="dimmed">
          {t('letters.unreached', { names: unreached.map(({ name }) => name).join(', ') })}
        </Text>
      )}
    </Stack>
  )
}
