import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import type { ConsultationQuestion, SilenceRule } from '#domain/consultation/consultation.ts'
import { silenceRules } from '#domain/consultation/consultation.ts'
import type { MeetingId, PersonId } from '#domain/kernel/ids.ts'
import { dayMs } from '#domain/kernel/time.ts'
import { termAt } from '#domain/organisation/organisation.ts'
import { ruleOf, rulePresets } from '#domain/voting/vote-rule.ts'
import { useApp, useWorkspace } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { DialogActions } from '#renderer/shared/dialog-actions.tsx'
import { MomentInput } from '#renderer/shared/moment-input.tsx'
import { useAct } from '#renderer/shared/use-room.ts'
import { useRefusalNotice } from '#renderer/shared/use-refusal-notice.ts'
import {
  Button,
  Modal,
  MultiSelect,
  Select,
  Stack,
  Text,
  Textarea,
  TextInput,
  notifications,
  useLive,
} from '#design/index.ts'
import { managesConsultations } from './consultation-of-meeting.ts'
import { QuestionFields } from './question-fields.tsx'
import classes from './consultations.module.css'

/** Rules that need neither a room nor a chair to break a tie. */
const rules = rulePresets.filter(({ id }) =>
  ['majority-of-members', 'two-thirds-of-members', 'majority-of-votes', 'two-thirds-of-votes', 'unanimous'].includes(
    id,
  ),
)

const blankQuestion = (number: number): ConsultationQuestion => ({
  id: `q${number}`,
  text: '',
  kind: 'opinion',
  options: [],
  allowsOther: true,
})

