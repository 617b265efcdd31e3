import type { LocalizedText } from '@mortise/core'
import type { SchemaEntity, SchemaField } from '../model/expression-schema.ts'
import type { ExpressionType } from '../model/expression-type.ts'
import type { Candidate } from './completion.ts'
import type { ExpectedAtCursor } from './expected-at-cursor.ts'
import { matchName, type NameLanguage } from './match-name.ts'
import { readNamePath } from './name-path.ts'
import { type NameReference, type NameScope, targetOf, toOneFields } from './name-scope.ts'
import { writeReference } from './write-reference.ts'

/** Where the fields come from that may follow. */
interface Place {
  scope: NameScope
  language: NameLanguage
  level: number
  owner: SchemaEntity
  steps: readonly SchemaField[]
  /** After a relation, where an aggregate expects one: `{Lines.` goes on to the fields of its items. */
  relation: Extract<NameReference, { refers: 'relation' }> | null
}

/** Names for the cursor, where `name` stands already, perhaps in part. */
export function completeNames(
  name: string,
  wanted: ExpectedAtCursor['names'],
  scope: NameScope,
  language: NameLanguage,
): Candidate[] {
  const { path, typed } = splitPath(name)
  if (wanted === 'table') return path === null ? tables(scope, language) : []
  const around = path === null ? placesAround(scope, language, wanted) : placesBehind(path, wanted, scope, language)
  // Who types "level" finds the level of the customer.
  const places = wanted === 'value' && typed !== '' ? [...around, ...around.flatMap(placesNext)] : around
  return places.flatMap((place) => (wanted === 'relation' ? relationsAt(place) : fieldsAt(place, wanted)))
}

/** What is before the last dot of a name that is being written, and what is typed after it. */
export function splitPath(name: string): { path: string | null; typed: string } {
  const dot = Math.max(...['.', '。', '．'].map((sign) => name.lastIndexOf(sign)))
  return dot < 0 ? { path: null, typed: name.trim() } : { path: name.slice(0, dot), typed: name.slice(dot + 1).trim() }
}

/** The records that the one at a place leads to. */
function placesNext(place: Place): Place[] {
  return toOneFields(place.owner).flatMap((field) => {
    const owner = field.key === 'id' ? null : targetOf(place.scope.schema, field)
    return owner && !place.relation ? [{ ...place, owner, steps: [...place.steps, field] }] : []
  })
}

/** The records around, the innermost first; relations and changes are only those of the record at hand. */
function placesAround(scope: NameScope, language: NameLanguage, wanted: ExpectedAtCursor['names']): Place[] {
  const places: Place[] = []
  let level = 0
  for (let around: NameScope | null = scope; around; around = around.outer) {
    places.push({ scope, language, level, owner: around.entity, steps: [], relation: null })
    if (wanted !== 'value') break
    level++
  }
  return places
}

/** Every way in which the part before the dot can be read. */
function placesBehind(
  path: string,
  wanted: ExpectedAtCursor['names'],
  scope: NameScope,
  language: NameLanguage,
): Place[] {
  const { up, segments } = readNamePath(path)
  for (const start of placesAround(scope, language, wanted)) {
    const { path: way } = scopeOf(scope, start.level)
    const begins = way.every(({ candidates, key }, index) => {
      const segment = segments[index]
      return segment !== undefined && matchName(candidates, segment, language)[0]?.key === key
    })
    if (up > 0 ? up !== start.level : !begins) continue
    let place: Place | null = start
    for (const segment of segments.slice(up > 0 ? 0 : way.length)) place = place && stepTo(place, segment)
    if (place) return [place]
  }
  return []
}

function scopeOf(scope: NameScope, level: number): NameScope {
  let found = scope
  for (let step = 0; step < level; step++) found = found.outer ?? found
  return found
}

function stepTo(place: Place, segment: { text: string; key: boolean }): Place | null {
  const { owner, language, scope } = place
  const [field] = matchName(toOneFields(owner), segment, language)
  const target = field && targetOf(scope.schema, field)
  if (field && target) return { ...place, owner: target, steps: [...place.steps, field] }
  const [relation] = matchName([...owner.relations()], segment, language)
  const item = relation && place.level === 0 && !place.relation ? scope.schema.entity(relation.entity) : null
  if (!relation || !item) return null
  const reference = { refers: 'relation', steps: place.steps, relation, rest: null } as const
  return { ...place, owner: item, steps: [], relation: reference }
}

function tables(scope: NameScope, language: NameLanguage): Candidate[] {
  return [...scope.schema.entities()].flatMap((entity) =>
    named({ refers: 'table', entity }, { scope, language }, { kind: 'table', type: null, leadsOn: false }, entity),
  )
}

/** Fields, and where a relation is behind, those of its items. */
function fieldsAt(place: Place, wanted: ExpectedAtCursor['names']): Candidate[] {
  if (place.relation && wanted === 'value') return []
  return [...place.owner.fields()].flatMap((field) => {
    const rest = { steps: place.steps, field }
    const reference: NameReference = place.relation
      ? { ...place.relation, rest }
      : { refers: 'field', level: place.level, ...rest }
    const leadsOn = wanted !== 'field' && field.key !== 'id' && targetOf(place.scope.schema, field) !== null
    const table = place.steps.length > 0 ? place.owner.label : undefined
    return named(reference, place, { kind: 'field', type: field.type, leadsOn, ...(table && { table }) }, field)
  })
}

/** To-many relations, and the to-one relations behind which there may be some. */
function relationsAt(place: Place): Candidate[] {
  if (place.relation) return fieldsAt(place, 'relation')
  const { owner, steps, scope } = place
  const relations = [...owner.relations()].flatMap((relation) =>
    named(
      { refers: 'relation', steps, relation, rest: null },
      place,
      { kind: 'relation', type: null, leadsOn: false },
      relation,
    ),
  )
  const ways = toOneFields(owner).flatMap((field) => {
    const leadsOn = field.key !== 'id' && [...(targetOf(scope.schema, field)?.relations() ?? [])].length > 0
    const reference: NameReference = { refers: 'field', level: 0, steps, field }
    return leadsOn ? named(reference, place, { kind: 'field', type: field.type, leadsOn }, field) : []
  })
  return [...relations, ...ways]
}

function named(
  reference: NameReference,
  { scope, language }: Pick<Place, 'scope' | 'language'>,
  candidate: { kind: Candidate['kind']; type: ExpressionType | null; leadsOn: boolean; table?: LocalizedText },
  { key, label }: { key: string; label: LocalizedText },
): Candidate[] {
  const insert = writeReference(reference, scope, language)
  if (insert === null) return []
  const shown = insert.slice(1, -1)
  return [{ ...candidate, label: shown, insert, cursor: insert.length, names: [shown, ...Object.values(label), key] }]
}
