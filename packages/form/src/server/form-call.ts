import { type Access, asSystem, type EntityRecord, type RecordInput } from '@mortise/data'
import type { AppScope, DataEngine } from '@mortise/data/server'
import { type EntityModel, type FieldModel, type FormDocument, formFieldKeys } from '@mortise/metadata'
import { formErrors } from '../errors.ts'
import { createFormProgram, type FormProgram } from '../form-program.ts'
import { blankOf, type FormValues, linesIn } from '../form-values.ts'

/** A form of a running app, used by somebody. */
export interface FormCall {
  engine: DataEngine
  access: Access
  scope: AppScope
  entity: EntityModel
  form: FormDocument
}

export interface FormRequest {
  engine: DataEngine
  access: Access
  scope: AppScope
  entity: string
  form: string
}

/** Opens a form by its key; FORM_UNKNOWN when it is of another table, or for other roles. */
export function openForm(request: FormRequest): FormCall {
  const opened = findForm(request)
  if (!opened) throw formErrors.FORM_UNKNOWN({ form: request.form })
  return opened
}

/** Whether a form can be opened by whoever acts. */
export function isOpenForm(request: FormRequest): boolean {
  return findForm(request) !== null
}

function findForm({ form: key, entity: table, ...call }: FormRequest): FormCall | null {
  const { model } = call.scope
  const form = model.forms.get(key)
  const entity = model.entities.get(table)
  return form && entity && form.entity === table && isForUser(form, call) ? { ...call, entity, form } : null
}

/** Whether a form is for the roles of whoever acts. */
export function isForUser({ use }: FormDocument, { access, scope }: Pick<FormRequest, 'access' | 'scope'>): boolean {
  if (!use?.roles || !('user' in access)) return true
  const { roles, administrator } = access.user
  return administrator || use.roles.some((role) => roles.includes(`${scope.model.key}/${role}`))
}

/** Form and rules over all records, as they are decided on the server. Made once per form of a revision. */
export function serverProgram({ scope, entity, form }: FormCall, isNew: boolean): FormProgram {
  const known = programs.get(form) ?? {}
  programs.set(form, known)
  const name = isNew ? 'create' : 'update'
  const found = known[name]
  if (found?.model === scope.model) return found
  const fields = fieldsOf(entity, form)
  const options = { model: scope.model, form, entity, fields, isNew, readable: () => true, complete: true }
  const program = createFormProgram(options)
  known[name] = program
  return program
}

const programs = new WeakMap<FormDocument, { create?: FormProgram; update?: FormProgram }>()

/** All plain fields, for rules may look at what the form does not show; lines only where the form has them. */
function fieldsOf(entity: EntityModel, form: FormDocument): FieldModel[] {
  const shown = new Set(formFieldKeys(form.items))
  return [...entity.fields.values()].filter((field) => field.kind.relation !== 'children' || shown.has(field.key))
}

/** The record as it is in the database, whoever may read it; blanks for a new one. */
export async function readStart(call: FormCall, program: FormProgram, id: string | null): Promise<FormValues> {
  const { engine, scope, entity } = call
  if (id === null) return newStart(program)
  const select = program.fields.filter((field) => isNeeded(program, field)).map(({ key }) => key)
  const record: EntityRecord = await engine.get(asSystem('form'), scope, entity.key, id, select)
  return record
}

/** The record as whoever asks may read it. */
export async function readAsReader(call: FormCall, program: FormProgram, id: string | null): Promise<FormValues> {
  const { engine, access, scope, entity } = call
  if (id === null) return newStart(program)
  const known = engine.names(access, scope).entity(entity.key)
  const fields = program.fields.filter((field) => isNeeded(program, field) && known?.field(field.key))
  const select = fields.map(({ key }) => key)
  const record: EntityRecord = await engine.get(access, scope, entity.key, id, select)
  return record
}

/** Lines may be many: only what a rule looks at is read. */
function isNeeded({ plan }: FormProgram, field: FieldModel): boolean {
  if (field.kind.relation !== 'children') return true
  const readers = [...plan.parts.values(), ...plan.record.values()]
  return (
    readers.some(({ inputs }) => inputs.has(field.key)) ||
    [...plan.parts.values()].some(({ lines }) => lines === field.key)
  )
}

/** Constant defaults; those that depend on the moment come with the write. */
function newStart({ fields }: FormProgram): FormValues {
  return Object.fromEntries(
    fields.map((field) => {
      const { default: fallback } = field.document
      return [field.key, fallback === undefined || typeof fallback === 'object' ? blankOf(field) : fallback]
    }),
  )
}

/** The record as it is to be. Of lines, too, only what changes is sent. */
export function mergeValues({ fields }: FormProgram, start: FormValues, values: RecordInput): FormValues {
  const merged: FormValues = { ...start, ...values }
  for (const { key, kind } of fields) {
    if (kind.relation !== 'children' || !Array.isArray(values[key])) continue
    const before = new Map(linesIn(start[key]).map((line) => [line.id, line]))
    merged[key] = linesIn(values[key]).map((line) => (line?.id ? { ...before.get(line.id), ...line } : line))
  }
  return merged
}
