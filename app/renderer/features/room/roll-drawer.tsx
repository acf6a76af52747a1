import { IconDownload, IconLock, IconLockOpen, IconScale, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { isPresent, replyStatus } from '#domain/attendance/roll.ts'
import { countQuorum, type QuorumRule } from '#domain/attendance/quorum.ts'
import { foldText } from '#domain/kernel/fold-text.ts'
import type { PersonId } from '#domain/kernel/ids.ts'
import { membersOf, quorumNow } from '#domain/meeting/meeting-log.ts'
import { comparePeople } from '#domain/organisation/organisation.ts'
import { useApp, useWorkspace } from '#renderer/shell/app-context.ts'
import { useFormats } from '#renderer/i18n/formats.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import { toCsv } from '#renderer/shared/csv.ts'
import {
  Alert,
  Badge,
  Button,
  Drawer,
  Group,
  NumberInput,
  Select,
  Table,
  Text,
  TextInput,
  useLive,
} from '#design/index.ts'
import { DoorDesk } from './door-desk.tsx'
import { FranchiseDialog } from './franchise-dialog.tsx'
import { useRoomView } from './room-context.ts'
import classes from './room.module.css'

/** Everybody who is invited: what they answered, when they were here, and what their machine does. */
export function RollDrawer({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Drawer opened={isOpen} onClose={onClose} position="right" size="min(72rem, 96vw)" title={t('room.roll.title')}>
      {isOpen && <Roll />}
    </Drawer>
  )
}

function Roll() {
  const { t } = useTranslation()
  const { hostWindow } = useApp()
  const formats = useFormats()
  const directory = useLive(useWorkspace().directory)
  const { room, state, may, act } = useRoomView()
  const machines = useLive(room.machines)
  const [search, setSearch] = useState('')
  const [isWeighing, setWeighing] = useState(false)
  const { roll } = state
  const { meeting } = room
  const manages = may('roll.manage')
  const members = membersOf(state)
  const quorum = quorumNow(state)
  const wanted = foldText(search.trim())
  const rows = [...state.roles]
    .flatMap(([id, roles]) => {
      const person = directory?.people.find((known) => known.id === id)
      return person ? [{ person, roles }] : []
    })
    .toSorted((a, b) => comparePeople(a.person, b.person))
  const times = (person: PersonId) =>
    (roll.presence.get(person) ?? [])
      .map(({ from, until }) => `${formats.time(from)} – ${until === null ? '' : formats.time(until)}`)
      .join(', ')
  const counts = (status: string) => members.filter((person) => replyStatus(roll, person) === status).length
  const save = async () => {
    const columns = t('room.roll.columns', { returnObjects: true })
    const table = [
      [columns.name, columns.position, columns.role, columns.reply, columns.times],
      ...rows.map(({ person, roles }) => [
        person.name,
        person.position,
        roles.map((role) => t(`role.${role}`)).join(', '),
        t(`room.reply.statuses.${replyStatus(roll, person.id)}`),
        times(person.id),
      ]),
    ]
    await hostWindow.saveFile?.(`${t('room.roll.fileName')}.csv`, toCsv(table))
  }
  return (
    <div className={classes.roll}>
      <Group justify="space-between">
        <Text fw={600}>
          {t('room.roll.total', {
            present: members.filter((person) => isPresent(roll, person)).length,
            total: members.length,
          })}
        </Text>
        <Group gap="xs">
          {hostWindow.saveFile && (
            <Button variant="default" leftSection={<IconDownload size={20} aria-hidden />} onClick={() => void save()}>
              {t('room.roll.export')}
            </Button>
          )}
          {(may('franchise.set') || state.franchise.proxyLimit > 0) && (
            <Button
              variant="default"
              leftSection={<IconScale size={20} aria-hidden />}
              onClick={() => setWeighing(true)}
            >
              {t('franchise.title')}
            </Button>
          )}
          {manages && (
            <Button
              variant="default"
              leftSection={roll.isLocked ? <IconLockOpen size={20} aria-hidden /> : <IconLock size={20} aria-hidden />}
              onClick={() => void act({ t: 'roll.lock', meeting, locked: !roll.isLocked })}
            >
              {t(roll.isLocked ? 'room.roll.unlock' : 'room.roll.lock')}
            </Button>
          )}
        </Group>
      </Group>
      {state.status === 'invited' && (
        <Text c="dimmed">
          {t('room.reply.forecast', {
            accepted: counts('accepted'),
            sent: counts('sent'),
            absent: counts('absent-excused') + counts('absence-requested') + counts('substituted'),
            needed: quorum.needed,
          })}
        </Text>
      )}
      {roll.isLocked && <Alert color="yellow">{t('room.roll.locked')}</Alert>}
      {manages && <DoorDesk />}
      {manages && <QuorumRuleForm />}
      <FranchiseDialog isOpen={isWeighing} onClose={() => setWeighing(false)} />
      <TextInput
        leftSection={<IconSearch size={20} aria-hidden />}
        aria-label={t('room.roll.search')}
        placeholder={t('room.roll.search')}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        size="md"
      />
      <Table verticalSpacing="xs" striped data-testid="roll">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('room.roll.columns.name')}</Table.Th>
            <Table.Th>{t('room.roll.columns.reply')}</Table.Th>
            <Table.Th>{t('room.roll.columns.times')}</Table.Th>
            <Table.Th>{t('room.roll.columns.machine')}</Table.Th>
            {manages && <Table.Th />}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows
            .filter(({ person }) => foldText(person.name).includes(wanted))
            .map(({ person, roles }) => {
              const isHere = isPresent(roll, person.id)
              return (
                <Table.Tr key={person.id}>
                  <Table.Td>
                    <Text fw={600}>{person.name}</Text>
                    <Text size="sm" c="dimmed">
                      {[person.position, ...roles.filter((role) => role !== 'member').map((role) => t(`role.${role}`))]
                        .filter(Boolean)
                        .join(' · ')}
                    </Text>
                  </Table.Td>
                  <Table.Td>
                    <ReplyCell person={person.id} />
                  </Table.Td>
                  <Table.Td>
                    <Badge color={isHere ? 'teal' : 'gray'} variant="light" tt="none" size="lg" miw="max-content">
                      {t(
                        isHere
                          ? 'room.roll.present'
                          : roll.presence.has(person.id)
                            ? 'room.roll.out'
                            : 'room.roll.absent',
                      )}
                    </Badge>
                    <Text size="sm" c="dimmed">
                      {times(person.id)}
                    </Text>
                  </Table.Td>
                  <Table.Td>
                    <Text size="sm">{t(`room.roll.machine.${machines.get(person.id) ?? 'away'}`)}</Text>
                  </Table.Td>
                  {manages && (
                    <Table.Td>
                      <Button
                        variant={isHere ? 'default' : 'light'}
                        onClick={() =>
                          void act({ t: isHere ? 'roll.leave' : 'roll.arrive', meeting, person: person.id })
                        }
                      >
                        {t(isHere ? 'room.roll.leave' : 'room.roll.arrive')}
                      </Button>
                    </Table.Td>
                  )}
                </Table.Tr>
              )
            })}
        </Table.Tbody>
      </Table>
    </div>
  )
}

