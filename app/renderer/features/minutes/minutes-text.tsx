import type { MinutesPart } from '#domain/minutes/minutes.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import classes from './minutes.module.css'

/** The minutes as they are read. What is not signed yet says so on every screen. */
export function MinutesText({
  parts,
  title,
  isDraft,
}: {
  readonly parts: readonly MinutesPart[]
  readonly title: string
  readonly isDraft: boolean
}) {
  const { t } = useTranslation()
  return (
    <article className={classes.text} aria-label={t('minutes.title')}>
      {isDraft && <p className={classes.draftMark}>{t('minutes.draftMark')}</p>}
      <h2 className={classes.textTitle}>
        {t('minutes.kind')}
        <br />
        {title}
      </h2>
      {parts.map((part, index) => (
        // The parts are one immutable text: their place is their identity.
        // oxlint-disable-next-line react/no-array-index-key
        <section key={index}>
          <h3 className={classes.textHeading}>{part.heading}</h3>
          {part.paragraphs.map((paragraph, place) => (
            // oxlint-disable-next-line react/no-array-index-key -- as above
            <p key={place} className={classes.paragraph}>
              {paragraph}
            </p>
          ))}
        </section>
      ))}
    </article>
  )
}
