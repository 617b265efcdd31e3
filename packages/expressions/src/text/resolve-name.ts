import { hintFor } from '../check/check-context.ts'
import type { SchemaEntity, SchemaField, SchemaRelation } from '../model/expression-schema.ts'
import type { ExpressionProblemCode } from '../problems.ts'
import { matchName, type NameLanguage } from './match-name.ts'
import { type NamePath, type NameSegment, readNamePath } from './name-path.ts'
import { type Named, type NameReference, type NameScope, scopeAt, targetOf, toOneFields } from './name-scope.ts'

/** Why a name means nothing. */
export interface NameProblem {
  code: ExpressionProblemCode
  params: { [name: string]: unknown }
}

export type Resolved<T extends NameReference = NameReference> =
  | { ok: true; reference: T }
  | { ok: false; problem: NameProblem }

type FieldReference = Extract<NameReference, { refers: 'field' }>
type RelationReference = Extract<NameReference, { refers: 'relation' }>
type TableReference = Extract<NameReference, { refers: 'table' }>

/** The field that a name means where a value is expected. */
export function resolveField(name: string, scope: NameScope, language: NameLanguage): Resolved<FieldReference> {
  const start = startOf(readNamePath(name), scope, language)
  if (!start) return refuse('EXPRESSION_OUTER')
  const found = followToField(start, start.segments, language)
  if (!found.ok) return found
  return { ok: true, reference: { refers: 'field', level: start.level, steps: found.steps, field: found.field } }
}

/** The relation that a name means where an aggregate expects one. */
export function resolveRelation(name: string, scope: NameScope, language: NameLanguage): Resolved<RelationReference> {
  const start = startOf(readNamePath(name), scope, language)
  if (!start) return refuse('EXPRESSION_OUTER')
  if (start.level > 0) return unknownRelation(scope.entity, start.segments[0], outerHint)
  const steps: SchemaField[] = []
  let owner = scope.entity
  for (const [index, segment] of start.segments.entries()) {
    const relation = relationAt(owner, segment, index === start.segments.length - 1, language)
    if (Array.isArray(relation)) return ambiguous(segment, relation)
    if (relation) return withRest({ refers: 'relation', steps, relation, rest: null }, start, index + 1, language)
    const [field, second] = matchName(toOneFields(owner), segment, language)
    if (field && second) return ambiguous(segment, [field, second])
    const target = field && targetOf(scope.schema, field)
    if (!field || !target) return unknownRelation(owner, segment)
    steps.push(field)
    owner = target
  }
  return unknownRelation(scope.entity, start.segments.at(-1))
}

/** The table that a name means where a look-up expects one. */
export function resolveTable(name: string, scope: NameScope, language: NameLanguage): Resolved<TableReference> {
  const { segments } = readNamePath(name)
  const [segment] = segments
  const entities = [...scope.schema.entities()]
  const found = segment && segments.length === 1 ? matchName(entities, segment, language) : []
  const [entity, second] = found
  if (segment && second) return ambiguous(segment, found)
  if (entity) return { ok: true, reference: { refers: 'table', entity } }
  return refuse('EXPRESSION_TABLE_UNKNOWN', { name, hint: hintFor(name, namesOf(entities)) })
}

interface Start {
  scope: NameScope
  level: number
  /** What is left of the name in that scope. */
  segments: readonly NameSegment[]
}

/** The innermost record whose way the name begins with; the record of the formula if none. */
function startOf({ up, segments }: NamePath, scope: NameScope, language: NameLanguage): Start | null {
  if (up > 0) {
    const outer = scopeAt(scope, up)
    return outer && { scope: outer, level: up, segments }
  }
  let found: NameScope | null = scope
  for (let level = 0; found; level++) {
    const { path } = found
    const begins = path.every(({ candidates, key }, index) => {
      const segment = segments[index]
      const [match, second] = segment ? matchName(candidates, segment, language) : []
      return match?.key === key && second === undefined
    })
    if (begins && segments.length > path.length) return { scope: found, level, segments: segments.slice(path.length) }
    if (!found.outer) return { scope: found, level, segments }
    found = found.outer
  }
  return null
}

