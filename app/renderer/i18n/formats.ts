import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

const zone = 'Asia/Ho_Chi_Minh'

/** Dates, times and amounts as the language writes them; times always in Vietnam's zone, where the meeting is. */
export function useFormats() {
  const { i18n } = useTranslation()
  const locale = i18n.language === 'en' ? 'en-GB' : 'vi-VN'
  return useMemo(() => {
    const format = (options: Intl.DateTimeFormatOptions) => {
      const formatter = new Intl.DateTimeFormat(locale, { timeZone: zone, ...options })
      return (at: number) => formatter.format(at)
    }
    const bytes = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
    return {
      locale,
      time: format({ hour: '2-digit', minute: '2-digit' }),
      day: format({ weekday: 'long', day: '2-digit', month: '2-digit', year: 'numeric' }),
      weekday: format({ weekday: 'short' }),
      shortDay: format({ weekday: 'short', day: '2-digit', month: '2-digit' }),
      date: format({ day: '2-digit', month: '2-digit', year: 'numeric' }),
      month: format({ month: 'long', year: 'numeric' }),
      moment: format({ day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit' }),
      number: (value: number) => new Intl.NumberFormat(locale).format(value),
      size: (value: number) =>
        value >= 1_048_576 ? `${bytes.format(value / 1_048_576)} MB` : `${bytes.format(Math.max(1, value / 1024))} KB`,
    }
  }, [locale])
}
