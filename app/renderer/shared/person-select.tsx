import { foldText } from '#domain/kernel/fold-text.ts'
import type { PersonId } from '#domain/kernel/ids.ts'
import { useWorkspace } from '../shell/app-context.ts'
import { useTranslation } from '../i18n/i18n.ts'
import { Select, useLive } from '../design/index.ts'

/** One person of the organisation, found by name or position, with or without marks. */
export function PersonSelect({
  value,
  onChange,
  ...field
}: {
  readonly label: string
  readonly placeholder?: string
  readonly value: PersonId | null
  readonly onChange: (person: PersonId | null) => void
  readonly required?: boolean
}) {
  const { t } = useTranslation()
  const directory = useLive(useWorkspace().directory)
  const people = (directory?.people ?? []).filter(({ active }) => active)
  return (
    <Select
      {...field}
      data={people.map(({ id, name, position }) => ({ value: id as string, label: `${name} – ${position}` }))}
      filter={({ options, search }) =>
        options.filter((option) => 'label' in option && foldText(option.label).includes(foldText(search)))
      }
      value={value}
      onChange={(id) => onChange(people.find((person) => person.id === id)?.id ?? null)}
      searchable
      clearable
      nothingFoundMessage={t('common.nothingFound')}
    />
  )
}
