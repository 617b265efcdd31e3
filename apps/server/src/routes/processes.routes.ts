import type {
  ChosenPeople,
  InstanceResult,
  PathPreview,
  PathPreviewInput,
  RecordInstance,
  StartableProcess,
  StartInput,
} from '@mortise/api'
import { AppError } from '@mortise/core'
import type { Principal } from '@mortise/data'
import type { AppScope } from '@mortise/data/server'
import type { AppModel, ProcessDocument } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import {
  type InstanceLine,
  instancesAbout,
  type NodeServices,
  processErrors,
  startedBefore,
  startInstance,
} from '@mortise/process/server'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { userOf } from '../plugins/authentication.ts'
import { rememberInstance } from '../process/known-instances.ts'
import { nodeLabel } from '../process/node-label.ts'
import { choiceNodes, refuseWrongChoices } from '../process/people-choices.ts'
import { previewPath, walkPath } from '../process/preview-path.ts'
import { isStarter } from '../process/process-access.ts'
import { mayStart } from '../process/start-by-hand.ts'
import { resultOf } from '../process/take-event.ts'
import type { Services } from '../services.ts'
import { callOf } from './record-call.ts'
import { AppKey, Chosen, Click, Id, NoQuery, RecordParams, strict, Values } from './schemas.ts'

const ProcessParams = Type.Object({ app: AppKey, process: AppKey }, strict)
const chosen = Type.Optional(Chosen)
const Start = Type.Object({ recordId: Type.Optional(Id), key: Click, chosen }, strict)
const Preview = Type.Object({ recordId: Type.Optional(Id), values: Type.Optional(Values), chosen }, strict)

/** Processes about records: what may be started, what has been. */
export function processRoutes(app: FastifyInstance, services: Services): void {
  const { workspace, processEngine } = services

  app.get<{ Params: RecordParams }>(
    '/apps/:app/entities/:entity/records/:id/processes',
    { config: { auth: 'user', token: 'read' }, schema: { params: RecordParams, querystring: NoQuery } },
    async (request): Promise<{ startable: StartableProcess[]; instances: RecordInstance[] }> => {
      const { access, scope } = callOf(services, request)
      const { app: appKey, entity, id } = request.params
      await services.engine.get(access, scope, entity, id, ['id'])
      const about = await instancesAbout(workspace, { app: appKey, recordId: id })
      const running = new Set(about.flatMap(({ alone, process }) => (alone === null ? [] : [process])))
      const startable: StartableProcess[] = []
      for (const document of scope.model.processes.values()) {
        if (document.entity !== entity || running.has(document.key)) continue
        if (!isStarter(services, request, appKey, document)) continue
        if (!(await mayStart(services, { access, scope, document, recordId: id }))) continue
        const { key, label, description } = document
        startable.push({ key, label, ...(description && { description }) })
      }
      return { startable, instances: about.map((row) => instanceOf(services, row)) }
    },
  )

  app.post<{ Params: Type.Static<typeof ProcessParams>; Body: StartInput }>(
    '/apps/:app/processes/:process/start',
    { config: { auth: 'user', token: 'write' }, schema: { params: ProcessParams, querystring: NoQuery, body: Start } },
    async (request, reply): Promise<InstanceResult> => {
      const { access, scope } = callOf(services, request)
      const { principal } = userOf(request)
      const { recordId, key, chosen: people } = request.body
      const click = `${principal.id}:${key}`
      try {
        const document = startable(services, request, scope.model)
        const about = document.entity === undefined ? undefined : recordId
        const allow = async (given: Pick<NodeServices, 'engine' | 'scope'>) => {
          const asked = about !== undefined && { access, scope: given.scope, document, recordId: about }
          if (asked && !(await mayStart(given, asked))) throw processErrors.START_NOT_ALLOWED()
        }
        await requireChoices(services, { principal, scope, document, recordId: about, chosen: people, allow })
        const row = await startInstance(processEngine.services, scope, {
          ...{ app: scope.model.key, process: document.key, by: principal.id, recordId: about ?? null },
          ...{ at: new Date().toISOString(), click, allow },
          ...(people && { chosen: people }),
        })
        processEngine.wake()
        reply.code(201)
        rememberInstance(services.workspace, row)
        return resultOf(row)
      } catch (error) {
        // What was started may be the very reason why it cannot be started again.
        const before = error instanceof AppError && (await startedBefore(workspace, click))
        if (!before) throw error
        reply.code(201)
        return resultOf(before)
      }
    },
  )

  app.post<{ Params: Type.Static<typeof ProcessParams>; Body: PathPreviewInput }>(
    '/apps/:app/processes/:process/preview',
    { config: { auth: 'user', token: 'read' }, schema: { params: ProcessParams, querystring: NoQuery, body: Preview } },
    async (request): Promise<PathPreview> => {
      const { access, scope } = callOf(services, request)
      const { app: appKey, process: key } = request.params
      const document = scope.model.processes.get(key)
      if (!document || document.off) throw processErrors.PROCESS_UNKNOWN({ process: key })
      if (!isStarter(services, request, appKey, document)) throw processErrors.START_NOT_ALLOWED()
      const { recordId, values } = request.body
      if (document.entity !== undefined && recordId === undefined && !values) throw processErrors.START_NOT_ALLOWED()
      if (document.entity !== undefined && recordId !== undefined)
        await services.engine.get(access, scope, document.entity, recordId, ['id'])
      return await previewPath(services, { principal: userOf(request).principal, scope, document, input: request.body })
    },
  )
}

