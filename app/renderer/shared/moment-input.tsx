import { DateTimePicker } from '#design/index.ts'
import { fromPicker, toPicker } from './picker-time.ts'

/** A day and a time in Vietnam's zone, whatever the machine's. */
export function MomentInput({
  label,
  value,
  onChange,
  required = false,
}: {
  readonly label: string
  readonly value: number
  readonly onChange: (value: number) => void
  readonly required?: boolean
}) {
  return (
    <DateTimePicker
      label={label}
      value={toPicker(value)}
      onChange={(next) => next && onChange(fromPicker(next))}
      valueFormat="DD/MM/YYYY HH:mm"
      required={required}
    />
  )
}
