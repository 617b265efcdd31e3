import { asSystem, type EntityRecord, type RecordInput } from '@mortise/data'
import type { ExpressionJson } from '@mortise/expressions'
import {
  bindOuter,
  type EntityModel,
  type Filter,
  plainFields,
  type RelatedPath,
  relatedPath,
  schemaOf,
} from '@mortise/metadata'
import type { CommandRelated } from '../contract/command-action-handler.ts'
import { commandErrors } from '../errors.ts'
import type { CommandCall } from './command-call.ts'
import { literal, plainText, valueFor } from './command-expressions.ts'
import { afterChanges, ownerVersion, type RelatedRecord } from './related-changes.ts'

/** Most records around one that a run changes; more are refused, and none is changed. */
export const maxRelated = 500

/** The record of a command, with what the steps before will have written. */
export interface OwnRecord {
  id: string
  record: EntityRecord
}

/**
 * The records that a step changes around a record, with their values. They are looked for over all records, as the author
 * of the app meant it: whether each may be changed is decided when it is written. `before`: what earlier steps change.
 */
export async function findRelated(
  call: CommandCall,
  own: OwnRecord,
  { relation, filter, values }: CommandRelated,
  before: ReadonlyMap<string, RelatedRecord>,
): Promise<RelatedRecord[]> {
  const { engine, scope, entity } = call
  const path = relatedPath(scope.model, entity, relation)
  if (!path) throw new Error('unreachable: an app whose relations lead nowhere is not published')
  const { target } = path
  const near = await nearFilter(call, own, path)
  if (!near) return []
  const bound = filter && (await bindOuter(filter, (name) => ownLiteral(call, own, name)))
  const { records } = await engine.query(asSystem('command'), scope, target.key, {
    select: [...plainFields(target), ...ownerVersion(target)],
    filter: bound ? { and: [near, bound] } : near,
    sort: [{ field: 'id', direction: 'asc' }],
    page: { size: maxRelated + 1 },
  })
  if (records.length > maxRelated) throw tooMany(call, target)
  return computeValues(call, own, { target, records: records.map((one) => afterChanges(before, target, one)), values })
}

function tooMany({ command }: CommandCall, target: EntityModel) {
  return commandErrors.COMMAND_RELATED_MANY({ command: command.label, table: target.plural, max: maxRelated })
}

/** Whatever the last relation leads to; null where a relation before it is blank. */
async function nearFilter(call: CommandCall, own: OwnRecord, path: RelatedPath): Promise<Filter | null> {
  const { before, from, step } = path
  const way = before.map(({ key }) => key)
  const base = way.length === 0 ? own.id : await idAt(call, own, way.join('.'))
  if (!base) return null
  if (step.via === 'foreign') return { field: step.field.key, op: 'eq', value: base }
  if (step.via === 'back_link') return { field: step.field.key, op: 'has_any', value: [base] }
  const ids = step.via === 'one' ? [await idAt(call, own, [...way, step.field.key].join('.'))] : await linked()
  const known = ids.filter((id) => id !== '')
  if (known.length > maxRelated) throw tooMany(call, path.target)
  return known.length > 0 ? { field: 'id', op: 'in', value: known } : null

  async function linked(): Promise<string[]> {
    const key = step.field.key
    const record =
      way.length === 0
        ? own.record
        : await call.engine.get(asSystem('command'), call.scope, from.key, base ?? '', ['id', key])
    return ((record[key] ?? []) as (string | { id: string })[]).map((one) => (typeof one === 'string' ? one : one.id))
  }
}

const over = (path: string) => ({ v: 1 as const, expr: { var: path } as ExpressionJson })

/** The id at the end of a path of relations to one; empty where one of them is blank. */
function idAt(call: CommandCall, own: OwnRecord, path: string): Promise<string> {
  const stored = over(path)
  return atOwn(call, own, (place) => plainText(stored, place))
}

function ownLiteral(call: CommandCall, own: OwnRecord, path: string): Promise<ExpressionJson> {
  const stored = over(path)
  return atOwn(call, own, (place) => literal(stored, place))
}

function atOwn<Result>(
  { engine, access, scope, entity }: CommandCall,
  { record }: OwnRecord,
  run: (place: Parameters<typeof plainText>[1]) => Result,
): Promise<Result> {
  const schema = schemaOf(scope.model)
  return engine.evaluate(access, scope, entity.key, ({ context, related }) =>
    run({ schema, entity: entity.key, record, context, related }),
  )
}

interface Given extends Pick<CommandRelated, 'values'> {
  target: EntityModel
  records: readonly EntityRecord[]
}

function computeValues(
  { engine, access, scope, entity }: CommandCall,
  own: OwnRecord,
  { target, records, values }: Given,
): Promise<RelatedRecord[]> {
  const schema = schemaOf(scope.model)
  const around = { entity: entity.key, record: own.record }
  return engine.evaluate(access, scope, target.key, ({ context, related }) =>
    records.map((record) => {
      const place = { schema, entity: target.key, record, around, context, related }
      const given = values.flatMap(({ field: key, value }) => {
        const field = target.fields.get(key)
        return field ? [[key, valueFor(field, value, place)] as const] : []
      })
      return { entity: target, record, values: Object.fromEntries(given) as RecordInput }
    }),
  )
}
