import type { EntityRecord } from '@mortise/data'
import type { EvaluationContext } from '@mortise/expressions'
import { choiceFields, chooseForm } from '@mortise/form'
import type { AppModel, EntityModel } from '@mortise/metadata'
import { records } from '../../../api/records.ts'

interface Moved {
  model: AppModel
  entity: EntityModel
  record: EntityRecord
  values: { [field: string]: unknown }
  context: EvaluationContext
}

/** The form whose rules hold for what a drag changes: that of the record as it is to become. Undefined without any. */
export async function formOfMoved({ model, entity, record, values, context }: Moved): Promise<string | undefined> {
  const asked = choiceFields(model, entity.key).filter((key) => entity.fields.has(key))
  const present =
    asked.length > 0 ? await records.get(model.app.key, entity.key, record.id, [...new Set(['id', ...asked])]) : {}
  return chooseForm({ model, entity: entity.key, values: { ...present, ...values }, context })?.key
}
