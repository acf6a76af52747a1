import { useTranslation } from '#renderer/i18n/i18n.ts'
import { PasswordInput } from '#design/index.ts'

export const shortestPassword = 10

export type NewPasswordValue = { readonly password: string; readonly again: string }
export const isGoodPassword = ({ password, again }: NewPasswordValue): boolean =>
  password.length >= shortestPassword && password === again

export function NewPassword({
  value,
  onChange,
}: {
  readonly value: NewPasswordValue
  readonly onChange: (value: NewPasswordValue) => void
}) {
  const { t } = useTranslation()
  return (
    <>
      <PasswordInput
        label={t('welcome.newPassword')}
        description={t('welcome.newPasswordHelp', { count: shortestPassword })}
        value={value.password}
        onChange={(event) => onChange({ ...value, password: event.currentTarget.value })}
        autoComplete="new-password"
        required
      />
      <PasswordInput
        label={t('welcome.passwordAgain')}
        value={value.again}
        onChange={(event) => onChange({ ...value, again: event.currentTarget.value })}
        error={value.again !== '' && value.again !== value.password ? t('welcome.passwordsDiffer') : null}
        autoComplete="new-password"
        required
      />
    </>
  )
}
