import type { LocalizedText } from '@mortise/core'
import type { ExpressionSchema, SchemaEntity } from '../../model/expression-schema.ts'

type Relabel = (label: LocalizedText, key: string) => LocalizedText

/** The same schema under other labels: what a formula says must not depend on them. */
export function relabelled(schema: ExpressionSchema, relabel: Relabel): ExpressionSchema {
  const renamed = <T extends { key: string; label: LocalizedText }>(named: T): T => ({
    ...named,
    label: relabel(named.label, named.key),
  })
  const wrap = (entity: SchemaEntity): SchemaEntity => {
    const fields = new Map([...entity.fields()].map((field) => [field.key, renamed(field)]))
    const relations = new Map([...entity.relations()].map((relation) => [relation.key, renamed(relation)]))
    return {
      ...renamed(entity),
      field: (key) => fields.get(key) ?? null,
      fields: () => fields.values(),
      relation: (key) => relations.get(key) ?? null,
      relations: () => relations.values(),
    }
  }
  const entities = new Map([...schema.entities()].map((entity) => [entity.key, wrap(entity)]))
  return {
    entity: (key) => entities.get(key) ?? null,
    entities: () => entities.values(),
    optionSet: (key) => {
      const set = schema.optionSet(key)
      return set && { ...set, options: set.options.map(renamed) }
    },
  }
}

const labels = [
  'a.b',
  '}',
  '{x}}',
  '"',
  '^up',
  '#key',
  ' spaced ',
  'amount',
  'qty',
  'Amount',
  'TRUE',
  '。',
  'a"b.c',
  '',
  'won',
]

/** Labels that collide with each other and with keys, and that hold every sign that means something. */
export const hostileLabels: Relabel = (_, key) => {
  const number = [...key].reduce((sum, character) => sum + (character.codePointAt(0) ?? 0), 0)
  return { zh: labels[number % labels.length] ?? key, en: labels[(number * 7 + key.length) % labels.length] ?? key }
}
