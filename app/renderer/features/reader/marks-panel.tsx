import { IconAlertTriangle, IconPencilCheck, IconShare, IconTrash } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import type { PaperView } from '#application/ports/paper-view.ts'
import type { Letter } from '#domain/letters/letter.ts'
import type { PaperRow } from '#application/projection/rows.ts'
import { markColors, markKinds, type Mark } from '#domain/marks/mark.ts'
import { plainNote } from '#domain/marks/note-text.ts'
import { textSizes } from '#domain/marks/text-box.ts'
import { useFormats } from '#renderer/i18n/formats.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import {
  ActionIcon,
  Badge,
  Button,
  Group,
  SegmentedControl,
  Select,
  Text,
  Textarea,
  Tooltip,
  UnstyledButton,
  useDebouncedValue,
} from '#design/index.ts'
import { LetterDialog } from '#renderer/shared/letters/letter-dialog.tsx'
import { LetterList } from '#renderer/shared/letters/letter-list.tsx'
import type { Participant } from '#renderer/shared/letters/people-picker.tsx'
import { useNames } from '#renderer/shared/use-room.ts'
import { SyncChip } from '#renderer/shell/sync-chip.tsx'
import { AudienceDialog } from './audience-dialog.tsx'
import { ImportMarks } from './import-marks.tsx'
import { ColorDot } from './mark-bar.tsx'
import { SharedPanel } from './shared-panel.tsx'
import { NoteEditor } from './note-editor.tsx'
import { needsReview, pageOf, type PaperMarks } from './use-paper-marks.ts'
import classes from './marks.module.css'

const everything = 'all'
type Whose = 'mine' | 'shared' | 'instructions'
type Props = {
  readonly view: PaperView
  readonly marks: PaperMarks
  readonly paper: PaperRow
  readonly participants: readonly Participant[]
  /** Whether the person's word on a paper is an instruction. */
  readonly mayInstruct: boolean
}

/** All marks of the person on this paper: to go to, to write to, to filter, and to look at again after a new version. */
export function MarksPanel(props: Props & { readonly instructions: readonly Letter[] }) {
  const { view, marks, instructions, paper } = props
  const { t } = useTranslation()
  const [whose, setWhose] = useState<Whose>('mine')
  const go = (mark: Mark) => {
    marks.choose(mark.id)
    view.marks.goTo(pageOf(mark, marks.carried), mark.target.box)
  }
  return (
    <aside className={classes.panel} aria-label={t('marks.list')}>
      <SegmentedControl
        fullWidth
        value={whose}
        onChange={(value) => setWhose(value as Whose)}
        data={[
          { value: 'mine', label: t('marks.mine') },
          { value: 'shared', label: t('marks.shared', { count: marks.shared.length }) },
          ...(instructions.length > 0 || props.mayInstruct
            ? [{ value: 'instructions', label: t('letters.instructions', { count: instructions.length }) }]
            : []),
        ]}
        aria-label={t('marks.whose')}
      />
      {whose === 'mine' && <OwnMarks {...props} />}
      {whose === 'shared' && <SharedPanel view={view} marks={marks} />}
      {whose === 'instructions' && instructions.length === 0 && (
        <Text c="dimmed" p="md">
          {t('letters.instructionsEmpty')}
        </Text>
      )}
      {whose === 'instructions' && <LetterList meeting={paper.meetingId} letters={instructions} onGo={go} />}
    </aside>
  )
}