function ReplyCell({ person }: { readonly person: PersonId }) {
  const { t } = useTranslation()
  const { room, state, may, nameOf, act } = useRoomView()
  const reply = state.roll.replies.get(person)
  const status = replyStatus(state.roll, person)
  const decide = (decision: 'approve-absence' | 'refuse-absence') =>
    void act({ t: 'absence.decide', meeting: room.meeting, person, decision })
  return (
    <>
      <Text size="sm">{t(`room.reply.statuses.${status}`)}</Text>
      {reply?.reason && (
        <Text size="sm" c="dimmed">
          {reply.reason}
        </Text>
      )}
      {reply?.substitute && (
        <Text size="sm" c="dimmed">
          {nameOf(reply.substitute)}
        </Text>
      )}
      {status === 'absence-requested' && (may('absence.approve') || may('roll.manage')) && (
        <Group gap="xs">
          <Button size="compact-md" mih={44} variant="light" onClick={() => decide('approve-absence')}>
            {t('room.reply.approve')}
          </Button>
          <Button size="compact-md" mih={44} variant="default" onClick={() => decide('refuse-absence')}>
            {t('room.reply.refuse')}
          </Button>
        </Group>
      )}
    </>
  )
}

function QuorumRuleForm() {
  const { t } = useTranslation()
  const { room, state, act } = useRoomView()
  const rule = state.sitting.quorum
  const members = membersOf(state)
  const count = countQuorum(rule, { present: 0, total: members.length, excused: 0 })
  const set = (change: Partial<QuorumRule>) =>
    void act({ t: 'quorum.set', meeting: room.meeting, quorum: { ...rule, ...change } })
  return (
    <fieldset className={classes.rule}>
      <legend>{t('room.quorum.rule')}</legend>
      <Group gap="xs" align="end">
        <Select
          aria-label={t('room.quorum.rule')}
          data={[
            { value: 'strict', label: t('room.quorum.strict') },
            { value: 'at-least', label: t('room.quorum.atLeast') },
          ]}
          value={rule.strict ? 'strict' : 'at-least'}
          onChange={(value) => set({ strict: value === 'strict' })}
          allowDeselect={false}
          w={140}
        />
        <NumberInput
          aria-label={t('room.quorum.num')}
          value={rule.num}
          min={0}
          max={rule.den}
          w={80}
          onBlur={(event) => set({ num: Number(event.currentTarget.value) || 0 })}
        />
        <Text>/</Text>
        <NumberInput
          aria-label={t('room.quorum.den')}
          value={rule.den}
          min={1}
          max={100}
          w={80}
          onBlur={(event) => set({ den: Number(event.currentTarget.value) || 1 })}
        />
        <Select
          aria-label={t('room.quorum.base')}
          data={(['total', 'convened'] as const).map((base) => ({ value: base, label: t(`room.quorum.of.${base}`) }))}
          value={rule.base}
          onChange={(base) => set({ base: base === 'convened' ? 'convened' : 'total' })}
          allowDeselect={false}
          w={280}
        />
        <Text c="dimmed">{t('room.quorum.explain', { needed: count.needed, of: count.of })}</Text>
      </Group>
    </fieldset>
  )
}
