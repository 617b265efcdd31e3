import type { MoveInput, MoveProgress, MoveTrial, ProcessVersions, PublishedProcess } from '@mortise/api'
import type { ProcessDocument } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { movesOf, processErrors } from '@mortise/process/server'
import type { FastifyInstance } from 'fastify'
import { mayDesign } from '../app/session-of.ts'
import { userOf } from '../plugins/authentication.ts'
import { beginMove, carryOn, listVersions, openMove, progressOf, trialOf } from '../process/process-versions.ts'
import { listPublished, publishedProcess } from '../process/published-processes.ts'
import type { Services } from '../services.ts'
import { designConfig, designed } from './design-call.ts'
import { AppKey, Id, NoBody, NoQuery, RevisionNumber, strict } from './schemas.ts'

const ProcessParams = Type.Object({ app: AppKey, process: AppKey }, strict)
type ProcessParams = Type.Static<typeof ProcessParams>
const VersionParams = Type.Object(
  { app: AppKey, process: AppKey, number: Type.String({ pattern: '^[1-9][0-9]{0,8}$' }) },
  strict,
)
type VersionParams = Type.Static<typeof VersionParams>
const RevisionParams = Type.Object({ app: AppKey, process: AppKey, revision: RevisionNumber }, strict)
type RevisionParams = Type.Static<typeof RevisionParams>
const MoveParams = Type.Object({ move: Id }, strict)
type MoveParams = Type.Static<typeof MoveParams>
const MoveBody = Type.Object(
  { mapping: Type.Array(Type.Object({ from: AppKey, to: AppKey }, strict), { maxItems: 500 }) },
  strict,
)

const config = designConfig

/** Versions of processes, and bringing running instances to the one in force. For who designs the app. */
export function processMoveRoutes(app: FastifyInstance, services: Services): void {
  app.get<{ Params: ProcessParams }>(
    '/apps/:app/processes/:process/versions',
    { config, schema: { params: ProcessParams, querystring: NoQuery } },
    async (request): Promise<ProcessVersions> => {
      const of = { app: designed(services, request), process: request.params.process }
      const versions = await listVersions(services, of)
      if (versions.length === 0) throw processErrors.PROCESS_UNKNOWN({ process: of.process })
      const moves = await movesOf(services.workspace, of)
      return { versions, moves: await Promise.all(moves.map((move) => progressOf(services, move))) }
    },
  )

  publishedRoutes(app, services)

  app.post<{ Params: VersionParams; Body: MoveInput }>(
    '/apps/:app/processes/:process/versions/:number/trial',
    { config, schema: { params: VersionParams, querystring: NoQuery, body: MoveBody } },
    async (request): Promise<MoveTrial> => {
      const { process, number } = request.params
      const of = { app: designed(services, request), process, number: Number(number) }
      return await trialOf(services, of, request.body)
    },
  )

  app.post<{ Params: VersionParams; Body: MoveInput }>(
    '/apps/:app/processes/:process/versions/:number/moves',
    { config, schema: { params: VersionParams, querystring: NoQuery, body: MoveBody } },
    async (request, reply): Promise<MoveProgress> => {
      const { process, number } = request.params
      const by = userOf(request).principal.id
      const of = { app: designed(services, request), process, number: Number(number), by }
      reply.code(201)
      return await beginMove(services, of, request.body)
    },
  )

  for (const what of ['next', 'undo'] as const) {
    app.post<{ Params: MoveParams }>(
      `/process-moves/:move/${what}`,
      { config, schema: { params: MoveParams, querystring: NoQuery, body: NoBody } },
      async (request): Promise<MoveProgress> => {
        const move = await openMove(services, request.params.move)
        const { principal } = userOf(request)
        const model = services.apps.get(move.app)
        // To somebody who does not design the app there is no such move.
        if (!model || !mayDesign(principal, model)) throw processErrors.MOVE_UNKNOWN()
        return await carryOn(services, move, { by: principal.id, what })
      },
    )
  }
}

/** What was published of a process, for those who compare. */
function publishedRoutes(app: FastifyInstance, services: Services): void {
  app.get<{ Params: ProcessParams }>(
    '/apps/:app/processes/:process/versions/published',
    { config, schema: { params: ProcessParams, querystring: NoQuery } },
    async (request): Promise<{ published: PublishedProcess[] }> => {
      const of = { app: designed(services, request), process: request.params.process }
      const published = await listPublished(services, of)
      if (published.length === 0) throw processErrors.PROCESS_UNKNOWN({ process: of.process })
      return { published }
    },
  )

  app.get<{ Params: RevisionParams }>(
    '/apps/:app/processes/:process/versions/published/:revision',
    { config, schema: { params: RevisionParams, querystring: NoQuery } },
    async (request): Promise<{ document: ProcessDocument }> => {
      const { process, revision } = request.params
      const of = { app: designed(services, request), process, revision: Number(revision) }
      return { document: await publishedProcess(services, of) }
    },
  )
}
