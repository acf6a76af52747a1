import { IconPlus, IconScale } from '@tabler/icons-react'
import { useState } from 'react'
import type { Directory } from '#application/ports/read-models.ts'
import type { StandingRule } from '#domain/organisation/standing-rule.ts'
import { thresholdWords } from '#domain/voting/result-sentence.ts'
import { useApp } from '#renderer/shell/app-context.ts'
import { useFormats } from '#renderer/i18n/formats.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { Badge, Button, EmptyState, Group, Stack, Table, Text } from '#design/index.ts'
import { RuleDialog } from './rule-dialog.tsx'

/** The rules of voting that the charter has: offered first when a vote is prepared, each with its article and its days. */
export function RulesTab({ directory, mayManage }: { readonly directory: Directory; readonly mayManage: boolean }) {
  const { t, i18n } = useTranslation()
  const { now } = useApp()
  const formats = useFormats()
  const [edited, setEdited] = useState<StandingRule | 'new' | null>(null)
  const language = i18n.language === 'en' ? 'en' : 'vi'
  const isInForce = ({ from, until }: StandingRule) => from <= now() && (until === null || now() < until)
  return (
    <Stack>
      <Group justify="space-between" align="start">
        <Text c="dimmed" maw="48rem">
          {t('rules.text')}
        </Text>
        {mayManage && (
          <Button variant="light" leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setEdited('new')}>
            {t('rules.add')}
          </Button>
        )}
      </Group>
      {directory.rules.length === 0 ? (
        <EmptyState icon={<IconScale size={32} />} title={t('rules.none')}>
          {t('rules.noneText')}
        </EmptyState>
      ) : (
        <Table verticalSpacing="sm" data-testid="rules">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('rules.name')}</Table.Th>
              <Table.Th>{t('rules.passes')}</Table.Th>
              <Table.Th>{t('rules.days')}</Table.Th>
              {mayManage && <Table.Th />}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {directory.rules.map((known) => (
              <Table.Tr key={known.id}>
                <Table.Td>
                  <Text fw={600}>{known.rule.name}</Text>
                  <Text size="sm" c="dimmed">
                    {[t(`rules.uses.${known.use}`), known.rule.article].filter(Boolean).join(' · ')}
                  </Text>
                </Table.Td>
                <Table.Td>
                  {known.rule.thresholds.map((threshold) => thresholdWords(threshold, language)).join('; ')}
                </Table.Td>
                <Table.Td>
                  <Badge color={isInForce(known) ? 'teal' : 'gray'} variant="light" tt="none" size="lg">
                    {t(isInForce(known) ? 'rules.inForce' : 'rules.notInForce')}
                  </Badge>
                  <Text size="sm" c="dimmed">
                    {known.until === null
                      ? t('rules.since', { from: formats.date(known.from) })
                      : t('rules.between', { from: formats.date(known.from), until: formats.date(known.until) })}
                  </Text>
                </Table.Td>
                {mayManage && (
                  <Table.Td ta="right">
                    <Button
                      variant="default"
                      aria-label={`${t('rules.edit')}: ${known.rule.name}`}
                      onClick={() => setEdited(known)}
                    >
                      {t('rules.edit')}
                    </Button>
                  </Table.Td>
                )}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {edited && <RuleDialog known={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </Stack>
  )
}
