import { isLocalizedText, type LocalizedText, type Registry } from '@mortise/core'
import type { FieldType } from '../contract/field-type.ts'
import type { EntityDocument, FieldDocument } from '../documents/entity.ts'
import type { InverseRelation } from './app-model.ts'
import { referenceOf } from './compile-field.ts'

/** For each table the relations of other tables that point at it, in the order of tables and fields. */
export function inverseRelations(
  entities: Iterable<EntityDocument>,
  fieldTypes: Registry<FieldType>,
): Map<string, InverseRelation[]> {
  const byTarget = new Map<string, InverseRelation[]>()
  for (const entity of entities) {
    // Figures are read by themselves: nothing that is kept can follow what nobody writes.
    if (entity.archived || entity.figures) continue
    const relations = relationsOf(entity, fieldTypes)
    for (const relation of relations) {
      const alone = relations.filter((other) => other.target === relation.target).length === 1
      const found = byTarget.get(relation.target) ?? []
      found.push(inverseOf(entity, relation, alone))
      byTarget.set(relation.target, found)
    }
  }
  return byTarget
}

interface Relation {
  field: FieldDocument
  target: string
  many: boolean
  inverse: { key: string; label: LocalizedText } | null
}

function relationsOf(entity: EntityDocument, fieldTypes: Registry<FieldType>): Relation[] {
  return entity.fields.flatMap((field) => {
    if (field.archived || !fieldTypes.has(field.type)) return []
    const kind = fieldTypes.get(field.type)
    if (kind.relation !== 'one' && kind.relation !== 'many') return []
    const options = field.options ?? {}
    const target = referenceOf(kind, options, 'entity')
    const inverse = declaredInverse(options.inverse)
    const many = kind.relation === 'many'
    return target === null || (many && !inverse) ? [] : [{ field, target, many, inverse }]
  })
}

function declaredInverse(value: unknown): Relation['inverse'] {
  const { key, label } = (value ?? {}) as { key?: unknown; label?: unknown }
  return typeof key === 'string' && isLocalizedText(label) ? { key, label } : null
}

function inverseOf(entity: EntityDocument, { field, many, inverse }: Relation, alone: boolean): InverseRelation {
  const plural = entity.plural ?? entity.label
  return {
    key: inverse?.key ?? `${entity.key}_${field.key}`,
    label: inverse?.label ?? (alone ? plural : qualified(plural, field.label)),
    entity: entity.key,
    field: field.key,
    many,
  }
}

/** Two relations to the same table would have the same label: the field tells them apart. */
function qualified(plural: LocalizedText, field: LocalizedText): LocalizedText {
  return { zh: `${plural.zh}（${field.zh}）`, en: `${plural.en} (${field.en})` }
}
