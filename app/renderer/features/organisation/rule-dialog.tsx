import { useState, type FormEvent } from 'react'
import { ruleUses, type RuleUse, type StandingRule } from '#domain/organisation/standing-rule.ts'
import { baseWord, thresholdWords } from '#domain/voting/result-sentence.ts'
import {
  confidencePresets,
  electionPresets,
  ruleFaults,
  ruleOf,
  rulePresets,
  tieRules,
  voteBases,
  type RulePreset,
  type Threshold,
  type VoteRule,
} from '#domain/voting/vote-rule.ts'
import { useApp, useWorkspace } from '#renderer/shell/app-context.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { DialogActions } from '#renderer/shared/dialog-actions.tsx'
import { MomentInput } from '#renderer/shared/moment-input.tsx'
import { Checkbox, Group, Modal, NumberInput, Select, Stack, Text, TextInput } from '#design/index.ts'
import { usePut } from './use-put.ts'

const presetsFor: Readonly<Record<RuleUse, readonly RulePreset[]>> = {
  motion: rulePresets,
  election: electionPresets,
  confidence: confidencePresets,
}
const kinds = ['more-than', 'at-least', 'unanimous'] as const

/** A rule is taken from one that is shipped, and changed into what the charter says. */
export function RuleDialog({ known, onClose }: { readonly known: StandingRule | null; readonly onClose: () => void }) {
  const { t, i18n } = useTranslation()
  const { now } = useApp()
  const workspace = useWorkspace()
  const put = usePut()
  const language = i18n.language === 'en' ? 'en' : 'vi'
  const [use, setUse] = useState<RuleUse>(known?.use ?? 'motion')
  const [rule, setRule] = useState<VoteRule>(() => known?.rule ?? firstOf('motion'))
  const [from, setFrom] = useState(known?.from ?? now())
  const [until, setUntil] = useState<number | null>(known?.until ?? null)
  const change = (part: Partial<VoteRule>) => setRule({ ...rule, ...part })
  const [threshold] = rule.thresholds
  const setThreshold = (part: { kind?: string; num?: number; den?: number; base?: string }) => {
    const before = threshold ?? { kind: 'more-than', num: 1, den: 2, base: 'total' }
    const base = voteBases.find((one) => one === (part.base ?? before.base)) ?? 'total'
    const kind = kinds.find((one) => one === (part.kind ?? before.kind)) ?? 'more-than'
    const [num, den] = before.kind === 'unanimous' ? [1, 2] : [before.num, before.den]
    const next: Threshold =
      kind === 'unanimous' ? { kind, base } : { kind, num: part.num ?? num, den: part.den ?? den, base }
    change({ thresholds: [next, ...rule.thresholds.slice(1)] })
  }
  const isSound =
    rule.name.trim() !== '' &&
    ruleFaults(rule, { isSecret: false }).length === 0 &&
    (until === null || from < until) &&
    !(use === 'election' && threshold?.kind === 'unanimous')
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const id = known?.id ?? workspace.newId('q')
    if (await put({ t: 'rule.put', rule: { id, use, rule: { ...rule, name: rule.name.trim() }, from, until } }))
      onClose()
  }
  return (
    <Modal opened onClose={onClose} title={known?.rule.name ?? t('rules.add')} size="lg">
      <form onSubmit={submit}>
        <Stack>
          <Group grow align="start">
            <Select
              label={t('rules.use')}
              data={ruleUses.map((value) => ({ value, label: t(`rules.uses.${value}`) }))}
              value={use}
              onChange={(value) => {
                const next = ruleUses.find((one) => one === value) ?? 'motion'
                setUse(next)
                setRule(firstOf(next))
              }}
              allowDeselect={false}
            />
            <Select
              label={t('rules.takenFrom')}
              placeholder={t('rules.takenFromText')}
              data={presetsFor[use].map(({ id, name, english }) => ({
                value: id,
                label: language === 'en' ? english : name,
              }))}
              value={null}
              onChange={(value) => {
                const preset = presetsFor[use].find(({ id }) => id === value)
                if (preset) setRule(ruleOf(preset))
              }}
            />
          </Group>
          <TextInput
            label={t('rules.name')}
            value={rule.name}
            onChange={(event) => change({ name: event.currentTarget.value })}
            maxLength={200}
            required
            data-autofocus
          />
          <TextInput
            label={t('vote.article')}
            value={rule.article}
            onChange={(event) => change({ article: event.currentTarget.value })}
            maxLength={300}
          />
          <Group align="end">
            <Select
              label={t('rules.passes')}
              data={kinds.map((value) => ({ value, label: t(`rules.kinds.${value}`) }))}
              value={threshold?.kind ?? 'more-than'}
              onChange={(kind) => kind && setThreshold({ kind })}
              allowDeselect={false}
              w={160}
            />
            {threshold && threshold.kind !== 'unanimous' && (
              <>
                <NumberInput
                  aria-label={t('room.quorum.num')}
                  value={threshold.num}
                  min={0}
                  max={threshold.den}
                  w={90}
                  onChange={(value) => setThreshold({ num: Math.max(0, Math.floor(Number(value) || 0)) })}
                />
                <Text pb={10}>/</Text>
                <NumberInput
                  aria-label={t('room.quorum.den')}
                  value={threshold.den}
                  min={1}
                  max={1000}
                  w={90}
                  onChange={(value) => setThreshold({ den: Math.max(1, Math.floor(Number(value) || 1)) })}
                />
              </>
            )}
            <Select
              aria-label={t('rules.base')}
              data={voteBases.map((value) => ({ value, label: baseWord(value, language) }))}
              value={threshold?.base ?? 'total'}
              onChange={(base) => base && setThreshold({ base })}
              allowDeselect={false}
              flex={1}
            />
          </Group>
          {rule.thresholds.length > 1 && (
            <Text size="sm" c="dimmed">
              {t('rules.also', {
                words: rule.thresholds
                  .slice(1)
                  .map((other) => thresholdWords(other, language))
                  .join('; '),
              })}
            </Text>
          )}
          {use === 'motion' && (
            <Select
              label={t('rules.tie')}
              data={tieRules.map((value) => ({ value, label: t(`rules.ties.${value}`) }))}
              value={rule.tie}
              onChange={(value) => change({ tie: tieRules.find((one) => one === value) ?? 'reject' })}
              allowDeselect={false}
            />
          )}
          <Group grow align="end">
            <MomentInput label={t('rules.from')} value={from} onChange={setFrom} required />
            {until !== null && <MomentInput label={t('rules.until')} value={until} onChange={setUntil} />}
          </Group>
          <Checkbox
            label={t('rules.hasEnd')}
            checked={until !== null}
            onChange={(event) => setUntil(event.currentTarget.checked ? from + 365 * 24 * 60 * 60_000 : null)}
          />
          <DialogActions onCancel={onClose} isReady={isSound} />
        </Stack>
      </form>
    </Modal>
  )
}

function firstOf(use: RuleUse): VoteRule {
  const [preset] = presetsFor[use]
  if (!preset) throw new Error('No rule is shipped')
  return ruleOf(preset)
}
