import type { ItemRow } from '#application/projection/rows.ts'
import type { DraftComment } from '#domain/preparation/preparation.ts'
import { useFormats } from '../../i18n/formats.ts'
import { useTranslation } from '../../i18n/i18n.ts'
import { Badge, Button, Group, Text } from '../../design/index.ts'
import { useNames } from '../use-room.ts'
import classes from '../shared.module.css'

/** What the reviewers say about the draft, in the order they said it. */
export function DraftComments({
  comments,
  items,
  onResolve = null,
}: {
  readonly comments: readonly DraftComment[]
  readonly items: readonly Pick<ItemRow, 'id' | 'number' | 'title'>[]
  readonly onResolve?: ((comment: DraftComment) => void) | null
}) {
  const { t } = useTranslation()
  const formats = useFormats()
  const nameOf = useNames()
  const titleOf = ({ item }: DraftComment) => {
    const known = items.find(({ id }) => id === item)
    return known ? `${known.number}. ${known.title}` : t('preparing.review.whole')
  }
  return (
    <ul className={classes.requests}>
      {comments.map((comment) => (
        <li key={comment.id} className={classes.request} data-testid="draft-comment">
          <Group justify="space-between" align="start" wrap="nowrap">
            <div>
              <Text fw={600}>{nameOf(comment.by)}</Text>
              <Text size="sm" c="dimmed">
                {titleOf(comment)} · {formats.moment(comment.at)}
              </Text>
            </div>
            {comment.isResolved ? (
              <Badge color="teal" variant="light" tt="none" size="lg" miw="max-content">
                {t('preparing.review.resolved')}
              </Badge>
            ) : (
              onResolve && (
                <Button variant="default" miw="max-content" onClick={() => onResolve(comment)}>
                  {t('preparing.review.resolve')}
                </Button>
              )
            )}
          </Group>
          <Text style={{ whiteSpace: 'pre-wrap' }}>{comment.text}</Text>
        </li>
      ))}
    </ul>
  )
}
