import { useState } from 'react'
import type { PersonId } from '#domain/kernel/ids.ts'
import { membersOf } from '#domain/meeting/meeting-log.ts'
import { unitsOf, weightIn } from '#domain/voting/franchise.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { Button, Checkbox, Group, Modal, NumberInput, Select, Stack, Table, Text } from '#design/index.ts'
import { useRoomView } from './room-context.ts'

/** Who votes for whom, and with how many units: for bodies whose rules say so. A vote that is open keeps what it found. */
export function FranchiseDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Modal opened={isOpen} onClose={onClose} title={t('franchise.title')} size="xl">
      {isOpen && <Form onClose={onClose} />}
    </Modal>
  )
}

function Form({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { room, state, me, may, nameOf, act } = useRoomView()
  const { franchise } = state
  const { meeting } = room
  const members = membersOf(state)
  const [weights, setWeights] = useState(franchise.weights)
  const [areWeighed, setWeighed] = useState(franchise.weights.size > 0)
  const [most, setMost] = useState(franchise.proxyLimit)
  const sets = may('franchise.set')
  const saveWeights = () =>
    act({
      t: 'franchise.weigh',
      meeting,
      weights: areWeighed ? members.map((person) => ({ person, weight: weightIn({ weights }, person) })) : [],
    })
  const give = (from: PersonId, to: string | null) =>
    void (to
      ? act({ t: 'proxy.give', meeting, from, to: to as PersonId, reason: '' })
      : franchise.proxies.has(from) && act({ t: 'proxy.end', meeting, from }))
  const mayGive = (from: PersonId) => franchise.proxyLimit > 0 && (from === me || may('proxy.give'))
  return (
    <Stack>
      <Text c="dimmed">{t('franchise.text')}</Text>
      {sets && (
        <Group align="end">
          <NumberInput
            label={t('franchise.most')}
            description={t('franchise.mostText')}
            value={most}
            min={0}
            max={100}
            onChange={(value) => setMost(Math.min(100, Math.max(0, Number(value) || 0)))}
          />
          <Button
            variant="default"
            disabled={most === franchise.proxyLimit}
            onClick={() => void act({ t: 'proxy.allow', meeting, most })}
          >
            {t('franchise.allow')}
          </Button>
        </Group>
      )}
      {sets && (
        <Checkbox
          label={t('franchise.weighed')}
          checked={areWeighed}
          onChange={(event) => setWeighed(event.currentTarget.checked)}
        />
      )}
      <Table verticalSpacing="xs" data-testid="franchise">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('room.roll.columns.name')}</Table.Th>
            {areWeighed && <Table.Th w="9rem">{t('franchise.weight')}</Table.Th>}
            <Table.Th>{t('franchise.through')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {members.map((person) => (
            <Table.Tr key={person}>
              <Table.Td>{nameOf(person)}</Table.Td>
              {areWeighed && (
                <Table.Td>
                  <NumberInput
                    aria-label={`${t('franchise.weight')}: ${nameOf(person)}`}
                    value={weightIn({ weights }, person)}
                    min={0}
                    max={1_000_000_000}
                    disabled={!sets}
                    onChange={(value) =>
                      setWeights(new Map(weights).set(person, Math.max(0, Math.floor(Number(value) || 0))))
                    }
                  />
                </Table.Td>
              )}
              <Table.Td>
                {mayGive(person) ? (
                  <Select
                    aria-label={`${t('franchise.through')}: ${nameOf(person)}`}
                    placeholder={t('franchise.self')}
                    data={members
                      .filter((other) => other !== person)
                      .map((other) => ({ value: other as string, label: nameOf(other) }))}
                    value={franchise.proxies.get(person)?.to ?? null}
                    onChange={(to) => give(person, to)}
                    searchable
                    clearable
                  />
                ) : (
                  <Text>
                    {franchise.proxies.has(person)
                      ? nameOf(franchise.proxies.get(person)?.to ?? null)
                      : t('franchise.self')}
                  </Text>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {areWeighed && <Text fw={600}>{t('franchise.sum', { count: unitsOf({ weights }, members) })}</Text>}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('common.close')}
        </Button>
        {sets && (areWeighed || franchise.weights.size > 0) && (
          <Button onClick={() => void saveWeights().then((done) => done && onClose())}>{t('franchise.save')}</Button>
        )}
      </Group>
    </Stack>
  )
}