function OwnMarks(props: Props) {
  const { marks } = props
  const { t } = useTranslation()
  const [isSharing, setSharing] = useState(false)
  const [kind, setKind] = useState(everything)
  const [color, setColor] = useState<string | null>(null)
  const all = marks.marks ?? []
  const shown = all.filter((mark) => (kind === everything || mark.kind === kind) && (!color || mark.color === color))
  const review = shown.filter((mark) => needsReview(mark, marks.carried))
  const settled = shown.filter((mark) => !needsReview(mark, marks.carried))
  const kinds = markKinds.filter((each) => all.some((mark) => mark.kind === each))
  return (
    <>
      <div className={classes.panelHead}>
        <Text fw={700}>{t('marks.listTitle', { count: all.length })}</Text>
        <SyncChip />
        <Text size="sm" c="dimmed">
          {t('marks.onlyMine')}
        </Text>
        {all.length > 0 && (
          <>
            <Select
              aria-label={t('marks.filterKind')}
              value={kind}
              onChange={(value) => setKind(value ?? everything)}
              data={[
                { value: everything, label: t('marks.allKinds') },
                ...kinds.map((each) => ({ value: each as string, label: t(`marks.kind.${each}`) })),
              ]}
            />
            <div className={classes.colors} role="radiogroup" aria-label={t('marks.filterColor')}>
              {markColors.map((each) => (
                <ColorDot
                  key={each.color}
                  color={each.color}
                  label={t(`marks.meaning.${each.meaning}`)}
                  isOn={each.color === color}
                  onChoose={() => setColor(each.color === color ? null : each.color)}
                />
              ))}
            </div>
            {marks.shares && shown.length > 1 && (
              <Button
                variant="default"
                leftSection={<IconShare size={20} aria-hidden />}
                onClick={() => setSharing(true)}
              >
                {t('marks.shareShown', { count: shown.length })}
              </Button>
            )}
          </>
        )}
        <ImportMarks view={props.view} marks={marks} paper={props.paper} />
      </div>
      {isSharing && (
        <AudienceDialog
          count={shown.length}
          participants={props.participants}
          onClose={() => setSharing(false)}
          onShare={(audience) => marks.shares?.share(shown, audience)}
        />
      )}
      {all.length === 0 && (
        <Text c="dimmed" p="md">
          {t('marks.empty')}
        </Text>
      )}
      {all.length > 0 && shown.length === 0 && (
        <Text c="dimmed" p="md">
          {t('common.nothingFound')}
        </Text>
      )}
      {review.length > 0 && (
        <section aria-label={t('marks.review', { count: review.length })}>
          <Text className={classes.reviewTitle} fw={700}>
            <IconAlertTriangle size={20} aria-hidden /> {t('marks.review', { count: review.length })}
          </Text>
          {review.map((mark) => (
            <Entry key={mark.id} mark={mark} {...props} />
          ))}
        </section>
      )}
      {settled.map((mark) => (
        <Entry key={mark.id} mark={mark} {...props} />
      ))}
    </>
  )
}