type Followed = { ok: true; steps: SchemaField[]; field: SchemaField } | { ok: false; problem: NameProblem }

/** Over to-one relations to a field. */
function followToField(start: Start, segments: readonly NameSegment[], language: NameLanguage): Followed {
  const steps: SchemaField[] = []
  let owner = start.scope.entity
  for (const [index, segment] of segments.entries()) {
    const last = index === segments.length - 1
    const found = fieldAt(owner, segment, last, language)
    if (!('field' in found)) return found
    if (last) return { ok: true, steps, field: found.field }
    const target = targetOf(start.scope.schema, found.field)
    if (!target) return refuse('EXPRESSION_PATH', { name: found.field.label })
    steps.push(found.field)
    owner = target
  }
  return refuse('EXPRESSION_FIELD_UNKNOWN', { table: owner.label, name: '', hint: '' })
}

function fieldAt(
  owner: SchemaEntity,
  segment: NameSegment,
  last: boolean,
  language: NameLanguage,
): { field: SchemaField } | Extract<Followed, { ok: false }> {
  const fields = [...owner.fields()]
  const toOne = last ? [] : matchName(toOneFields(owner), segment, language)
  const found = toOne.length > 0 ? toOne : matchName(fields, segment, language)
  const [field, second] = found
  if (second) return ambiguous(segment, found)
  if (field) return { field }
  const [relation] = matchName([...owner.relations()], segment, language)
  if (relation) return refuse('EXPRESSION_RELATION_ALONE', { name: relation.label })
  const hint = hintFor(segment.text, namesOf(fields))
  return refuse('EXPRESSION_FIELD_UNKNOWN', { table: owner.label, name: segment.text, hint })
}

/** A relation of that name, several of them, or none; on the way a to-one relation goes before. */
function relationAt(
  owner: SchemaEntity,
  segment: NameSegment,
  last: boolean,
  language: NameLanguage,
): SchemaRelation | SchemaRelation[] | null {
  if (!last && matchName(toOneFields(owner), segment, language).length > 0) return null
  const found = matchName([...owner.relations()], segment, language)
  return found.length > 1 ? found : (found[0] ?? null)
}

function withRest(
  reference: RelationReference,
  start: Start,
  used: number,
  language: NameLanguage,
): Resolved<RelationReference> {
  const segments = start.segments.slice(used)
  const entity = start.scope.schema.entity(reference.relation.entity)
  if (segments.length === 0 || !entity) return { ok: true, reference }
  const found = followToField({ ...start, scope: { ...start.scope, entity } }, segments, language)
  if (!found.ok) return found
  return { ok: true, reference: { ...reference, rest: { steps: found.steps, field: found.field } } }
}

function refuse(code: ExpressionProblemCode, params: NameProblem['params'] = {}): { ok: false; problem: NameProblem } {
  return { ok: false, problem: { code, params } }
}

function ambiguous({ text }: NameSegment, found: readonly Named[]): { ok: false; problem: NameProblem } {
  return refuse('FORMULA_AMBIGUOUS', { name: text, keys: found.map(({ key }) => `#${key}`) })
}

const outerHint = {
  zh: '它属于外层的记录；汇总只能从当前的明细开始。',
  en: 'It belongs to the record around; aggregates start from the item at hand.',
}

function unknownRelation(owner: SchemaEntity, segment: NameSegment | undefined, hint?: typeof outerHint) {
  const name = segment?.text ?? ''
  const near = hintFor(name, namesOf([...owner.relations()]))
  return refuse('EXPRESSION_RELATION_UNKNOWN', { table: owner.label, name, hint: hint ?? near })
}

function namesOf(named: readonly Named[]): string[] {
  return named.flatMap(({ key, label }) => [...Object.values(label), key])
}
