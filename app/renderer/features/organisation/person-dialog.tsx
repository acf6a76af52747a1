import { useState, type FormEvent } from 'react'
import type { Person } from '#domain/organisation/organisation.ts'
import { systemRoles, type SystemRole } from '#domain/permissions/roles.ts'
import type { Directory } from '#application/ports/read-models.ts'
import { useWorkspace } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { Checkbox, Modal, MultiSelect, NumberInput, Select, Stack, TextInput } from '#design/index.ts'
import { DialogActions } from '#renderer/shared/dialog-actions.tsx'
import { usePut } from './use-put.ts'

export function PersonDialog({
  person,
  directory,
  onClose,
}: {
  readonly person: Person | null
  readonly directory: Directory
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const workspace = useWorkspace()
  const put = usePut()
  const [value, setValue] = useState<Person>(
    () =>
      person ?? {
        id: workspace.newId('p'),
        account: '',
        name: '',
        position: '',
        unit: null,
        systemRoles: [],
        active: true,
        order: (directory.people.at(-1)?.order ?? 0) + 10,
      },
  )
  const set = (change: Partial<Person>) => setValue((before) => ({ ...before, ...change }))
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const done = await put({
      t: 'person.put',
      person: { ...value, account: value.account.trim().toLowerCase(), name: value.name.trim() },
    })
    if (done) onClose()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={person ? t('organisation.editPerson', { name: person.name }) : t('organisation.addPerson')}
      size="lg"
    >
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label={t('people.name')}
            value={value.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
            required
            data-autofocus
          />
          <TextInput
            label={t('people.position')}
            value={value.position}
            onChange={(event) => set({ position: event.currentTarget.value })}
          />
          <TextInput
            label={t('welcome.account')}
            description={t('welcome.accountRule')}
            value={value.account}
            onChange={(event) => set({ account: event.currentTarget.value })}
            pattern="[A-Za-z0-9][A-Za-z0-9._\-]+"
            required
          />
          <TextInput
            label={t('people.email')}
            description={t('people.emailHelp')}
            type="email"
            value={value.email ?? ''}
            onChange={(event) => set({ email: event.currentTarget.value.trim() || undefined })}
          />
          <Select
            label={t('organisation.unit')}
            value={value.unit}
            onChange={(unit) => set({ unit: directory.units.find(({ id }) => id === unit)?.id ?? null })}
            data={directory.units.map(({ id, name }) => ({ value: id, label: name }))}
            clearable
          />
          <MultiSelect
            label={t('organisation.systemRoles')}
            value={[...value.systemRoles]}
            onChange={(roles) => set({ systemRoles: roles as SystemRole[] })}
            data={systemRoles.map((role) => ({ value: role, label: t(`systemRole.${role}`) }))}
          />
          <NumberInput
            label={t('organisation.order')}
            description={t('organisation.orderHelp')}
            value={value.order}
            onChange={(order) => set({ order: Number(order) || 0 })}
            min={0}
          />
          <Checkbox
            label={t('organisation.active')}
            checked={value.active}
            onChange={(event) => set({ active: event.currentTarget.checked })}
          />
          <DialogActions onCancel={onClose} />
        </Stack>
      </form>
    </Modal>
  )
}
