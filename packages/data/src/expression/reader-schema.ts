import type { ExpressionSchema } from '@mortise/expressions'
import { type AppModel, schemaOf } from '@mortise/metadata'
import type { AppRights } from '../permission/app-rights.ts'
import { isNoRows } from '../permission/entity-profile.ts'
import { isFieldReadable } from '../permission/field-readable.ts'

const schemas = new WeakMap<AppRights, ExpressionSchema>()

/** The names that one set of roles may use in expressions: what they may not read does not exist. */
export function readerSchema(model: AppModel, rights: AppRights): ExpressionSchema {
  let schema = schemas.get(rights)
  if (!schema) {
    schema = schemaOf(model, {
      entity: (key) => !isNoRows(rights.of(key).read),
      field: (field) => isFieldReadable(field, rights),
    })
    schemas.set(rights, schema)
  }
  return schema
}
