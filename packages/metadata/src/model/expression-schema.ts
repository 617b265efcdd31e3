import type { ExpressionSchema, SchemaEntity, SchemaField, SchemaOptionSet, SchemaRelation } from '@mortise/expressions'
import type { AppModel, EntityModel, FieldModel, InverseRelation, OptionSetModel } from './app-model.ts'
import { shownField } from './resolve-path.ts'

/** What a user may read: with it, a schema holds nothing else, so that hidden names and unknown ones are the same. */
export interface ReadableParts {
  entity(key: string): boolean
  field(field: FieldModel): boolean
}

type ModelParts = Pick<AppModel, 'entities' | 'optionSets'>

const whole = new WeakMap<ModelParts, ExpressionSchema>()

/** The names that expressions over an app may use: all of them, put together once, or those that somebody may read. */
export function schemaOf(model: ModelParts, readable?: ReadableParts): ExpressionSchema {
  if (readable) return buildSchema(model, { readable, isVolatile })
  const schema = whole.get(model) ?? buildSchema(model, { readable: everything, isVolatile })
  whole.set(model, schema)
  return schema
}

const everything: ReadableParts = { entity: () => true, field: () => true }

/** What is not kept changes without its record being written. */
function isVolatile(field: FieldModel): boolean {
  const { computed } = field.lookup?.field ?? field
  return computed !== null && !computed.stored
}

export interface SchemaOptions {
  readable: ReadableParts
  isVolatile(field: FieldModel): boolean
}

/** Tables are put together when they are first asked for; most expressions look at one or two. */
export function buildSchema(model: ModelParts, options: SchemaOptions): ExpressionSchema {
  const built = new Map<string, SchemaEntity>()
  const entity = (key: string): SchemaEntity | null => {
    const found = built.get(key)
    if (found) return found
    const compiled = model.entities.get(key)
    if (!compiled || !options.readable.entity(key)) return null
    const made = schemaEntity(model, compiled, options)
    built.set(key, made)
    return made
  }
  return {
    entity,
    *entities() {
      for (const { key, aside } of model.entities.values()) {
        const found = aside ? null : entity(key)
        if (found) yield found
      }
    },
    optionSet: (key) => schemaOptionSet(model.optionSets.get(key)),
  }
}

function schemaEntity(model: ModelParts, entity: EntityModel, options: SchemaOptions): SchemaEntity {
  const fields = new Map<string, SchemaField>()
  for (const field of entity.fields.values()) {
    const made = options.readable.field(field) ? schemaField(field, options) : null
    if (made) fields.set(field.key, made)
  }
  const relations = new Map(relationsOf(model, entity, options.readable).map((relation) => [relation.key, relation]))
  return {
    key: entity.key,
    label: entity.label,
    field: (key) => fields.get(key) ?? null,
    fields: () => fields.values(),
    relation: (key) => relations.get(key) ?? null,
    // The lines of a sub-table can be named from the other side, too, but are offered once.
    relations: () => relations.values().filter(({ key }) => !isParentInverse(model, entity.inverses.get(key))),
  }
}

/** System fields that every record has. */
const neverBlank: ReadonlySet<string> = new Set(['id', 'version', 'created_at', 'updated_at', 'position'])

function schemaField(field: FieldModel, options: SchemaOptions): SchemaField | null {
  const shown = shownField(field)
  const type = shown.kind.expression?.(shown) ?? null
  if (!type) return null
  return {
    key: field.key,
    label: field.label,
    type,
    nullable: !(field.system && neverBlank.has(field.key)) && !['bool', 'set', 'files'].includes(type.kind),
    get volatile() {
      return options.isVolatile(field)
    },
  }
}

function relationsOf(model: ModelParts, entity: EntityModel, readable: ReadableParts): SchemaRelation[] {
  const own = entity.ownFields.flatMap((field): SchemaRelation[] => {
    const many = field.kind.relation === 'many' || field.kind.relation === 'children'
    if (!many || field.target === null || !readable.field(field)) return []
    return [{ key: field.key, label: field.label, entity: field.target }]
  })
  const inverses = [...entity.inverses.values()].flatMap((inverse): SchemaRelation[] => {
    const field = model.entities.get(inverse.entity)?.fields.get(inverse.field)
    return field && readable.field(field) ? [{ key: inverse.key, label: inverse.label, entity: inverse.entity }] : []
  })
  return [...own, ...inverses].filter(
    (relation) => model.entities.has(relation.entity) && readable.entity(relation.entity),
  )
}

function isParentInverse(model: ModelParts, inverse: InverseRelation | undefined): boolean {
  return inverse !== undefined && model.entities.get(inverse.entity)?.parent?.field.key === inverse.field
}

function schemaOptionSet(optionSet: OptionSetModel | undefined): SchemaOptionSet | null {
  if (!optionSet) return null
  const { key, document } = optionSet
  return { key, label: document.label, options: document.options }
}