type StartRequest = FastifyRequest<{ Params: Type.Static<typeof ProcessParams>; Body: StartInput }>

/** The process that is asked for, as far as it is there for this person. */
function startable(services: Services, request: StartRequest, { key: app, processes }: AppModel): ProcessDocument {
  const { process } = request.params
  const document = processes.get(process)
  if (!document || document.off) throw processErrors.PROCESS_UNKNOWN({ process })
  const hasRecord = document.entity === undefined || request.body.recordId !== undefined
  if (!hasRecord || !isStarter(services, request, app, document)) throw processErrors.START_NOT_ALLOWED()
  return document
}

interface Choosing {
  principal: Principal
  scope: AppScope
  document: ProcessDocument
  recordId: string | undefined
  chosen: ChosenPeople | undefined
  /** Throws where it may not be started: nobody learns of people behind what they may not see. */
  allow(given: Pick<NodeServices, 'engine' | 'scope'>): Promise<void>
}

/** Whoever starts it has chosen whom they have to, on the way that it will go, and nobody else. */
async function requireChoices(
  services: Services,
  { principal, scope, document, recordId, chosen: people = {}, allow }: Choosing,
): Promise<void> {
  const nodes = choiceNodes(document, 'initiator')
  if (nodes.length === 0 && Object.keys(people).length === 0) return
  await allow({ engine: services.engine, scope })
  const organisation = await services.organisation.of(scope.model.key, document.key)
  const of = { model: scope.model, document, organisation }
  await refuseWrongChoices(services, of, { chosen: people, whose: 'initiator', nodes })
  const input = { ...(recordId === undefined ? {} : { recordId }), chosen: people }
  const { unchosen } = await walkPath(services, { principal, scope, document, input })
  const missing = unchosen.find((one) => one.of === 'initiator')
  if (missing)
    throw processErrors.CHOICE_MISSING({ node: nodeLabel(services, document, missing.node), key: missing.node })
}

function instanceOf({ apps }: Services, row: InstanceLine): RecordInstance {
  const label = apps.get(row.app)?.processes.get(row.process)?.label
  return {
    ...{ id: row.id, process: row.process, processLabel: label ?? { zh: row.process, en: row.process } },
    ...{ title: row.title, status: row.status, outcome: row.outcome, initiator: row.initiator },
    ...{ startedAt: row.started_at, endedAt: row.ended_at },
  }
}
