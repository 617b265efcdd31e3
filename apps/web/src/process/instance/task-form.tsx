import type { InstanceResult, InstanceView, OpenTask, TaskActInput, TaskRecord } from '@mortise/api'
import type { EntityRecord } from '@mortise/data'
import type { EntityModel } from '@mortise/metadata'
import { Button, ErrorState, FormSkeletons, useText } from '@mortise/ui'
import { type RefObject, useEffect, useImperativeHandle, useMemo, useRef } from 'react'
import { messageOf, requestIdOf } from '../../api/api-error.ts'
import { processes } from '../../api/processes.ts'
import { useApp } from '../../api/use-app.ts'
import { formOf } from '../../runtime/form/form-document.ts'
import type { FormValues } from '../../runtime/form/form-values.ts'
import { RecordForm } from '../../runtime/form/record-form.tsx'
import { useEvaluationContext } from '../../runtime/form/rules/use-evaluation-context.ts'
import { type RecordFormModel, useRecordForm } from '../../runtime/form/use-record-form.ts'
import { RunningAppServices } from '../../shell/running-app-services.tsx'
import { FormNotSaved, type TaskFormHandle } from '../act/task-form-handle.ts'
import classes from './instance-detail.module.css'
import { instanceTexts } from './instance-texts.ts'
import { RecordChangesNotice } from './record-changes.tsx'
import { useTaskRecord } from './task-record.ts'

interface TaskFormProps {
  view: InstanceView
  visit: number
  /** What waits for this person there; without it the form is only read. */
  task: OpenTask | undefined
  handle: RefObject<TaskFormHandle | null>
}

/** The record that a task is about, with what its node shows, lets one change and demands. */
export function TaskForm({ view, visit, task, handle }: TaskFormProps) {
  const t = useText(instanceTexts)
  const { task: read, app, error } = useTaskRecord(view, visit)
  useLooked(view, read)
  if (error)
    return <ErrorState compact title={t('recordFailed')} message={messageOf(error)} errorId={requestIdOf(error)} />
  if (!read || !app) return <FormSkeletons fields={6} />
  const entity = app.model.entities.get(read.entity)
  if (!entity) return null
  return (
    <RunningAppServices app={app}>
      {read.changes ? <RecordChangesNotice entity={entity} changes={read.changes} /> : null}
      <Sheet key={visit} view={view} visit={visit} task={task} handle={handle} entity={entity} read={read} />
    </RunningAppServices>
  )
}

const lookingMs = 3000

/** Who has had it before their eyes for a while has seen how it is. */
function useLooked({ id }: InstanceView, read: TaskRecord | undefined): void {
  const at = read?.readAt
  useEffect(() => {
    if (!at) return
    const timer = setTimeout(() => void processes.look(id, at).catch(() => undefined), lookingMs)
    return () => clearTimeout(timer)
  }, [id, at])
}

function Sheet({ view, visit, task, handle, entity, read }: TaskFormProps & { entity: EntityModel; read: TaskRecord }) {
  const t = useText(instanceTexts)
  const { model: app } = useApp()
  const context = useEvaluationContext(false)
  const { record } = read
  const form = useMemo(() => formOf(app, entity, { values: record, context }), [app, entity, record, context])
  const sending = useSending(view, visit, record)
  const model = useRecordForm({
    ...{ entity, form, record, send: sending.send, current: sending.current },
    // The record itself may be filled in elsewhere; whoever decides has their own.
    ...{ kept: task ? ('here' as const) : false, keptAs: `task ${view.id}/${visit}` },
    asksAt: processes.questionPath(view.id, visit),
    onSaved: () => {},
  })
  sending.model.current = model
  const editable = task !== undefined && read.access.write.length > 0
  useImperativeHandle(handle, () => ({
    isDirty: model.isDirty,
    decide: sending.decide,
    show: (fields) => show(model, fields),
  }))
  return (
    <>
      <RecordForm model={model} recordId={record.id} editable={editable} />
      {model.isDirty() || model.failure ? (
        <div className={classes.unsaved} role="status">
          <span data-bad={model.failure !== null || undefined}>{model.failure ?? t('unsavedForm')}</span>
          <Button variant="default" size="xs" loading={model.state === 'saving'} onClick={() => void model.save()}>
            {t('saveNow')}
          </Button>
        </div>
      ) : null}
    </>
  )
}

/** Makes inputs of fields, also of lines: of `lines.amount` the sub-table. */
function show(model: RecordFormModel, paths: readonly string[]): void {
  const fields = [...new Set(paths.map((path) => path.split('.')[0] ?? path))]
  model.editing.start(fields, fields[0])
}

/** Saves what is typed by itself or with a decision: the form does not know which. */
function useSending(view: InstanceView, visit: number, record: EntityRecord) {
  const model = useRef<RecordFormModel>(null)
  const decision = useRef<{ input: TaskActInput; result: InstanceResult | null; error: unknown } | null>(null)
  const current = async () => (await processes.taskRecord(view.id, visit)).record
  async function send(values: FormValues): Promise<EntityRecord> {
    const version = model.current?.start.current.version ?? 0
    const deciding = decision.current
    if (!deciding) {
      await processes.save(view.id, visit, { values, version })
      return await current()
    }
    try {
      deciding.result = await processes.act(view.id, visit, { ...deciding.input, values, version })
    } catch (error) {
      deciding.error = error
      throw error
    }
    return await current().catch(() => ({ ...record, ...values, version: version + 1 }))
  }
  async function decide(input: TaskActInput): Promise<InstanceResult> {
    const deciding = { input, result: null as InstanceResult | null, error: null as unknown }
    decision.current = deciding
    await model.current?.save().finally(() => {
      decision.current = null
    })
    if (deciding.result) return deciding.result
    // What the form itself found wrong, or others changed meanwhile, it shows; the server's reasons are passed on.
    throw deciding.error ?? new FormNotSaved()
  }
  return { model, send, current, decide }
}