function Entry({ mark, view, marks, paper, participants, mayInstruct }: Props & { readonly mark: Mark }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const nameOf = useNames()
  const [asks, setAsks] = useState<'share' | 'instruct' | null>(null)
  const share = marks.ownShare(mark.id)
  const isChosen = marks.chosen === mark.id
  const page = pageOf(mark, marks.carried)
  const place = marks.carried.get(mark.id)
  const words = mark.target.quote?.exact ?? ''
  const go = () => {
    marks.choose(mark.id)
    view.marks.goTo(page, mark.target.box)
  }
  return (
    <article className={classes.entry} data-chosen={isChosen || undefined} data-testid="mark-entry">
      <UnstyledButton className={classes.entryHead} onClick={go} aria-expanded={isChosen}>
        <span className={classes.dot} style={{ background: mark.color }} />
        <span className={classes.entryKind}>{t(`marks.kind.${mark.kind}`)}</span>
        <span className={classes.entryPage}>{t('marks.page', { page: page + 1 })}</span>
        {words !== '' && <span className={classes.words}>“{words}”</span>}
        {mark.body !== '' && !isChosen && <span className={classes.bodyText}>{plainNote(mark.body)}</span>}
      </UnstyledButton>
      {place?.kind === 'moved' && (
        <Badge variant="light" tt="none" className={classes.badge}>
          {t('marks.moved')}
        </Badge>
      )}
      {(place?.kind === 'changed' || place?.kind === 'unplaced') && <Review mark={mark} view={view} marks={marks} />}
      {isChosen && (
        <div className={classes.entryBody}>
          {mark.kind === 'text' ? (
            <BoxText key={mark.id} mark={mark} marks={marks} />
          ) : (
            <NoteEditor
              key={mark.id}
              body={mark.body}
              onChange={(body) => marks.change(mark, { body })}
              takesFocus={mark.kind === 'note'}
            />
          )}
          <div className={classes.colors} role="radiogroup" aria-label={t('marks.color')}>
            {markColors.map((each) => (
              <ColorDot
                key={each.color}
                color={each.color}
                label={t(`marks.meaning.${each.meaning}`)}
                isOn={each.color === mark.color}
                onChoose={() => marks.change(mark, { color: each.color })}
              />
            ))}
          </div>
          {mark.kind === 'text' && (
            <SegmentedControl
              aria-label={t('marks.letterSize')}
              value={String(mark.width)}
              onChange={(value) => marks.change(mark, { width: Number(value) })}
              data={textSizes.map((size, index) => ({
                value: String(size),
                label: t(`marks.letterSizes.${(['small', 'medium', 'large'] as const)[index] ?? 'medium'}`),
              }))}
            />
          )}
          {marks.shares && (
            <Button
              variant={share ? 'light' : 'default'}
              leftSection={<IconShare size={20} aria-hidden />}
              onClick={() => (share ? marks.shares?.withdraw([mark.id]) : setAsks('share'))}
            >
              {t(share ? 'marks.withdraw' : 'marks.share')}
            </Button>
          )}
          {share && (
            <Text size="sm" c="dimmed">
              {share.audience === null
                ? t('marks.sharedText')
                : t('marks.sharedWith', { names: share.audience.map(nameOf).join(', ') })}
            </Text>
          )}
          {mayInstruct && (
            <Button
              variant="default"
              leftSection={<IconPencilCheck size={20} aria-hidden />}
              onClick={() => setAsks('instruct')}
            >
              {t('letters.write.instruction')}
            </Button>
          )}
          {asks === 'share' && (
            <AudienceDialog
              count={1}
              participants={participants}
              onClose={() => setAsks(null)}
              onShare={(audience) => marks.shares?.share([mark], audience)}
            />
          )}
          {asks === 'instruct' && (
            <LetterDialog
              meeting={paper.meetingId}
              kinds={['instruction']}
              participants={participants}
              subject={{ paper: paper.id, mark }}
              onClose={() => setAsks(null)}
            />
          )}
          <Group gap="xs" justify="space-between">
            <Text size="sm" c="dimmed">
              {formats.moment(mark.changedAt)}
            </Text>
            <Tooltip label={t('marks.remove')}>
              <ActionIcon color="red" aria-label={t('marks.remove')} onClick={() => marks.remove([mark.id])}>
                <IconTrash size={20} />
              </ActionIcon>
            </Tooltip>
          </Group>
        </div>
      )}
    </article>
  )
}

/** The letters of a text box stand on the page, all alike. */
function BoxText({ mark, marks }: { readonly mark: Mark; readonly marks: PaperMarks }) {
  const { t } = useTranslation()
  const [text, setText] = useState(mark.body)
  const [paused] = useDebouncedValue(text, 500)
  const keep = useRef(() => {})
  useEffect(() => {
    keep.current = () => {
      if (text !== mark.body) marks.change(mark, { body: text })
    }
  })
  useEffect(() => keep.current(), [paused])
  return (
    <Textarea
      aria-label={t('marks.note')}
      placeholder={t('marks.notePlaceholder')}
      autosize
      minRows={2}
      maxRows={8}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => keep.current()}
      autoFocus
    />
  )
}

function Review({ mark, view, marks }: { readonly mark: Mark; readonly view: PaperView; readonly marks: PaperMarks }) {
  const { t } = useTranslation()
  const place = marks.carried.get(mark.id)
  const accept = async () => {
    if (place?.kind !== 'changed') return
    const found = await view.marks.placeOfLetters(place.page, { start: place.start, end: place.end })
    if (found) marks.settle(mark, found)
  }
  const placeHere = () => {
    const [words] = view.marks.selectedWords()
    if (words) return marks.settle(mark, words)
    const page = view.page() - 1
    const { box, lines } = mark.target
    if (mark.target.quote === null)
      marks.settle(mark, { page, box, lines, quote: null, fingerprint: view.marks.fingerprintOf(page) })
  }
  return (
    <div className={classes.reviewText}>
      <Text size="sm">{t(place?.kind === 'changed' ? 'marks.changedText' : 'marks.unplacedText')}</Text>
      <Group gap="xs">
        {place?.kind === 'changed' && (
          <Button variant="light" onClick={() => void accept()}>
            {t('marks.accept')}
          </Button>
        )}
        <Button variant="default" onPointerDown={(event) => event.preventDefault()} onClick={placeHere}>
          {t(mark.target.quote ? 'marks.placeOnSelection' : 'marks.placeOnPage')}
        </Button>
      </Group>
    </div>
  )
}
