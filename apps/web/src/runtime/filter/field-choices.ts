import { localize } from '@mortise/core'
import { type AppModel, type EntityModel, type FieldModel, type FilterOperator, shownField } from '@mortise/metadata'

/** Relations that a path may go through before its field. */
export const maxHops = 3

export interface FieldChoice {
  /** `customer.level` */
  path: string
  field: FieldModel
  label: string
  /** The table a to-one relation leads to, when the path may go on there. */
  into: EntityModel | null
}

/** The fields of a table behind a path, and the relations on from there. */
export function fieldChoices(
  model: AppModel,
  entity: EntityModel,
  prefix: string,
  language: string,
): readonly FieldChoice[] {
  const hops = prefix === '' ? 0 : prefix.split('.').length
  return [...entity.fields.values()].map((field) => ({
    path: prefix === '' ? field.key : `${prefix}.${field.key}`,
    field,
    label: localize(field.label, language),
    into:
      field.kind.relation === 'one' && hops < maxHops && field.target
        ? (model.entities.get(field.target) ?? null)
        : null,
  }))
}

/** A path in words: 客户 / 级别. The name of a related record is called like the relation: 客户, not 客户 / 名称. */
export function pathLabel(model: AppModel, entity: EntityModel, path: string, language: string): string {
  const labels: string[] = []
  let table: EntityModel | undefined = entity
  const steps = path.split('.')
  for (const [index, step] of steps.entries()) {
    const field: FieldModel | undefined = table?.fields.get(step)
    if (!field) return path
    const isName = index > 0 && index === steps.length - 1 && field === table?.title
    if (!isName) labels.push(localize(field.label, language))
    table = field.target ? model.entities.get(field.target) : undefined
  }
  return labels.join(' / ')
}

/** Comparisons that a field offers; none: it cannot be filtered by. */
export function operatorsOf(field: FieldModel): readonly FilterOperator[] {
  const shown = shownField(field)
  return shown.kind.operators?.(shown) ?? []
}

/** The comparison a new condition starts with: what people mean most often. */
export function firstOperator(field: FieldModel): FilterOperator | undefined {
  const operators = operatorsOf(field)
  const usual: FilterOperator[] = ['contains', 'has_any', 'within', 'eq']
  return usual.find((operator) => operators.includes(operator)) ?? operators[0]
}

/** Records of other tables that belong to a record of this one: lines, many-to-many, and relations that point here. */
export function relatedChoices(
  model: AppModel,
  entity: EntityModel,
  language: string,
): { key: string; label: string; entity: EntityModel }[] {
  const own = [...entity.fields.values()]
    .filter(({ kind }) => kind.relation === 'many' || kind.relation === 'children')
    .map(({ key, label, target }) => ({ key, label, entity: target ?? '' }))
  const inverse = [...entity.inverses.values()].map(({ key, label, entity: other }) => ({ key, label, entity: other }))
  return [...own, ...inverse].flatMap(({ key, label, entity: target }) => {
    const table = model.entities.get(target)
    return table ? [{ key, label: localize(label, language), entity: table }] : []
  })
}
