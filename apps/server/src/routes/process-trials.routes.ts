import type {
  TriedCoverage,
  TriedForecast,
  TriedPeople,
  TriedReplay,
  TriedWalk,
  TryCoverageInput,
  TryForecastInput,
  TryReplayInput,
  TrySource,
  TryWalkInput,
} from '@mortise/api'
import { Type } from '@mortise/metadata/schema'
import { processErrors } from '@mortise/process/server'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { userOf } from '../plugins/authentication.ts'
import { type TriedProcess, triedProcess } from '../process/try/tried-process.ts'
import { tryCoverage } from '../process/try/try-coverage.ts'
import { tryForecast } from '../process/try/try-forecast.ts'
import { tryReplay } from '../process/try/try-replay.ts'
import { tryWalk } from '../process/try/try-walk.ts'
import type { Services } from '../services.ts'
import { DraftQuery, designConfig, designed } from './design-call.ts'
import { callOf } from './record-call.ts'
import { AppKey, Id, strict } from './schemas.ts'

const aboutPeople = new Set<unknown>(['APPROVERS_MAY_BE_EMPTY', 'APPROVERS_NEVER_FOUND', 'APPROVER_IS_INITIATOR'])
const isAboutPeople = ({ code }: { code?: unknown }) => aboutPeople.has(code)

const Params = Type.Object({ app: AppKey, process: AppKey }, strict)
type Params = Type.Static<typeof Params>

const source = { source: Type.Enum(['draft', 'published']) }
const Decision = Type.Object(
  {
    do: Type.Enum(['approve', 'reject', 'return']),
    to: Type.Optional(AppKey),
    minutes: Type.Optional(Type.Number({ minimum: 0, maximum: 525_600 })),
  },
  strict,
)
const Walk = Type.Object(
  {
    ...source,
    initiator: Id,
    recordId: Type.Optional(Id),
    // Checked like any record that is saved.
    values: Type.Optional(Type.Record(Type.String({ maxLength: 64 }), Type.Unknown(), { maxProperties: 500 })),
    decisions: Type.Optional(
      Type.Record(Type.String({ pattern: '^[a-z][a-z0-9_]{0,40}$' }), Decision, { ...strict, maxProperties: 500 }),
    ),
  },
  strict,
)
const Coverage = Type.Object({ ...source, records: Type.Optional(Type.Integer({ minimum: 0, maximum: 50 })) }, strict)
const Replay = Type.Object(
  {
    ...source,
    before: Type.Optional(Type.String({ maxLength: 80 })),
    size: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })),
  },
  strict,
)
const Forecast = Type.Object(
  {
    ...source,
    runs: Type.Optional(Type.Integer({ minimum: 50, maximum: 2000 })),
    perWeek: Type.Optional(Type.Number({ minimum: 0, maximum: 100_000 })),
  },
  strict,
)

/** Trying a process before it is in force: for who designs the app. Nothing of it is kept, nobody hears of it. */
export function processTrialRoutes(app: FastifyInstance, services: Services): void {
  const path = '/apps/:app/processes/:process/try'
  const schema = { params: Params, querystring: DraftQuery }
  const open = (request: FastifyRequest): Promise<TriedProcess> => {
    designed(services, request)
    return triedProcess(services, {
      scope: callOf(services, request).scope,
      process: (request.params as Params).process,
      source: (request.body as { source: TrySource }).source,
      draft: (request.query as DraftQuery).draft,
    })
  }

  app.get<{ Params: Params; Querystring: DraftQuery }>(
    `${path}/people`,
    { config: designConfig, schema },
    async (request): Promise<TriedPeople> => {
      const app = designed(services, request)
      const { process } = request.params
      const { documents, issues } = await services.apps.draft(app, request.query.draft)
      const id = `process/${process}`
      if (!documents.some(({ kind, key }) => kind === 'process' && key === process))
        throw processErrors.PROCESS_UNKNOWN({ process })
      return { issues: issues.filter(({ document, params }) => document === id && isAboutPeople(params)) }
    },
  )

  app.post<{ Params: Params; Body: TryWalkInput }>(
    `${path}/walk`,
    { config: designConfig, schema: { ...schema, body: Walk } },
    async (request): Promise<TriedWalk> => {
      const { access } = callOf(services, request)
      return await tryWalk(services, await open(request), { access, input: request.body })
    },
  )

  app.post<{ Params: Params; Body: TryCoverageInput }>(
    `${path}/coverage`,
    { config: designConfig, schema: { ...schema, body: Coverage } },
    async (request): Promise<TriedCoverage> => {
      const { access } = callOf(services, request)
      const user = userOf(request).principal.id
      return await tryCoverage(services, await open(request), { access, user, input: request.body })
    },
  )

  app.post<{ Params: Params; Body: TryReplayInput }>(
    `${path}/replay`,
    { config: designConfig, schema: { ...schema, body: Replay } },
    async (request): Promise<TriedReplay> => await tryReplay(services, await open(request), request.body),
  )

  app.post<{ Params: Params; Body: TryForecastInput }>(
    `${path}/forecast`,
    { config: designConfig, schema: { ...schema, body: Forecast } },
    async (request): Promise<TriedForecast> =>
      await tryForecast(services, await open(request), { input: request.body }),
  )
}
