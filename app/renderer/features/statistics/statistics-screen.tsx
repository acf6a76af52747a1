import { IconArrowLeft, IconFileSpreadsheet } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { foldText } from '#domain/kernel/fold-text.ts'
import { hourMs, minuteMs } from '#domain/kernel/time.ts'
import { comparePeople } from '#domain/organisation/organisation.ts'
import { gatherStatistics, type PersonFigures, type Statistics } from '#domain/statistics/statistics.ts'
import { useApp, useWorkspace } from '#renderer/shell/app-context.ts'
import { useFormats } from '#renderer/i18n/formats.ts'
import { useTranslation } from '#renderer/i18n/i18n.ts'
import {
  Button,
  EmptyState,
  Group,
  PageHeader,
  Select,
  Skeleton,
  Table,
  Text,
  TextInput,
  Title,
  notifications,
  useLive,
} from '#design/index.ts'
import { periods, startOf, type Period } from './periods.ts'
import classes from './statistics.module.css'

type Person = { readonly name: string; readonly position: string; readonly order: number }
type Row = PersonFigures & Person

/** What the meetings of this machine add up to: nothing is sent anywhere for it. */
export function StatisticsScreen() {
  const { t } = useTranslation()
  const { router, hostWindow, writeTable } = useApp()
  const workspace = useWorkspace()
  const meetings = useLive(workspace.meetings)
  const directory = useLive(workspace.directory)
  const [period, setPeriod] = useState<Period>('year')
  const [body, setBody] = useState<string | null>(null)
  const all = useMemo(() => {
    const from = startOf(period, workspace.now())
    const counted = (meetings ?? []).filter(
      ({ startsAt, bodyId, figures, partOf }) =>
        // A closed part is no meeting more.
        partOf === '' &&
        startsAt >= from &&
        // One that was held early counts, too.
        (startsAt <= workspace.now() || figures.members.length > 0) &&
        (body === null || bodyId === body),
    )
    return gatherStatistics(counted, workspace.now())
  }, [meetings, period, body, workspace])
  const rows = useMemo(() => {
    const people = new Map(directory?.people.map((person) => [person.id, person]))
    return all.people
      .flatMap((figures): Row[] => {
        const person = people.get(figures.person)
        return person ? [{ ...figures, name: person.name, position: person.position, order: person.order }] : []
      })
      .toSorted(comparePeople)
  }, [all, directory])
  if (meetings === null) return <Skeleton h={300} aria-busy aria-label={t('common.loading')} />
  const heads = t('statistics.columns', { returnObjects: true })
  const save = async () => {
    const sums = totalsOf(all)
    const bytes = await writeTable([
      {
        name: t('statistics.title'),
        rows: [[heads.what, heads.count], ...totals.map((name) => [t(`statistics.${name}`), sums[name]])],
      },
      {
        name: t('statistics.people'),
        rows: [
          [
            heads.name,
            heads.position,
            heads.invited,
            heads.present,
            heads.excused,
            heads.absent,
            heads.turns,
            heads.minutes,
            heads.asked,
            heads.answered,
            heads.late,
          ],
          ...rows.map((row) => [
            row.name,
            row.position,
            row.invited,
            row.present,
            row.excused,
            row.absent,
            row.turns,
            Math.round(row.spokenMs / minuteMs),
            row.asked,
            row.answered,
            row.late,
          ]),
        ],
      },
    ])
    const outcome = await hostWindow.saveFile?.(t('statistics.fileName'), bytes)
    if (outcome && outcome !== 'cancelled')
      notifications.show({ color: outcome === 'saved' ? 'teal' : 'red', message: t(`reader.fileSaved.${outcome}`) })
  }
  return (
    <>
      <PageHeader
        above={
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconArrowLeft size={20} aria-hidden />}
            onClick={() => router.go({ screen: 'meetings' })}
          >
            {t('meetings.title')}
          </Button>
        }
        title={t('statistics.title')}
        below={<Text c="dimmed">{t('statistics.text')}</Text>}
        actions={
          hostWindow.saveFile &&
          all.meetings > 0 && (
            <Button leftSection={<IconFileSpreadsheet size={20} aria-hidden />} onClick={() => void save()}>
              {t('statistics.save')}
            </Button>
          )
        }
      />
      <Group mb="lg">
        <Select
          label={t('statistics.period')}
          data={periods.map((value) => ({ value, label: t(`statistics.periods.${value}`) }))}
          value={period}
          onChange={(value) => setPeriod(periods.find((each) => each === value) ?? 'year')}
          allowDeselect={false}
        />
        <Select
          label={t('statistics.body')}
          placeholder={t('statistics.everyBody')}
          data={(directory?.bodies ?? []).map(({ id, name }) => ({ value: id as string, label: name }))}
          value={body}
          onChange={setBody}
          clearable
          miw={320}
        />
      </Group>
      {all.meetings === 0 ? (
        <EmptyState title={t('statistics.none')}>{t('statistics.noneText')}</EmptyState>
      ) : (
        <Figures all={all} rows={rows} />
      )}
    </>
  )
}