/** Asks people in writing: on the papers of a meeting, or without any. */
export function NewConsultation({ onClose }: { readonly onClose: () => void }) {
  const { t, i18n } = useTranslation()
  const { router, now } = useApp()
  const workspace = useWorkspace()
  const act = useAct()
  const notice = useRefusalNotice()
  const meetings = useLive(workspace.meetings)
  const directory = useLive(workspace.directory)
  const { person } = workspace.identity
  const own = useMemo(
    () =>
      (meetings ?? []).filter(
        (row) => row.preparation.isOut && row.status !== 'cancelled' && managesConsultations(row, person.systemRoles),
      ),
    [meetings, person],
  )
  const mayStandAlone = person.systemRoles.includes('secretariat')
  const [place, setPlace] = useState(mayStandAlone ? '' : (own[0]?.id ?? ''))
  const [title, setTitle] = useState('')
  const [text, setText] = useState('')
  const [deadline, setDeadline] = useState(() => now() + 3 * dayMs)
  const [questions, setQuestions] = useState<readonly ConsultationQuestion[]>([blankQuestion(1)])
  const [asked, setAsked] = useState<readonly string[] | null>(null)
  const [rule, setRule] = useState('')
  const [silence, setSilence] = useState<SilenceRule>('not-counted')
  const [silenceArticle, setArticle] = useState('')
  const [isBusy, setBusy] = useState(false)
  const meeting = own.find(({ id }) => id === place)
  const candidates = (directory?.people ?? []).filter(
    ({ id, active }) => active && (!meeting || meeting.participants.some((other) => other.person === id)),
  )
  const unlessChosen =
    meeting?.participants.filter(({ roles }) => roles.includes('member')).map((row) => row.person) ?? []
  const people = (asked ?? unlessChosen) as readonly PersonId[]
  const isWhole =
    title.trim() !== '' &&
    people.length > 0 &&
    deadline > now() &&
    questions.every(
      ({ text: words, kind, options }) => words.trim() !== '' && (kind === 'opinion' || options.length >= 2),
    ) &&
    (silence === 'not-counted' || silenceArticle.trim() !== '')

  const standAlone = async (): Promise<MeetingId | null> => {
    const made = await workspace.createMeeting({ title: title.trim().normalize('NFC'), startsAt: deadline })
    for (const each of people)
      if (
        !(await act({
          t: 'role.set',
          meeting: made,
          person: each,
          roles: each === person.id ? ['secretary', 'member'] : ['member'],
        }))
      )
        return null
    return (await act({ t: 'meeting.publish', meeting: made, papers: [] })) ? made : null
  }
  const send = async () => {
    setBusy(true)
    const home = meeting?.id ?? (await standAlone())
    const consultation = workspace.newId('c')
    const preset = rules.find(({ id }) => id === rule)
    const done =
      home !== null &&
      (await workspace.submit({
        t: 'consult.open',
        meeting: home,
        consultation,
        title: title.trim().normalize('NFC'),
        text: text.trim().normalize('NFC'),
        questions: questions.map((question, index) => ({ ...question, id: `q${index + 1}` })),
        asked: people,
        deadline,
        rule: preset ? ruleOf(preset) : null,
        silence,
        silenceArticle: silenceArticle.trim().normalize('NFC'),
      }))
    setBusy(false)
    if (!done) return
    if (!done.ok) return notice(done.error)
    onClose()
    if (done.value === 'accepted') router.go({ screen: 'consultation', meeting: home, consultation })
    else notifications.show({ color: 'yellow', message: t('consult.sendsLater') })
  }
  return (
    <Modal opened onClose={onClose} title={t('consult.new')} size="xl">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <Stack>
          <Select
            label={t('consult.place')}
            description={t('consult.placeText')}
            value={place}
            onChange={(value) => {
              setPlace(value ?? '')
              setAsked(null)
            }}
            data={[
              ...(mayStandAlone ? [{ value: '', label: t('consult.noMeeting') }] : []),
              ...own.map(({ id, title: name }) => ({ value: id as string, label: name })),
            ]}
            allowDeselect={false}
            searchable
          />
          <TextInput
            label={t('consult.titleField')}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
            maxLength={500}
            required
            data-autofocus
          />
          <Textarea
            label={t('consult.text')}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            autosize
            minRows={2}
            maxRows={10}
            maxLength={20_000}
          />
          <MomentInput label={t('consult.deadline')} value={deadline} onChange={setDeadline} required />
          {!meeting && (
            <Select
              label={t('consult.body')}
              placeholder={t('consult.bodyPlaceholder')}
              value={null}
              onChange={(id) => {
                const body = directory?.bodies.find((each) => each.id === id)
                const members = (body && termAt(body, now())?.members) ?? []
                setAsked([...new Set([...people, ...members.map((member) => member.person)])])
              }}
              data={(directory?.bodies ?? []).map(({ id, name }) => ({ value: id as string, label: name }))}
            />
          )}
          <MultiSelect
            label={t('consult.people', { count: people.length })}
            value={[...people]}
            onChange={setAsked}
            data={candidates.map(({ id, name, position }) => ({ value: id as string, label: `${name} – ${position}` }))}
            searchable
            required
          />
          {questions.map((question, index) => (
            <div key={question.id} className={classes.card}>
              <QuestionFields
                number={index + 1}
                question={question}
                onChange={(change) =>
                  setQuestions(questions.map((each) => (each === question ? { ...each, ...change } : each)))
                }
              />
              {questions.length > 1 && (
                <Button
                  variant="subtle"
                  color="red"
                  mt="xs"
                  leftSection={<IconTrash size={20} aria-hidden />}
                  onClick={() => setQuestions(questions.filter((each) => each !== question))}
                >
                  {t('consult.removeQuestion')}
                </Button>
              )}
            </div>
          ))}
          <Button
            variant="light"
            leftSection={<IconPlus size={20} aria-hidden />}
            onClick={() =>
              setQuestions([
                ...questions,
                blankQuestion(Math.max(...questions.map(({ id }) => Number(id.slice(1)))) + 1),
              ])
            }
          >
            {t('consult.addQuestion')}
          </Button>
          <Select
            label={t('consult.ruleField')}
            value={rule}
            onChange={(value) => setRule(value ?? '')}
            data={[
              { value: '', label: t('consult.noRule') },
              ...rules.map(({ id, name, english }) => ({ value: id, label: i18n.language === 'en' ? english : name })),
            ]}
            allowDeselect={false}
          />
          {rule !== '' && (
            <>
              <Select
                label={t('consult.silenceField')}
                value={silence}
                onChange={(value) => setSilence(silenceRules.find((each) => each === value) ?? 'not-counted')}
                data={silenceRules.map((value) => ({ value, label: t(`consult.silence.${value}`) }))}
                allowDeselect={false}
              />
              {silence !== 'not-counted' && (
                <TextInput
                  label={t('consult.silenceArticle')}
                  description={t('consult.silenceArticleText')}
                  value={silenceArticle}
                  onChange={(event) => setArticle(event.currentTarget.value)}
                  maxLength={500}
                  required
                />
              )}
            </>
          )}
          <Text size="sm" c="dimmed">
            {t('consult.fixed')}
          </Text>
          <DialogActions onCancel={onClose} label={t('consult.sendOut')} isReady={isWhole && !isBusy} />
        </Stack>
      </form>
    </Modal>
  )
}
