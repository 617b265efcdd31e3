import type { JsonSchema } from '../schema/json-schema.ts'

type Definitions = Readonly<Record<string, JsonSchema>>

/**
 * The branch of a union that a value was most likely meant for: of the same JSON type; among objects the one whose
 * fixed keys (`"item": "section"`) agree, else the one that knows most of the keys. Null when none has its type.
 */
export function pickBranch(
  branches: readonly JsonSchema[],
  value: unknown,
  definitions: Definitions,
): JsonSchema | null {
  const fitting = flatten(branches, definitions).filter((branch) => hasType(branch, value))
  if (fitting.length === 0) return null
  if (!isObject(value)) return fitting[0] ?? null
  const agreeing = fitting.filter((branch) => {
    const fixed = fixedKeys(branch)
    return fixed.length > 0 && fixed.every(([key, wanted]) => value[key] === wanted)
  })
  return agreeing.length > 0 ? mostKnown(agreeing, value)[0] : likeliest(mostKnown(fitting, value), value)
}

/** The branches that know most keys of the value, those that miss fewest of their own first. */
function mostKnown(branches: readonly JsonSchema[], value: Record<string, unknown>): [JsonSchema, ...JsonSchema[]] {
  const known = (branch: JsonSchema) =>
    Object.keys(branch.properties ?? {}).filter((key) => Object.hasOwn(value, key)).length
  const missing = (branch: JsonSchema) => (branch.required ?? []).filter((key) => !Object.hasOwn(value, key)).length
  const most = Math.max(...branches.map(known))
  const best = branches.filter((branch) => known(branch) === most).toSorted((a, b) => missing(a) - missing(b))
  return best as [JsonSchema, ...JsonSchema[]]
}

function likeliest(branches: [JsonSchema, ...JsonSchema[]], value: Record<string, unknown>): JsonSchema {
  const fixed = sharedFixedKey(branches)
  const wrong = fixed !== null && Object.hasOwn(value, fixed.key)
  return wrong ? { type: 'object', properties: { [fixed.key]: fixed.choice } } : branches[0]
}

/** All branches are told apart by one key and the value has a wrong one there: the problem is that key alone. */
function sharedFixedKey(branches: readonly JsonSchema[]): { key: string; choice: JsonSchema } | null {
  const [first] = branches
  for (const [key] of first && branches.length > 1 ? fixedKeys(first) : []) {
    const fixed = branches.flatMap((branch) => fixedKeys(branch).filter(([name]) => name === key))
    const values = new Set(fixed.map(([, value]) => value))
    if (fixed.length === branches.length && values.size > 1) return { key, choice: { enum: [...values] } }
  }
  return null
}

function fixedKeys(branch: JsonSchema): [string, unknown][] {
  return Object.entries(branch.properties ?? {}).flatMap(([key, { const: fixed }]) =>
    fixed === undefined ? [] : [[key, fixed]],
  )
}

function flatten(branches: readonly JsonSchema[], definitions: Definitions): JsonSchema[] {
  return branches.flatMap((branch) => {
    const resolved = branch.$ref === undefined ? branch : (definitions[branch.$ref] ?? {})
    return resolved.anyOf ? flatten(resolved.anyOf, definitions) : resolved
  })
}

function hasType(branch: JsonSchema, value: unknown): boolean {
  const type = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value
  const wanted = branch.type === 'integer' ? 'number' : branch.type
  return wanted === undefined || wanted === type
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