const totals = [
  'meetings',
  'hours',
  'attendance',
  'early',
  'lateish',
  'onTheDay',
  'pages',
  'sheets',
  'tasksDone',
  'tasksOpen',
  'tasksOverdue',
] as const

const share = (part: number, whole: number): number => (whole === 0 ? 0 : Math.round((part / whole) * 100))

const hours = (ms: number): number => Math.round((ms / hourMs) * 10) / 10

const totalsOf = (all: Statistics): Readonly<Record<(typeof totals)[number], number>> => ({
  meetings: all.meetings,
  hours: hours(all.heldMs),
  attendance: share(all.present, all.seats),
  early: all.papers.early,
  lateish: all.papers.late,
  onTheDay: all.papers.onTheDay,
  pages: all.pages,
  sheets: all.sheets,
  tasksDone: all.tasks.done,
  tasksOpen: all.tasks.open,
  tasksOverdue: all.tasks.overdue,
})

function Figures({ all, rows }: { readonly all: Statistics; readonly rows: readonly Row[] }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const [search, setSearch] = useState('')
  const wanted = foldText(search.trim())
  const shown = rows.filter(({ name }) => foldText(name).includes(wanted))
  const longest = Math.max(1, ...rows.map(({ spokenMs }) => spokenMs))
  return (
    <>
      <dl className={classes.tiles}>
        <Tile label={t('statistics.meetings')} value={formats.number(all.meetings)} />
        <Tile label={t('statistics.hours')} value={formats.number(hours(all.heldMs))} />
        <Tile label={t('statistics.attendance')} value={`${share(all.present, all.seats)}%`} />
        <Tile label={t('statistics.sheets')} value={formats.number(all.sheets)} />
      </dl>
      <div className={classes.charts}>
        <Parts
          title={t('statistics.papers')}
          parts={[
            [t('statistics.early'), all.papers.early, 'good'],
            [t('statistics.lateish'), all.papers.late, 'fair'],
            [t('statistics.onTheDay'), all.papers.onTheDay, 'bad'],
          ]}
        />
        <Parts
          title={t('statistics.tasks')}
          parts={[
            [t('statistics.tasksDone'), all.tasks.done, 'good'],
            [t('statistics.tasksOpen'), all.tasks.open, 'fair'],
            [t('statistics.tasksOverdue'), all.tasks.overdue, 'bad'],
          ]}
        />
      </div>
      <Group justify="space-between" mt="xl" mb="xs">
        <Title order={2} size="h3">
          {t('statistics.people')}
        </Title>
        <TextInput
          aria-label={t('room.roll.search')}
          placeholder={t('room.roll.search')}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      </Group>
      <Table.ScrollContainer minWidth={860}>
        <Table verticalSpacing="xs" striped data-testid="statistics">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('statistics.columns.name')}</Table.Th>
              <Table.Th>{t('statistics.columns.present')}</Table.Th>
              <Table.Th>{t('statistics.columns.excused')}</Table.Th>
              <Table.Th>{t('statistics.columns.absent')}</Table.Th>
              <Table.Th>{t('statistics.columns.spoke')}</Table.Th>
              <Table.Th>{t('statistics.columns.answered')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((row) => (
              <Table.Tr key={row.person}>
                <Table.Td>
                  <Text fw={600}>{row.name}</Text>
                  <Text size="sm" c="dimmed">
                    {row.position}
                  </Text>
                </Table.Td>
                <Table.Td>
                  <Bar value={row.present} of={row.invited} label={`${row.present}/${row.invited}`} />
                </Table.Td>
                <Table.Td>{row.excused}</Table.Td>
                <Table.Td>{row.absent}</Table.Td>
                <Table.Td>
                  <Bar
                    value={row.spokenMs}
                    of={longest}
                    label={t('statistics.spoke', {
                      count: row.turns,
                      minutes: formats.number(Math.round(row.spokenMs / minuteMs)),
                    })}
                  />
                </Table.Td>
                <Table.Td>
                  {row.asked > 0 && `${row.answered}/${row.asked}`}
                  {row.late > 0 && ` · ${t('statistics.late', { count: row.late })}`}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </>
  )
}

function Tile({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <div className={classes.tile}>
      <dd>{value}</dd>
      <dt>{label}</dt>
    </div>
  )
}

function Parts({
  title,
  parts,
}: {
  readonly title: string
  readonly parts: readonly (readonly [label: string, count: number, kind: 'good' | 'fair' | 'bad'])[]
}) {
  const whole = parts.reduce((sum, [, count]) => sum + count, 0)
  return (
    <section className={classes.chart} aria-label={title}>
      <h2>{title}</h2>
      {parts.map(([label, count, kind]) => (
        <div key={label} className={classes.part}>
          <span>{label}</span>
          <span className={classes.track}>
            <span className={classes.fill} data-kind={kind} style={{ width: `${share(count, whole)}%` }} />
          </span>
          <strong>{count}</strong>
        </div>
      ))}
    </section>
  )
}

function Bar({ value, of, label }: { readonly value: number; readonly of: number; readonly label: string }) {
  return (
    <div className={classes.bar}>
      <span className={classes.track}>
        <span className={classes.fill} style={{ width: `${share(value, of)}%` }} />
      </span>
      <span>{label}</span>
    </div>
  )
}
