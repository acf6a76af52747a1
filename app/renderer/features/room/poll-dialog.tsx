import { useState } from 'react'
import type { ItemId } from '#domain/kernel/ids.ts'
import { secondRound } from '#domain/voting/elect.ts'
import { isFaultyQuestion } from '#domain/voting/judge-question.ts'
import type { Poll } from '#domain/voting/poll.ts'
import { pollResult } from '#domain/voting/poll-result.ts'
import { leastMinBallots, type PollQuestion } from '#domain/voting/question.ts'
import {
  confidencePresets,
  electionPresets,
  ruleFaults,
  ruleOf,
  rulePresets,
  type RulePreset,
  type VoteRule,
} from '#domain/voting/vote-rule.ts'
import { rulesInForce } from '#domain/organisation/standing-rule.ts'
import { useWorkspace } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { DialogActions } from '#renderer/shared/dialog-actions.tsx'
import {
  Checkbox,
  Group,
  Modal,
  NumberInput,
  Select,
  Stack,
  Text,
  Textarea,
  TextInput,
  useLive,
} from '#design/index.ts'
import { useRoomView } from './room-context.ts'

/** A vote that is prepared: anew, changed, or the repetition of one that was held. */
export type Editing = { readonly poll: Poll | null; readonly isRepeat: boolean }

/** Preparing a vote: its words, its options and its rule. */
export function PollDialog({ editing, onClose }: { readonly editing: Editing | null; readonly onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Modal opened={editing !== null} onClose={onClose} title={t('vote.prepare')} size="xl">
      {editing !== null && <Form {...editing} onClose={onClose} />}
    </Modal>
  )
}

function Form({ poll, isRepeat, onClose }: Editing & { readonly onClose: () => void }) {
  const { t, i18n } = useTranslation()
  const workspace = useWorkspace()
  const { room, state, items, act } = useRoomView()
  const [question, setQuestion] = useState<PollQuestion>(() =>
    poll ? (isRepeat ? repeated(poll) : poll.question) : newQuestion(state.sitting.currentItem),
  )
  const [options, setOptions] = useState(() => question.options.map(({ label }) => label).join('\n'))
  const change = (part: Partial<PollQuestion>) => setQuestion({ ...question, ...part })
  const labels = options
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  const form = formOf(question)
  const directory = useLive(workspace.directory)
  const use = form === 'election' || form === 'confidence' ? form : 'motion'
  const presets = [...rulesInForce(directory?.rules ?? [], use, workspace.now()), ...presetsOf(form)]
  const whole: PollQuestion = {
    ...question,
    options: form === 'motion' ? [] : labels.map((label, index) => ({ id: `o${index + 1}`, label })),
    min: question.kind === 'options' ? 1 : 0,
    max: question.kind === 'options' ? Math.min(question.max, Math.max(1, labels.length)) : 1,
  }
  const save = async () => {
    const id = poll && !isRepeat ? poll.id : workspace.newId('v')
    if (await act({ t: 'poll.prepare', meeting: room.meeting, poll: id, question: whole })) onClose()
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <Stack>
        <Text c="dimmed">{t('vote.prepareText')}</Text>
        <TextInput
          label={t('vote.name')}
          value={question.title}
          onChange={(event) => change({ title: event.currentTarget.value })}
          maxLength={500}
          required
          data-autofocus
        />
        <Textarea
          label={t('vote.text')}
          value={question.text}
          onChange={(event) => change({ text: event.currentTarget.value })}
          autosize
          minRows={3}
          maxRows={10}
        />
        <Group grow align="start">
          <Select
            label={t('vote.item')}
            data={[
              { value: '', label: t('vote.noItem') },
              ...items.map(({ id, number, title }) => ({ value: id as string, label: `${number}. ${title}` })),
            ]}
            value={question.item ?? ''}
            onChange={(value) => change({ item: value ? (value as ItemId) : null })}
            allowDeselect={false}
          />
          <Select
            label={t('vote.kind')}
            data={forms.map((value) => ({ value, label: t(`vote.kinds.${value}`) }))}
            value={form}
            onChange={(value) => setQuestion(inForm(question, forms.find((known) => known === value) ?? 'motion'))}
            allowDeselect={false}
          />
        </Group>
        {form !== 'motion' && (
          <Textarea
            label={t(`vote.lists.${form}`)}
            value={options}
            onChange={(event) => setOptions(event.currentTarget.value)}
            autosize
            minRows={3}
            maxRows={12}
          />
        )}
        {question.kind === 'options' && (
          <>
            <NumberInput
              label={t(question.election ? 'vote.seats' : 'vote.max')}
              {...(question.election && {
                description: t('vote.extra', { count: Math.max(0, labels.length - whole.max) }),
              })}
              value={question.max}
              min={1}
              max={Math.max(1, labels.length)}
              onChange={(value) => change({ max: Math.max(1, Number(value) || 1) })}
            />
          </>
        )}
        {form !== 'options' && (
          <Group grow align="start">
            <Select
              label={t('vote.rule')}
              data={presets.map(({ id, name, english }) => ({
                value: id,
                label: i18n.language === 'en' ? english : name,
              }))}
              value={presets.find(({ name }) => name === question.rule.name)?.id ?? null}
              onChange={(value) => {
                const found = presets.find(({ id }) => id === value)
                if (found) change({ rule: ruleOf(found) })
              }}
              allowDeselect={false}
            />
            <TextInput
              label={t('vote.article')}
              value={question.rule.article}
              onChange={(event) => change({ rule: { ...question.rule, article: event.currentTarget.value } })}
              maxLength={300}
            />
          </Group>
        )}
        <Select
          label={t('secret.kind')}
          data={(['open', 'secret'] as const).map((kind) => ({ value: kind, label: t(`secret.kinds.${kind}`) }))}
          value={question.secret ? 'secret' : 'open'}
          onChange={(value) => setQuestion(withSecrecy(question, value === 'secret'))}
          allowDeselect={false}
        />
        {question.secret && (
          <>
            <Text size="sm" c="dimmed">
              {t('secret.explain')}
            </Text>
            <NumberInput
              label={t('secret.minBallots')}
              description={t('secret.minBallotsText')}
              value={question.secret.minBallots}
              min={leastMinBallots}
              max={1000}
              onChange={(value) =>
                change({ secret: { minBallots: Math.max(leastMinBallots, Math.floor(Number(value) || 0)) } })
              }
            />
            {ruleFaults(question.rule, { isSecret: true }).length > 0 && (
              <Text c="red" role="alert">
                {t('secret.tieRule')}
              </Text>
            )}
          </>
        )}
        <Group grow align="end">
          {!question.secret && (
            <Select
              label={t('vote.show')}
              data={(['after-close', 'live'] as const).map((show) => ({ value: show, label: t(`vote.shows.${show}`) }))}
              value={question.show}
              onChange={(value) => change({ show: value === 'live' ? 'live' : 'after-close' })}
              allowDeselect={false}
            />
          )}
          <NumberInput
            label={t('vote.grace')}
            value={question.graceSeconds}
            min={0}
            max={120}
            onChange={(value) => change({ graceSeconds: Math.min(120, Math.max(0, Number(value) || 0)) })}
          />
        </Group>
        <Group>
          <Checkbox
            label={t('vote.mayChange')}
            checked={question.mayChange}
            onChange={(event) => change({ mayChange: event.currentTarget.checked })}
          />
          {form === 'motion' && !question.secret && (
            <Checkbox
              label={t('vote.other')}
              checked={question.allowsOther}
              onChange={(event) => change({ allowsOther: event.currentTarget.checked })}
            />
          )}
        </Group>
        <DialogActions onCancel={onClose} label={t('vote.save')} isReady={!isFaultyQuestion(whole)} />
      </Stack>
    </form>
  )
}

