import { IconCheck, IconFileText } from '@tabler/icons-react'
import type { MeetingId } from '#domain/kernel/ids.ts'
import type { Mark } from '#domain/marks/mark.ts'
import { hasSeen, type Letter } from '#domain/letters/letter.ts'
import { useApp, useWorkspace } from '#renderer/shell/app-context.ts'
import { useFormats } from '#renderer/i18n/formats.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { Badge, Button, Group, Text } from '#design/index.ts'
import { useAct, useNames } from '../use-room.ts'
import { useOpenLetters, type OpenLetter } from './use-letters.ts'
import classes from './letters.module.css'

/** Letters to and from the person, the newest first: what they say, and who has seen them. */
export function LetterList({
  meeting,
  letters,
  onGo = null,
}: {
  readonly meeting: MeetingId
  readonly letters: readonly Letter[]
  /** Where the paper they are on is on the screen already: goes to the place of one. */
  readonly onGo?: ((place: Mark) => void) | null
}) {
  const opened = useOpenLetters(letters)
  return (
    <ul className={classes.list}>
      {opened.toReversed().map((each) => (
        <li key={each.letter.id}>
          <LetterCard meeting={meeting} {...each} onGo={onGo} />
        </li>
      ))}
    </ul>
  )
}

function LetterCard({
  meeting,
  letter,
  content,
  onGo,
}: OpenLetter & { readonly meeting: MeetingId; readonly onGo: ((place: Mark) => void) | null }) {
  const { t } = useTranslation()
  const { router } = useApp()
  const formats = useFormats()
  const nameOf = useNames()
  const act = useAct()
  const me = useWorkspace().identity.person.id
  const isMine = letter.from === me
  const isNew = !isMine && !hasSeen(letter, me)
  const mark = content?.mark ?? null
  const quote = mark?.target.quote?.exact ?? ''
  const { about } = letter
  const page = (about?.page ?? 0) + 1
  return (
    <article className={classes.card} data-new={isNew || undefined} data-testid="letter">
      <Group gap="xs" justify="space-between" wrap="nowrap" align="flex-start">
        <Text fw={700}>
          {isMine ? t('letters.toNames', { names: letter.to.map(nameOf).join(', ') }) : nameOf(letter.from)}
        </Text>
        <Badge variant="light" tt="none" className={classes.kind}>
          {t(`letters.kind.${letter.kind}`)}
        </Badge>
      </Group>
      <Text size="sm" c="dimmed">
        {formats.moment(letter.at)}
        {about && ` · ${t('marks.page', { page })}`}
        {!isMine && letter.to.length > 1 && ` · ${t('letters.withOthers', { count: letter.to.length - 1 })}`}
      </Text>
      {quote !== '' && (
        <Text size="sm" c="dimmed" lineClamp={3}>
          “{quote}”
        </Text>
      )}
      {content === null ? (
        <Text c="dimmed">{t('letters.cannotOpen')}</Text>
      ) : (
        <Text className={classes.text}>{content?.text ?? ''}</Text>
      )}
      <Group gap="xs">
        {about && (!onGo || mark) && (
          <Button
            variant="default"
            leftSection={<IconFileText size={18} aria-hidden />}
            onClick={() =>
              onGo && mark
                ? onGo(mark)
                : router.go({ screen: 'reader', meeting, paper: about.paper, beside: null, goal: { page, find: '' } })
            }
          >
            {t('letters.onPaper')}
          </Button>
        )}
        {isNew && (
          <Button
            variant="light"
            leftSection={<IconCheck size={18} aria-hidden />}
            onClick={() => void act({ t: 'letter.see', meeting, letter: letter.id })}
          >
            {t('letters.see')}
          </Button>
        )}
      </Group>
      {letter.seen.length > 0 && (
        <Text size="sm" c="dimmed">
          {isMine
            ? t('letters.seenBy', {
                names: letter.seen.map(({ by, at }) => `${nameOf(by)} (${formats.moment(at)})`).join(', '),
              })
            : hasSeen(letter, me) && t('letters.seenByMe')}
        </Text>
      )}
    </article>
  )
}
