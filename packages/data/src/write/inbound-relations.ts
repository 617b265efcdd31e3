import type { AppModel, FieldModel } from '@mortise/metadata'

/** What happens to a record when the record it refers to is deleted. */
type DeleteRule = 'restrict' | 'clear' | 'cascade'

/** A to-one relation that leads to a table, and what deleting there does here. */
export interface InboundRelation {
  entity: string
  field: FieldModel
  rule: DeleteRule
}

const relationsByModel = new WeakMap<AppModel, Map<string, InboundRelation[]>>()

/** The relations that lead to a table. */
export function inboundRelations(model: AppModel, target: string): readonly InboundRelation[] {
  let byTarget = relationsByModel.get(model)
  if (!byTarget) {
    byTarget = Map.groupBy(allRelations(model), ({ field }) => field.target ?? '')
    relationsByModel.set(model, byTarget)
  }
  return byTarget.get(target) ?? []
}

function allRelations(model: AppModel): InboundRelation[] {
  return [...model.entities.values()].flatMap((entity) =>
    entity.ownFields
      .filter((field) => field.kind.relation === 'one' && field.target !== null)
      .map((field) => ({ entity: entity.key, field, rule: ruleOf(field, entity.parent?.field.key) })),
  )
}

/** Lines go with the record that owns them, whatever their relation says. */
function ruleOf(field: FieldModel, parentKey: string | undefined): DeleteRule {
  if (field.key === parentKey) return 'cascade'
  const rule = field.options.onDelete
  return rule === 'clear' || rule === 'cascade' ? rule : 'restrict'
}
