import type { ExpressionSchema, SchemaEntity, SchemaField } from '../model/expression-schema.ts'
import { type NameLanguage, nameOf } from './match-name.ts'
import { type NameSegment, writeName } from './name-path.ts'
import { type NameReference, type NameScope, scopeAt, targetOf, toOneFields } from './name-scope.ts'
import { type Resolved, resolveField, resolveRelation } from './resolve-name.ts'

/**
 * How a reference is written, braces included, so that it is read as that reference at that place: with labels where
 * they are clear. Null when the place cannot say it.
 */
export function writeReference(reference: NameReference, scope: NameScope, language: NameLanguage): string | null {
  return writers[reference.refers](reference as never, scope, language)
}

type Writer<Refers> = (
  reference: Extract<NameReference, { refers: Refers }>,
  scope: NameScope,
  language: NameLanguage,
) => string | null

const writers: { [Refers in NameReference['refers']]: Writer<Refers> } = {
  field: writeField,
  relation: writeRelation,
  table: writeTable,
}

function writeField(
  reference: Extract<NameReference, { refers: 'field' }>,
  scope: NameScope,
  language: NameLanguage,
): string | null {
  const target = scopeAt(scope, reference.level)
  if (!target) return null
  const own = fieldSegments(target.schema, target.entity, reference, language)
  const inner = writeName(0, [...scopeSegments(target, language), ...own])
  if (sameReference(resolveField(inner.slice(1, -1), scope, language), reference)) return inner
  return reference.level > 0 ? writeName(reference.level, own) : inner
}

function writeRelation(
  reference: Extract<NameReference, { refers: 'relation' }>,
  scope: NameScope,
  language: NameLanguage,
): string {
  const segments = relationSegments(reference, scope, language)
  const text = writeName(0, segments)
  if (sameReference(resolveRelation(text.slice(1, -1), scope, language), reference)) return text
  const keys = relationSegments(reference, scope, null)
  return writeName(
    0,
    keys.map((segment) => ({ ...segment, key: true })),
  )
}

function relationSegments(
  { steps, relation, rest }: Extract<NameReference, { refers: 'relation' }>,
  scope: NameScope,
  language: NameLanguage,
): NameSegment[] {
  const way = scopeSegments(scope, language)
  let owner: SchemaEntity | null = scope.entity
  for (const step of steps) {
    if (owner) way.push(nameOf(toOneFields(owner), step, language))
    owner = owner && targetOf(scope.schema, step)
  }
  way.push(owner ? nameOf([...owner.relations()], relation, language) : { text: relation.key, key: true })
  const item = scope.schema.entity(relation.entity)
  return rest && item ? [...way, ...fieldSegments(scope.schema, item, rest, language)] : way
}

function writeTable(
  { entity }: Extract<NameReference, { refers: 'table' }>,
  scope: NameScope,
  language: NameLanguage,
): string {
  return writeName(0, [nameOf([...scope.schema.entities()], entity, language)])
}

function scopeSegments({ path }: NameScope, language: NameLanguage): NameSegment[] {
  return path.map(({ candidates, key }) => {
    const target = candidates.find((candidate) => candidate.key === key)
    return target ? nameOf(candidates, target, language) : { text: key, key: true }
  })
}

function fieldSegments(
  schema: ExpressionSchema,
  entity: SchemaEntity,
  { steps, field }: { steps: readonly SchemaField[]; field: SchemaField },
  language: NameLanguage,
): NameSegment[] {
  const segments: NameSegment[] = []
  let owner: SchemaEntity | null = entity
  for (const step of steps) {
    segments.push(owner ? nameOf(toOneFields(owner), step, language) : { text: step.key, key: true })
    owner = owner && targetOf(schema, step)
  }
  segments.push(owner ? nameOf([...owner.fields()], field, language) : { text: field.key, key: true })
  return segments
}

function sameReference(found: Resolved, wanted: NameReference): boolean {
  return found.ok && identity(found.reference) === identity(wanted)
}

function identity(reference: NameReference): string {
  return identities[reference.refers](reference as never)
}

const keysOf = (named: readonly { key: string }[]) => named.map(({ key }) => key).join('.')

const identities: {
  [Refers in NameReference['refers']]: (reference: Extract<NameReference, { refers: Refers }>) => string
} = {
  field: ({ level, steps, field }) => `${level} ${keysOf([...steps, field])}`,
  relation: ({ steps, relation, rest }) =>
    `${keysOf([...steps, relation])} ${rest ? keysOf([...rest.steps, rest.field]) : ''}`,
  table: ({ entity }) => entity.key,
}
