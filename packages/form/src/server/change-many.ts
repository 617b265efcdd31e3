import { AppError } from '@mortise/core'
import type { Access, EntityRecord, RecordInput } from '@mortise/data'
import type { AppScope, DataEngine } from '@mortise/data/server'
import type { EvaluationContext } from '@mortise/expressions'
import type { EntityModel, FormDocument } from '@mortise/metadata'
import { choiceFields, chooseForm } from '../choose-form.ts'
import { decides } from '../decides.ts'
import { decideForm } from './decide-form.ts'
import { isForUser } from './form-call.ts'

/** A record that was left as it is. */
export interface LeftAlone {
  id: string
  title: string
  error: AppError
}

export interface ManyChanged {
  updated: number
  /** Everything that was not changed, each with its reason. */
  left: LeftAlone[]
}

interface ManyCall {
  engine: DataEngine
  access: Access
  scope: AppScope
  entity: string
}

const attempts = 3

/**
 * Gives many records the same values, each through the form that it opens in: what that form demands, refuses or fills
 * in holds, and a record that does not fit is left alone, with the reason.
 */
export async function changeMany(call: ManyCall, ids: readonly string[], values: RecordInput): Promise<ManyChanged> {
  const { engine, access, scope, entity: key } = call
  const forms = [...scope.model.forms.values()].filter((form) => form.entity === key && isForUser(form, call))
  if (!forms.some(decides)) {
    const all = await atOnce(call, ids, values)
    if (all) return all
  }
  const context = await engine.evaluate(access, scope, key, (evaluation) => evaluation.context)
  const entity = scope.model.entities.get(key)
  const place = { ...call, forms, context, entity: entity as EntityModel }
  const result: ManyChanged = { updated: 0, left: [] }
  for (const id of new Set(ids)) {
    const left = await changeOne(place, id, values)
    if (left) result.left.push(left)
    else result.updated++
  }
  return result
}

/** Where no form has a say: in few statements; null where one of the records stands in the way of all. */
async function atOnce(call: ManyCall, ids: readonly string[], values: RecordInput): Promise<ManyChanged | null> {
  const { engine, access, scope, entity } = call
  try {
    const { updated, refused } = await engine.updateMany(access, scope, entity, { ids: [...ids] }, values)
    return refused === 0 ? { updated, left: [] } : null
  } catch (error) {
    if (error instanceof AppError && error.code === 'RECORD_INVALID') return null
    throw error
  }
}

interface OnePlace extends Omit<ManyCall, 'entity'> {
  entity: EntityModel
  forms: readonly FormDocument[]
  context: EvaluationContext
}

async function changeOne(place: OnePlace, id: string, values: RecordInput): Promise<LeftAlone | null> {
  const { engine, access, scope, entity } = place
  let title = id
  for (let attempt = 1; ; attempt++) {
    try {
      const record = await engine.get(access, scope, entity.key, id, fieldsAsked(place))
      title = titleOf(place, record)
      const form = formFor(place, record)
      const decided = form ? await decideForm({ ...place, form }, id, values, { fills: true }) : values
      const target = { id, version: Number(record.version) }
      await engine.update(access, scope, entity.key, target, decided, { acceptDuplicates: true, select: ['id'] })
      return null
    } catch (error) {
      if (!(error instanceof AppError) || error.status >= 500) throw error
      if (error.code !== 'RECORD_CHANGED' || attempt >= attempts) return { id, title, error }
    }
  }
}

/** What tells which form a record opens in, as far as the user may know of it. */
function fieldsAsked({ engine, access, scope, entity }: OnePlace): string[] {
  const known = engine.names(access, scope).entity(entity.key)
  const wanted = [entity.title.key, ...choiceFields(scope.model, entity.key)]
  return ['id', 'version', ...new Set(wanted.filter((key) => known?.field(key)))]
}

function formFor({ scope, entity, forms, context }: OnePlace, record: EntityRecord): FormDocument | null {
  const model = { ...scope.model, forms: new Map(forms.map((form) => [form.key, form])) }
  return chooseForm({ model, entity: entity.key, values: record, context })
}

function titleOf({ entity, access }: OnePlace, record: EntityRecord): string {
  const value = record[entity.title.key]
  if (value === null || value === undefined) return record.id
  const language = 'user' in access ? access.user.language : 'en'
  return entity.title.kind.text?.(value as never, entity.title, language) ?? String(value)
}
