import { AppError, localize } from '@mortise/core'
import { type Access, asUser, type EntityCapabilities, type EntityRecord, type Principal } from '@mortise/data'
import type { AppScope } from '@mortise/data/server'
import { chooseForm } from '@mortise/form'
import type { EntityModel, PrintDocument } from '@mortise/metadata'
import { type PrintedApproval, type PrintServices, printApproval, printRecords } from '@mortise/print/server'
import { isFor } from '../app/is-for.ts'
import { rolesIn } from '../app/session-of.ts'
import { presentTask } from '../process/open-task.ts'
import type { OpenedInstance } from '../process/process-access.ts'
import { taskCapabilities, taskSelection } from '../process/task-app.ts'
import type { Services } from '../services.ts'
import { printServicesOf } from './print-services.ts'
import { printedApproval } from './printed-approvals.ts'
import { plainForm, recordSheet } from './record-sheet.ts'

const hidden = { zh: '您无权查看关联的记录。', en: 'You may not see the record that it is about.' }

/** The PDF of an approval: the record as its reader may see it, in the rights of their task, and who did what. */
export async function printInstance(
  services: Services,
  principal: Principal,
  opened: OpenedInstance,
): Promise<{ bytes: Uint8Array; title: string }> {
  const { instance } = opened.progress
  const language = principal.language === 'en' ? 'en' : 'zh'
  const approval = await printedApproval(services, opened, true)
  const title = `${localize(approval.label, language)} ${instance.title}`
  const seen = await seenRecord(services, principal, opened)
  if (!seen) {
    const note = instance.record_id === null ? null : hidden
    const { timeZone } = services.workspace
    return await printApproval(services.pdf, { title, approval, language, timeZone, note })
  }
  const printing: PrintServices = { ...printServicesOf(services), approvals: async () => [approval] }
  const { access, scope, capabilities, entity, record } = seen
  const template = templateOf(seen, { title, approval, items: await formParts(services, principal, seen) })
  const call = { access, scope, entity: entity.key, template, capabilities }
  return { ...(await printRecords(printing, call, [record.id])), title }
}

interface SeenRecord {
  access: Access
  scope: AppScope
  capabilities: { [entity: string]: EntityCapabilities }
  entity: EntityModel
  record: EntityRecord
}

/** The record in the rights of the reader's task, else of their roles; null where there is none for them. */
async function seenRecord(
  services: Services,
  principal: Principal,
  opened: OpenedInstance,
): Promise<SeenRecord | null> {
  const { instance } = opened.progress
  const scope = services.processEngine.services.programs.scopeOf(instance.app)
  const entity = instance.entity === null ? undefined : scope?.model.entities.get(instance.entity)
  if (!scope || !entity || instance.record_id === null) return null
  const { engine } = services
  const task = presentTask(services, opened, principal)
  const access = task?.access ?? asUser(principal)
  const all = engine.capabilities(access, scope)
  const capabilities = task ? taskCapabilities(all, task.grant, scope.model) : all
  const select = taskSelection(capabilities, entity.key, scope.model)
  const record = await engine.get(access, scope, entity.key, instance.record_id, select).catch(orNone)
  return record && { access, scope, capabilities, entity, record }
}

function orNone(error: unknown): null {
  if (error instanceof AppError && error.status === 404) return null
  throw error
}

/** The form that the reader has for the record, as parts of a page. */
async function formParts(
  { engine }: Services,
  principal: Principal,
  { access, scope, capabilities, entity, record }: SeenRecord,
): Promise<PrintDocument['items']> {
  const { model } = scope
  const roles = principal.administrator ? null : new Set(rolesIn(principal, model))
  const forms = new Map([...model.forms].filter(([, form]) => isFor(form.use?.roles, roles)))
  const own = forms.size === model.forms.size ? model : { ...model, forms }
  const form = await engine.evaluate(access, scope, entity.key, ({ context }) =>
    chooseForm({ model: own, entity: entity.key, values: record, context }),
  )
  const known = (table: string, field: string) => Object.hasOwn(capabilities[table]?.fields ?? {}, field)
  return recordSheet(form ?? plainForm(entity), { model, entity, record, known })
}

function templateOf(
  { entity }: SeenRecord,
  { title, approval, items }: { title: string; approval: PrintedApproval; items: PrintDocument['items'] },
): PrintDocument {
  return {
    ...{ kind: 'print', key: 'approval_record', label: approval.label, entity: entity.key },
    items: [
      { item: 'text', key: 'heading', text: { zh: title, en: title }, size: 'title', bold: true },
      ...items,
      { item: 'divider', key: 'rule' },
      { item: 'approvals', key: 'approval', comments: true },
    ],
  }
}
