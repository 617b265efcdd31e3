import type { EntityModel, FieldModel } from './app-model.ts'
import type { ReportProblem } from './model-problem.ts'

type Entities = ReadonlyMap<string, EntityModel>

/**
 * Resolves the look-ups of freshly compiled tables; one that reads another look-up gets the whole path to the value. A
 * look-up that leads nowhere is reported and leaves the table.
 */
export function resolveLookups(entities: Entities, fresh: Iterable<EntityModel>, report: ReportProblem): void {
  for (const entity of fresh) {
    for (const field of entity.ownFields) resolveLookup(entities, field, new Set(), report)
    removeUnresolved(entity)
  }
}

/** The tables that the look-ups of a table read from. */
export function lookupTables(entity: EntityModel): Set<string> {
  const tables = new Set<string>()
  for (const { lookup } of entity.ownFields) {
    for (const relation of lookup?.path ?? []) if (relation.target) tables.add(relation.target)
  }
  return tables
}

function removeUnresolved(entity: EntityModel): void {
  const lost = (field: FieldModel) => field.kind.lookupOption !== undefined && !field.lookup
  if (!entity.ownFields.some(lost)) return
  entity.ownFields = entity.ownFields.filter((field) => !lost(field))
  entity.searchFields = entity.searchFields.filter((field) => !lost(field))
  entity.fields = new Map([...entity.fields].filter(([, field]) => !lost(field)))
}

function resolveLookup(entities: Entities, field: FieldModel, visiting: Set<FieldModel>, report: ReportProblem): void {
  const option = field.kind.lookupOption
  if (option === undefined || field.lookup) return
  const lookup = followLookup(entities, field, visiting, report)
  if (lookup) field.lookup = lookup
  else {
    const name = JSON.stringify(field.options[option]) ?? ''
    report({
      document: `entity/${field.entity}`,
      pointer: `/fields/${field.key}/options/${option}`,
      what: 'path',
      name,
    })
  }
}

function followLookup(
  entities: Entities,
  field: FieldModel,
  visiting: Set<FieldModel>,
  report: ReportProblem,
): FieldModel['lookup'] {
  if (visiting.has(field)) return null
  visiting.add(field)
  const option = field.options[field.kind.lookupOption ?? '']
  const steps = typeof option === 'string' ? option.split('.') : []
  const path: FieldModel[] = []
  let entity = entities.get(field.entity)
  for (const step of steps.slice(0, -1)) {
    const relation = entity?.fields.get(step)
    if (relation?.kind.relation !== 'one' || relation.target === null) return null
    path.push(relation)
    entity = entities.get(relation.target)
  }
  const end = entity?.fields.get(steps.at(-1) ?? '')
  if (!end || path.length === 0) return null
  if (end.kind.lookupOption === undefined) return { path, field: end }
  resolveLookup(entities, end, visiting, report)
  return end.lookup && { path: [...path, ...end.lookup.path], field: end.lookup.field }
}
