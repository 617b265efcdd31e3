import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { Default } from 'typebox/value'
import { describe, expect, test } from 'vitest'
import { documentKinds } from '../documents/documents.ts'
import { Filter } from '../documents/filter.ts'
import { fillDefaults } from './fill-defaults.ts'
import { fits } from './fits.ts'
import type { JsonSchema } from './json-schema.ts'
import { Type } from './type.ts'

const strict = { additionalProperties: false }
/** As a schema, which the library's own defaults stumble over where it is `false`. */
const closed = { additionalProperties: { const: 'never' } }
const Everything = Type.Object(
  {
    count: Type.Integer({ minimum: 0, maximum: 9, default: 3 }),
    weight: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
    name: Type.Optional(Type.String({ minLength: 2, maxLength: 3, pattern: '^[a-z😀]*$' })),
    colour: Type.Optional(Type.Enum(['red', 'blue'], { default: 'red' })),
    mode: Type.Optional(Type.Union([Type.Literal('own'), Type.Null(), Type.Array(Type.Boolean(), { maxItems: 2 })])),
    parts: Type.Optional(
      Type.Array(Type.Object({ a: Type.Optional(Type.String({ default: 'x' })) }, strict), {
        ...{ minItems: 1, maxItems: 2, uniqueItems: true },
      }),
    ),
    free: Type.Optional(Type.Record(Type.String({ pattern: '^[a-z]$' }), Type.Integer(), closed)),
    filter: Type.Optional(Filter),
  },
  strict,
)

const scalars = [-1, 0, 1, 1.5, 9, 10, '', 'a', 'ab', 'abcd', '😀😀😀', 'Ab', 'red', 'own', true, null, [], {}]
const names = ['count', 'weight', 'name', 'colour', 'mode', 'parts', 'free', 'a', 'b', 'ab', 'constructor', 'filter']
const more = ['and', 'or', 'not', 'field', 'op', 'value', 'eq', 'between']
const anything = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 4, arbitrary: fc.constantFrom<unknown>(...scalars) },
    fc.constantFrom<unknown>(...more),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...names, ...more), tie('value'), { maxKeys: 4 }),
  ),
})).value
/** Mostly what fits: each part of it by chance of another kind. */
function mostly<Value>(fitting: fc.Arbitrary<Value>) {
  return fc.oneof({ weight: 40, arbitrary: fitting }, { weight: 1, arbitrary: anything })
}
const near = fc.record(
  {
    count: mostly(fc.integer({ min: -1, max: 20 })),
    weight: mostly(fc.constantFrom(0, 0.1, 1)),
    name: mostly(fc.constantFrom('a', 'ab', 'abc', 'abcd', '😀😀😀', 'A1')),
    colour: mostly(fc.constantFrom('red', 'blue', 'green')),
    mode: mostly(fc.oneof(fc.constantFrom('own', null), fc.array(fc.boolean(), { maxLength: 3 }))),
    parts: mostly(fc.array(fc.constantFrom({}, { a: 'y' }, { a: 'z' }, { b: 1 }), { maxLength: 3 })),
    free: mostly(fc.dictionary(fc.constantFrom('a', 'b', 'ab'), fc.integer(), { maxKeys: 2 })),
    filter: mostly(fc.constant({ not: { field: 'name', op: 'eq', value: 1 } })),
  },
  { requiredKeys: ['count'] },
)

/** The library that the server validates requests with; a reference to a name is one to a definition there. */
function ajvCheck(schema: object) {
  const pointed = JSON.parse(JSON.stringify(schema), (key, value) =>
    key === '$ref' ? `#/$defs/${value}` : key === '$id' ? undefined : value,
  )
  const validate = new Ajv2020({ strict: false }).compile(lifted(pointed))
  return (value: unknown) => validate(value) as boolean
}

/** With all definitions at the top, where a pointer finds them. */
function lifted(schema: JsonSchema): object {
  const $defs: Record<string, JsonSchema> = {}
  const plain = JSON.parse(JSON.stringify(schema), (_key, value) => {
    if (value && typeof value === 'object' && value.$defs) Object.assign($defs, value.$defs)
    return value
  })
  return { ...plain, $defs }
}

describe('fits', () => {
  test('says what a validator of JSON Schema says', () => {
    const check = ajvCheck(Everything)
    let fitting = 0
    fc.assert(
      fc.property(mostly(near), (value) => {
        const expected = check(value)
        if (expected) fitting += 1
        expect(fits(Everything, value)).toBe(expected)
      }),
      { numRuns: 4000 },
    )
    expect(fitting).toBeGreaterThan(50)
  })

  test('takes a property that is undefined for one that is missing', () => {
    expect(fits(Everything, { count: 1, name: undefined })).toBe(true)
    expect(fits(Everything, { count: undefined })).toBe(false)
  })

  test.each(Object.entries(documentKinds))('knows every keyword of the schema of %s', (_kind, { schema }) => {
    const unknown = keywordsOf(schema as JsonSchema).filter((keyword) => !known.has(keyword))
    expect(unknown).toEqual([])
  })
})

describe('fillDefaults', () => {
  test('fills in what the library fills in, and leaves what it is given as it was', () => {
    fc.assert(
      fc.property(near, (value) => {
        const before = structuredClone(value)
        const expected = Default(Everything, structuredClone(value))
        // The library fills members into lists that should be objects; such values are refused anyway.
        fc.pre(fits(Everything, expected))
        expect(fillDefaults(Everything, value)).toEqual(expected)
        expect(value).toEqual(before)
      }),
      { numRuns: 1000 },
    )
  })
})

const annotations = ['description', 'title', 'default', '$id']
const checked = [
  ...['$defs', '$ref', 'type', 'const', 'enum', 'anyOf', 'properties', 'patternProperties', 'additionalProperties'],
  ...['required', 'items', 'minItems', 'maxItems', 'uniqueItems', 'minLength', 'maxLength', 'pattern'],
  ...['minimum', 'maximum', 'exclusiveMinimum'],
]
const known = new Set([...annotations, ...checked])

function keywordsOf(schema: JsonSchema): string[] {
  const named = [schema.$defs, schema.properties, schema.patternProperties].flatMap((map) => Object.values(map ?? {}))
  const single = [schema.items, schema.additionalProperties].filter((one) => typeof one === 'object')
  const inner = [...named, ...single, ...(schema.anyOf ?? [])]
  return [...Object.keys(schema), ...inner.flatMap(keywordsOf)]
}
