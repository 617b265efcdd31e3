import type { PublicFormDocument } from '../documents/public-form.ts'
import type { EntityGrant, RoleDocument } from '../documents/role.ts'
import { itemsOf } from '../form/form-tree.ts'
import type { AppModel, EntityModel, FieldModel } from './app-model.ts'

const prefix = 'public_form:'

/** The role that visitors of a public form have. No person can: keys of roles have no colon. */
export function publicRoleKey(form: string): string {
  return `${prefix}${form}`
}

/** The role of that key: one of the app, or that of the visitors of a public form. */
export function roleOf(model: AppModel, key: string): RoleDocument | undefined {
  if (!key.startsWith(prefix)) return model.roles.get(key)
  const document = model.publicForms.get(key.slice(prefix.length))
  return document && publicFormRole(model, document)
}

/** Set by the server itself, whatever visitors send. */
const givenByServer = ['owner', 'department'] as const

/**
 * The rights of visitors, from what the public form names: to create one record of its table with these fields, and to
 * read the titles of records that they may choose from. `own` reaches nothing, for visitors own no record; without a
 * right to read, the lines of a record could not be filled in.
 */
function publicFormRole(model: AppModel, document: PublicFormDocument): RoleDocument {
  const base = { kind: 'role' as const, key: publicRoleKey(document.key), label: document.label }
  const entity = model.entities.get(model.forms.get(document.form)?.entity ?? '')
  if (!entity) return { ...base, entities: {} }
  const written = [...writtenFields(document), ...givenByServer]
  const own: EntityGrant = { read: 'own', create: true, fields: { ...allAs('write', written), '*': 'none' } }
  const grants = [
    ...matchedTables(model, document, entity),
    ...chosenTables(model, document, entity),
    ...linesOf(model, document, entity),
  ]
  return { ...base, entities: { ...Object.fromEntries(grants), [entity.key]: own } }
}

type Grants = [table: string, grant: EntityGrant][]

const allAs = (access: 'read' | 'write', keys: readonly string[]) =>
  Object.fromEntries(keys.map((key) => [key, access]))

/** Tables of which visitors may find records by their title. */
function chosenTables(model: AppModel, { choices = [], fields }: PublicFormDocument, entity: EntityModel): Grants {
  return choices.flatMap(({ field, where }): Grants => {
    const target = fields.includes(field) ? model.entities.get(entity.fields.get(field)?.target ?? '') : undefined
    if (!target) return []
    return [[target.key, { read: where ? { where } : 'all', fields: { [target.title.key]: 'read', '*': 'none' } }]]
  })
}

/** Tables that a parameter of the link leads to: a record may be referred to, and nothing of it be seen. */
function matchedTables(model: AppModel, { parameters = [] }: PublicFormDocument, entity: EntityModel): Grants {
  return parameters.flatMap(({ field, match }): Grants => {
    const target = match && model.entities.get(entity.fields.get(field)?.target ?? '')
    return target ? [[target.key, { read: 'all', fields: { '*': 'none' } }]] : []
  })
}

/** The lines of sub-tables that are filled in. */
function linesOf(model: AppModel, document: PublicFormDocument, entity: EntityModel): Grants {
  return document.fields.flatMap((key): Grants => {
    const field = entity.fields.get(key)
    const lines = field?.kind.relation === 'children' ? model.entities.get(field.target ?? '') : undefined
    return lines ? [[lines.key, { read: 'own', fields: fieldsOfLines(model, document, key, lines) }]] : []
  })
}

/** The fields of the record that an answer may set: what is filled in, what the link brings, and what is always so. */
function writtenFields({ fields, parameters = [], values = {} }: PublicFormDocument): Set<string> {
  return new Set([...fields, ...parameters.map(({ field }) => field), ...Object.keys(values)])
}

/** Of lines, what the form shows of them. */
function fieldsOfLines(
  model: AppModel,
  { form }: PublicFormDocument,
  subTable: string,
  lines: EntityModel,
): NonNullable<EntityGrant['fields']> {
  const shown = [...itemsOf(model.forms.get(form)?.items ?? [])].find(
    ({ item }) => item.item === 'sub_table' && item.field === subTable,
  )?.item
  const columns = shown?.item === 'sub_table' && shown.columns ? shown.columns : lines.ownFields.map(({ key }) => key)
  const open = columns.filter((key) => isOpenToVisitors(lines.fields.get(key)))
  return { ...allAs('write', open), '*': 'none' }
}

/** Whether visitors can be given a field at all: not what leads to people, departments or other records by itself. */
export function isOpenToVisitors(field: FieldModel | undefined): boolean {
  return field !== undefined && !field.system && field.kind.group !== 'people' && field.kind.relation === undefined
}