/** A secret vote shows nothing as it comes and takes no opinions in words. */
function withSecrecy(question: PollQuestion, isSecret: boolean): PollQuestion {
  const { secret: _secret, ...open } = question
  return isSecret ? { ...open, secret: { minBallots: 5 }, show: 'after-close', allowsOther: false } : open
}

const forms = ['motion', 'options', 'election', 'clauses', 'block', 'confidence'] as const
type Form = (typeof forms)[number]

const formOf = ({ kind, election, block }: PollQuestion): Form => (election ? 'election' : block ? 'block' : kind)

const presetsOf = (form: Form): readonly RulePreset[] =>
  form === 'election' ? electionPresets : form === 'confidence' ? confidencePresets : rulePresets

/** The same words in another form. A rule is kept where it fits. */
function inForm(question: PollQuestion, form: Form): PollQuestion {
  const { election: _election, block: _block, ...plain } = question
  const keepsRule = presetsOf(form) === presetsOf(formOf(question))
  const common = {
    ...plain,
    rule: keepsRule ? question.rule : firstOf(presetsOf(form)),
    allowsOther: form === 'motion' && question.allowsOther,
  }
  switch (form) {
    case 'election':
      return { ...common, kind: 'options', election: true }
    case 'block':
      return { ...common, kind: 'motion', block: true }
    case 'motion':
    case 'options':
    case 'clauses':
    case 'confidence':
      return { ...common, kind: form }
  }
}

/** The vote again; an election with seats left, for those and between those who may still win them. */
function repeated(poll: Poll): PollQuestion {
  const again = { ...poll.question, repeats: poll.id }
  const result = pollResult(poll)
  const round = result.kind === 'options' && result.election ? secondRound(result.election) : null
  if (!round) return again
  const options = again.options.filter((option) => round.candidates.includes(option.id))
  return { ...again, options, max: round.seats }
}

function firstOf([preset]: readonly RulePreset[]): VoteRule {
  if (!preset) throw new Error('No rule is shipped')
  return ruleOf(preset)
}

function newQuestion(item: ItemId | null): PollQuestion {
  return {
    item,
    title: '',
    text: '',
    kind: 'motion',
    options: [],
    min: 0,
    max: 1,
    allowsOther: false,
    mayChange: true,
    show: 'after-close',
    graceSeconds: 5,
    rule: firstOf(rulePresets),
    repeats: null,
  }
}
