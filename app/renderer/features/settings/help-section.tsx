import { useTranslation } from '#renderer/i18n/i18n.ts'
import classes from './settings.module.css'

const questions = [
  'offline',
  'reading',
  'marks',
  'whoSees',
  'versions',
  'taking',
  'scans',
  'votes',
  'prepare',
  'archive',
  'lost',
] as const

/** The manual: short answers to what people ask, offline like everything else. */
export function HelpSection() {
  const { t } = useTranslation()
  return (
    <div>
      {questions.map((question) => (
        <details key={question} className={classes.help}>
          <summary>{t(`help.${question}.ask`)}</summary>
          <p>{t(`help.${question}.answer`)}</p>
        </details>
      ))}
    </div>
  )
}
