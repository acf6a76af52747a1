import { z } from 'zod'
import { buildAgenda, flattenAgenda } from '#domain/agenda/agenda.ts'
import { numberAgenda } from '#domain/agenda/numbering.ts'
import { planAgenda } from '#domain/agenda/timing.ts'
import type { MeetingId, PersonId } from '#domain/kernel/ids.ts'
import { decisionsOf } from '#domain/meeting/decisions.ts'
import { isOut, type MeetingLogState } from '#domain/meeting/meeting-log.ts'
import { meetingStatuses } from '#domain/meeting/meeting-status.ts'
import { isOverdue, type Task } from '#domain/tasks/task.ts'
import type { Authority } from '../authority/authority.ts'
import type { MeetingAgenda } from '../rooms/meeting-facts.ts'

const moment = z.iso.datetime().describe('UTC')

const meetingSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  status: z.enum(meetingStatuses),
  startsAt: moment,
  endsAt: moment.describe('As planned'),
  place: z.string(),
  body: z.string().nullable().describe('Name of the body that meets'),
})
const taskSchema = z.strictObject({
  id: z.string(),
  meeting: z.string(),
  title: z.string(),
  lead: z.string().describe('Name'),
  support: z.array(z.string()),
  due: moment,
  status: z.enum(['open', 'overdue', 'done', 'cancelled']),
  progress: z.int().min(0).max(100),
})
const wholeMeetingSchema = meetingSchema.extend({
  items: z.array(
    z.strictObject({ number: z.string(), title: z.string(), presenter: z.string(), minutes: z.int().min(0) }),
  ),
  decisions: z.array(
    z.strictObject({
      kind: z.enum(['conclusion', 'vote']),
      title: z.string(),
      text: z.string(),
      sentence: z.string().nullable().describe('Of a vote: what was needed, what there was, what follows'),
      at: moment,
    }),
  ),
  tasks: z.array(taskSchema),
  papers: z
    .array(z.strictObject({ title: z.string(), version: z.int(), pages: z.int(), sha256: z.string() }))
    .describe('Papers marked public; their bytes are not given out here'),
})

/** What other systems may read: what is out to its participants, never papers, notes, ballots or who voted how. */
export const readRoutes = {
  meetings: { path: '/api/v1/meetings', summary: 'Meetings that are out', reply: z.array(meetingSchema) },
  meeting: { path: '/api/v1/meetings/{id}', summary: 'One meeting, with what it decided', reply: wholeMeetingSchema },
  tasks: { path: '/api/v1/tasks', summary: 'Tasks of all meetings', reply: z.array(taskSchema) },
} as const
export const descriptionPath = '/api/v1/openapi.json'

/** OpenAPI 3.1, written from the very schemas that answers are made by. */
export function describeReadApi() {
  const paths = Object.values(readRoutes).map(({ path, summary, reply }) => [
    path,
    {
      get: {
        summary,
        parameters: path.includes('{id}')
          ? [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }]
          : [],
        responses: {
          200: {
            description: summary,
            content: { 'application/json': { schema: z.toJSONSchema(reply, { target: 'draft-2020-12' }) } },
          },
          401: { description: 'No key, or one that was revoked' },
          ...(path.includes('{id}') && { 404: { description: 'No such meeting, or one that is not out' } }),
        },
      },
    },
  ])
  return {
    openapi: '3.1.0',
    info: { title: 'eCabinet', version: '1', description: 'Read-only. Times are UTC, names are in Vietnamese order.' },
    components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
    security: [{ key: [] }],
    paths: Object.fromEntries(paths) as Record<string, unknown>,
  }
}

export function createReadApi({
  authority,
  agendaOf,
  now,
}: {
  readonly authority: Authority
  readonly agendaOf: (meeting: MeetingId) => Promise<MeetingAgenda>
  readonly now: () => number
}) {
  const iso = (at: number) => new Date(at).toISOString()
  const nameOf = (person: PersonId) => authority.organisation().people.get(person)?.name ?? ''
  const task = (meeting: MeetingId, known: Task): z.infer<typeof taskSchema> => ({
    id: known.id,
    meeting,
    title: known.title,
    lead: nameOf(known.lead),
    support: known.support.map(nameOf),
    due: iso(known.due),
    status: isOverdue(known, now()) ? 'overdue' : known.status,
    progress: known.status === 'done' ? 100 : (known.reports.at(-1)?.progress ?? 0),
  })
  async function facts(id: MeetingId, state: MeetingLogState) {
    const agenda = await agendaOf(id)
    const nodes = buildAgenda(agenda.items)
    const row: z.infer<typeof meetingSchema> = {
      id,
      title: agenda.title,
      status: state.status,
      startsAt: iso(agenda.startsAt),
      endsAt: iso(planAgenda(nodes, agenda.startsAt).end),
      place: agenda.place,
      body: agenda.body === null ? null : (authority.organisation().bodies.get(agenda.body)?.name ?? null),
    }
    return { row, nodes, numbers: numberAgenda(nodes, agenda.numbering) }
  }
  // A closed part is told to nobody but its own people.
  const out = () => [...authority.meetings()].filter(([, state]) => isOut(state) && state.partOf === null)
  return {
    async meetings(): Promise<z.infer<typeof readRoutes.meetings.reply>> {
      const rows = await Promise.all(out().map(async ([id, state]) => (await facts(id, state)).row))
      return rows.toSorted((a, b) => (a.startsAt < b.startsAt ? 1 : -1))
    },
    async meeting(id: string): Promise<z.infer<typeof wholeMeetingSchema> | null> {
      const found = out().find(([known]) => known === id)
      if (!found) return null
      const [meeting, state] = found
      const { row, nodes, numbers } = await facts(meeting, state)
      const items = flattenAgenda(nodes).map(({ item }) => item)
      const titleOf = (item: string) => items.find((known) => known.id === item)?.title ?? ''
      return {
        ...row,
        items: items.map((item) => ({
          number: numbers.get(item.id) ?? '',
          title: item.title,
          presenter: item.presenter,
          minutes: item.minutes,
        })),
        decisions: decisionsOf(state, titleOf).map(({ kind, title, text, sentence, at }) => ({
          kind,
          title,
          text,
          sentence: sentence?.vi ?? null,
          at: iso(at),
        })),
        tasks: [...state.tasks.values()].map((known) => task(meeting, known)),
        papers: [...state.papers.values()]
          .filter(({ status, marking }) => status === 'published' && marking === 'public')
          .flatMap(({ title, versions }) => {
            const last = versions.at(-1)
            return last ? [{ title, version: last.number, pages: last.pageCount, sha256: last.sha256 }] : []
          }),
      }
    },
    tasks(): z.infer<typeof readRoutes.tasks.reply> {
      return out().flatMap(([meeting, state]) => [...state.tasks.values()].map((known) => task(meeting, known)))
    },
  }
}
export type ReadApi = ReturnType<typeof createReadApi>
