import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { refusalStatus } from '#protocol/refusals.ts'
import type { ApiKeys } from '../../integration/api-keys.ts'
import { describeReadApi, descriptionPath, readRoutes, type ReadApi } from '../../integration/read-api.ts'

/** For other systems: keys of their own, reading only. */
export function serveReadApi(http: FastifyInstance, api: ReadApi, keys: ApiKeys): void {
  const description = describeReadApi()
  http.get(descriptionPath, async () => description)
  const serve = (path: string, answer: (request: FastifyRequest) => Promise<unknown>) => {
    http.get(path, async (request: FastifyRequest, reply: FastifyReply) => {
      const key = /^Bearer (\S{1,200})$/.exec(request.headers.authorization ?? '')?.[1]
      if (key === undefined || !(await keys.isValid(key)))
        return reply.code(refusalStatus['not-signed-in']).send({ refused: 'not-signed-in' })
      reply.header('cache-control', 'no-store')
      const found = await answer(request)
      return found === null ? reply.code(refusalStatus['not-found']).send({ refused: 'not-found' }) : found
    })
  }
  serve(readRoutes.meetings.path, () => api.meetings())
  serve(readRoutes.meeting.path.replace('{id}', ':id'), (request) => api.meeting((request.params as { id: string }).id))
  serve(readRoutes.tasks.path, async () => api.tasks())
}
