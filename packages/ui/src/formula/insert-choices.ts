import { localize } from '@mortise/core'
import { type ExpressionJson, type ExpressionSchema, type ExpressionType, expressionLimits } from '@mortise/expressions'
import { analyseFormula, printFormula } from '@mortise/expressions/text'
import type { FormulaScope } from './formula-scope.ts'

/** Where in the tables the panel looks: at the record, at one that it leads to, or at the items of a to-many relation. */
export interface FieldPlace {
  entity: string
  label: string
  /** To-one relations from the record, or from the item, to here. */
  path: readonly string[]
  /** The to-many relation whose items are meant. */
  relation: string | null
}

/** Something of a table that can be put into a formula. */
export interface FieldChoice {
  key: string
  label: string
  /** Null for a to-many relation. */
  type: ExpressionType | null
  expression: ExpressionJson
  /** Where it leads on to. */
  into: FieldPlace | null
}

/** The fields and relations at a place. */
export function fieldChoices(schema: ExpressionSchema, place: FieldPlace, language: string): FieldChoice[] {
  const table = schema.entity(place.entity)
  if (!table) return []
  const goesOn = place.path.length < expressionLimits.hops
  const fields = [...table.fields()].map(({ key, label, type }): FieldChoice => {
    const path = [...place.path, key]
    const name = localize(label, language)
    return {
      ...{ key, label: name, type },
      expression: nameOf(place.relation, path),
      into: type.kind === 'ref' && goesOn ? { ...place, entity: type.entity, label: name, path } : null,
    }
  })
  const relations = place.relation === null ? [...table.relations()] : []
  return [
    ...fields,
    ...relations.map(({ key, label, entity }): FieldChoice => {
      const relation = [...place.path, key].join('.')
      const name = localize(label, language)
      return {
        ...{ key, label: name, type: null },
        expression: { count: [relation] },
        into: { entity, label: name, path: [], relation },
      }
    }),
  ]
}

/** Choices whose label has the text, here and one table further, so that "level" finds the level of the customer. */
export function searchChoices(
  schema: ExpressionSchema,
  place: FieldPlace,
  { text, language }: { text: string; language: string },
): FieldChoice[] {
  const here = fieldChoices(schema, place, language)
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return here
  const found = ({ label, key }: FieldChoice) => label.toLowerCase().includes(wanted) || key.includes(wanted)
  const further = here.flatMap(({ label, into }) =>
    into
      ? fieldChoices(schema, into, language)
          .filter(found)
          .map((choice) => ({ ...choice, label: `${label} / ${choice.label}` }))
      : [],
  )
  return [...here.filter(found), ...further]
}

/** An item's field is written inside an aggregate over its relation, which is cut away again when it is printed. */
function nameOf(relation: string | null, path: readonly string[]): ExpressionJson {
  const field = { var: path.join('.') }
  return relation === null ? field : { sum: [relation, field] }
}

/** The name of a choice as it stands in formula text: `{Customer.Level}`. */
export function nameInText(choice: FieldChoice, scope: FormulaScope): string {
  const text = printFormula(choice.expression, scope)
  const name = analyseFormula(text, scope).tokens.findLast(({ kind }) => kind === 'name')
  return name ? text.slice(name.start, name.end) : text
}
