import { readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { Type as TypeBox } from 'typebox'
import { expect, test } from 'vitest'
import { fits } from './fits.ts'
import { Type } from './type.ts'

type Builders = typeof Type

function samples(type: Builders) {
  const options = { description: 'What it is for.', default: 1 }
  const place = type.Object({ x: type.Integer(), y: type.Optional(type.Number({ minimum: 0 })) })
  return [
    ...[type.Unknown(), type.Null(), type.Boolean(), type.Integer(), type.Number(), type.String()],
    ...[type.Unknown(options), type.Boolean(options), type.Integer(options), type.String({ pattern: '^a' })],
    ...[type.Literal('a', options), type.Literal(1), type.Literal(true), type.Enum(['a', 'b'], options)],
    ...[place, type.Object({}), type.Object({ a: type.Optional(type.Null()) }, { additionalProperties: false })],
    ...[type.Array(place, { maxItems: 3 }), type.Union([place, type.String()]), type.Union([], options)],
    ...[type.Record(type.String(), place), type.Record(type.String({ pattern: '^[a-z]$' }), place, options)],
    ...[type.Optional(type.Array(type.String(options), options)), type.Optional(type.Optional(place))],
    ...[type.Unsafe<number>(place), type.Unsafe<string>({ description: 'Anything.' })],
    type.Cyclic({ Tree: type.Object({ below: type.Array(type.Ref('Tree')) }, options) }, 'Tree', { title: 'a' }),
  ]
}

/** With what is not enumerated. */
function whole(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(whole)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(Object.getOwnPropertyDescriptors(value))
  return entries
    .map(([key, one]) => [key, one.enumerable, whole(one.value)])
    .sort(([a], [b]) => (`${a}` < `${b}` ? -1 : 1))
}

test('schemas are those of TypeBox, marks and order of keywords included', () => {
  const ours = samples(Type)
  const theirs = samples(TypeBox)
  expect(ours.map(whole)).toEqual(theirs.map(whole))
  expect(JSON.stringify(ours)).toBe(JSON.stringify(theirs))
})

test('what fits the one fits the other', () => {
  const values = [{ below: [{ below: [] }] }, { below: [{}] }]
  const results = [Type, TypeBox].map((type) => values.map((value) => fits(samples(type).at(-1) ?? {}, value)))
  expect(results).toEqual([
    [true, false],
    [true, false],
  ])
})

test('every builder that any source uses is there', async () => {
  const root = new URL('../../../../', import.meta.url).pathname
  const used = new Set<string>()
  for await (const path of glob('{apps,packages}/*/src/**/*.{ts,tsx}', { cwd: root }))
    for (const [, name] of readFileSync(root + path, 'utf8').matchAll(/\bType\.([A-Z]\w+)(?:<\w+>)?\(/g))
      used.add(name ?? '')
  expect(used.size).toBeGreaterThan(10)
  expect([...used].filter((name) => !Object.hasOwn(Type, name))).toEqual([])
})
