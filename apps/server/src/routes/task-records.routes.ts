import type { AppDescription, FormAnswer, TaskQuestionInput, TaskRecord, TaskSaveInput } from '@mortise/api'
import { answerForm, openForm } from '@mortise/form/server'
import { Type } from '@mortise/metadata/schema'
import type { TaskEvent } from '@mortise/process'
import { lastLook, noteLook, processErrors, runTransition } from '@mortise/process/server'
import type { FastifyInstance } from 'fastify'
import { userOf } from '../plugins/authentication.ts'
import { changeRecord } from '../process/decide-task.ts'
import { openTask } from '../process/open-task.ts'
import { enterInstance } from '../process/process-access.ts'
import { changesSince } from '../process/record-changes.ts'
import { describeTaskApp, taskAppKey, taskCapabilities, taskSelection } from '../process/task-app.ts'
import { fieldAccessAt } from '../process/task-grant.ts'
import type { Services } from '../services.ts'
import { refuseUnknownFields } from './known-fields.ts'
import {
  AppKey,
  FormParts,
  formLimit,
  InstanceParams,
  InstanceStepParams,
  NoQuery,
  Number32,
  strict,
  Values,
} from './schemas.ts'

const config = { auth: 'user' } as const
const Select = Type.Object({ select: Type.Optional(Type.String({ minLength: 1, maxLength: 8000 })) }, strict)
const History = Type.Object(
  {
    before: Type.Optional(Type.String({ maxLength: 200 })),
    size: Type.Optional(Type.String({ pattern: '^([1-9]\\d?|100)$' })),
  },
  strict,
)
const Save = Type.Object({ actor: Type.Optional(Number32), values: Values, version: Number32 }, strict)
/** What the form of a task asks, in the rights of the task. */
const Question = Type.Object({ form: AppKey, values: Type.Optional(Values), parts: FormParts }, strict)
const Look = Type.Object({ at: Type.String({ format: 'date-time', maxLength: 40 }) }, strict)
const base = '/instances/:instance/tasks/:step'

/** The record of a process as a task shows it. */
export function taskRecordRoutes(app: FastifyInstance, services: Services): void {
  const { engine, workspace } = services

  app.get<{ Params: InstanceStepParams; Querystring: Type.Static<typeof Select> }>(
    `${base}/record`,
    { config, schema: { params: InstanceStepParams, querystring: Select } },
    async (request): Promise<TaskRecord> => {
      const task = await openTask(services, request, request.params)
      const { access, scope, record, grant, document, node, isOpen, opened } = task
      const readAt = new Date().toISOString()
      const known = taskCapabilities(engine.capabilities(access, scope), grant, scope.model)
      const select = request.query.select?.split(',') ?? taskSelection(known, record.entity, scope.model)
      const user = userOf(request).principal.id
      const looked = await lastLook(workspace, { instance: opened.progress.instance.id, user })
      return {
        entity: record.entity,
        record: await engine.open(access, scope, record.entity, record.id, select),
        access: fieldAccessAt(document, node, isOpen),
        appKey: taskAppKey(task),
        changes: looked === null ? null : await changesSince(engine, task, looked),
        readAt,
      }
    },
  )

  app.get<{ Params: InstanceStepParams }>(
    `${base}/app`,
    { config, schema: { params: InstanceStepParams, querystring: NoQuery } },
    async (request, reply): Promise<AppDescription | undefined> => {
      const task = await openTask(services, request, request.params)
      const etag = `"${taskAppKey(task)}"`
      reply.headers({ etag, 'cache-control': 'private, no-cache' })
      if (request.headers['if-none-match'] === etag) return void reply.code(304).send()
      return describeTaskApp(services, task)
    },
  )

  app.get<{ Params: InstanceStepParams; Querystring: Type.Static<typeof History> }>(
    `${base}/history`,
    { config, schema: { params: InstanceStepParams, querystring: History } },
    async (request) => {
      const { access, scope, record } = await openTask(services, request, request.params)
      const { before, size } = request.query
      return await engine.history(access, scope, record.entity, record.id, { size: Number(size ?? 30), before })
    },
  )

  app.post<{ Params: InstanceStepParams; Body: TaskQuestionInput }>(
    `${base}/evaluate`,
    {
      config,
      bodyLimit: formLimit,
      schema: { params: InstanceStepParams, querystring: NoQuery, body: Question },
    },
    async (request): Promise<FormAnswer> => {
      const { access, scope, record, grant } = await openTask(services, request, request.params)
      const { form, values = {}, parts } = request.body
      const known = taskCapabilities(engine.capabilities(access, scope), grant, scope.model)
      refuseUnknownFields(known[record.entity]?.fields ?? {}, { values })
      const call = openForm({ engine, access, scope, entity: record.entity, form })
      return { parts: await answerForm(call, { id: record.id, values, parts }) }
    },
  )

  app.post<{ Params: InstanceStepParams; Body: TaskSaveInput }>(
    `${base}/save`,
    { config, schema: { params: InstanceStepParams, querystring: NoQuery, body: Save } },
    async (request, reply) => {
      await saveInTask(services, await enterInstance(services, request, request.params.instance), {
        ...{ principal: userOf(request).principal, visit: Number(request.params.step), input: request.body },
      })
      return reply.code(204).send()
    },
  )

  app.post<{ Params: InstanceParams; Body: Type.Static<typeof Look> }>(
    '/instances/:instance/look',
    { config, schema: { params: InstanceParams, querystring: NoQuery, body: Look } },
    async (request, reply) => {
      const { id } = await enterInstance(services, request, request.params.instance)
      const at = new Date(Math.min(Date.parse(request.body.at), Date.now())).toISOString()
      await noteLook(workspace, { instance: id, user: userOf(request).principal.id, at })
      return reply.code(204).send()
    },
  )
}

interface Saving {
  principal: Parameters<typeof changeRecord>[1]['principal']
  visit: number
  input: TaskSaveInput
}

/** The instance is locked while the record is changed: nobody decides meanwhile over what is being typed. */
async function saveInTask(
  { processEngine }: Services,
  { id, app, process }: { id: string; app: string; process: string },
  { principal, visit, input: { actor, values, version } }: Saving,
): Promise<void> {
  const scope = processEngine.services.programs.scopeOf(app)
  if (!scope) throw processErrors.INSTANCE_UNKNOWN({ id })
  const at = new Date().toISOString()
  const open: TaskEvent & { at: string } = {
    ...{ event: 'task', visit, by: principal.id, at, act: { do: 'keep' } },
    ...(actor && { actor }),
  }
  await runTransition(processEngine.services, scope, {
    ...{ instance: id, process, event: open },
    async before(acting) {
      await changeRecord(acting, { event: open, principal, values, version })
      return null
    },
  })
}
