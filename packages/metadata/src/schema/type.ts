import type { Static as StaticOf, TSchema, Type as TypeBox } from 'typebox'

// The same objects as TypeBox makes, with its marks that are not enumerated; test: type.test.ts.

type Options = { [key: string]: unknown }
interface Schema {
  [keyword: string]: unknown
}

function schema(kind: string, keywords: Schema, options: Options = {}): Schema {
  return mark({ ...keywords, ...options }, '~kind', kind)
}

function mark(target: Schema, name: string, value: unknown): Schema {
  return Object.defineProperty(target, name, { value, configurable: true, writable: true, enumerable: false })
}

/** As the schema is, its marks with it. */
function copyOf(one: Schema): Schema {
  return Object.defineProperties({}, Object.getOwnPropertyDescriptors(one)) as Schema
}

const builders = {
  Unknown: (options?: Options) => schema('Unknown', {}, options),
  Null: (options?: Options) => schema('Null', { type: 'null' }, options),
  Boolean: (options?: Options) => schema('Boolean', { type: 'boolean' }, options),
  Integer: (options?: Options) => schema('Integer', { type: 'integer' }, options),
  Number: (options?: Options) => schema('Number', { type: 'number' }, options),
  String: (options?: Options) => schema('String', { type: 'string' }, options),
  Literal: (value: string | number | boolean, options?: Options) =>
    schema('Literal', { type: typeof value, const: value }, options),
  Enum: (values: readonly unknown[], options?: Options) => schema('Enum', { enum: values }, options),
  Array: (items: Schema, options?: Options) => schema('Array', { type: 'array', items }, options),
  Union: (anyOf: readonly Schema[], options?: Options) => schema('Union', { anyOf }, options),
  Ref: ($ref: string, options?: Options) => schema('Ref', { $ref }, options),
  Unsafe: (one: Schema) => mark(copyOf(one), '~unsafe', null),
  Optional: (one: Schema) => mark(copyOf(one), '~optional', true),
  Object(properties: { [key: string]: Schema }, options?: Options) {
    const required = Object.keys(properties).filter((key) => !Object.hasOwn(properties[key] ?? {}, '~optional'))
    return schema('Object', { type: 'object', ...(required.length > 0 && { required }), properties }, options)
  },
  Record(key: Schema, value: Schema, options?: Options) {
    const pattern = key.pattern === undefined ? '^.*$' : String(key.pattern)
    return schema('Record', { type: 'object', patternProperties: { [pattern]: value } }, options)
  },
  Cyclic($defs: { [key: string]: Schema }, $ref: string, options?: Options) {
    const named = Object.entries($defs).map(([key, one]) => [key, Object.assign(copyOf(one), { $id: key })])
    return schema('Cyclic', { $defs: Object.fromEntries(named), $ref }, options)
  },
} satisfies { [Name in keyof typeof TypeBox]?: unknown }

/**
 * The builders of schemas, with the types of TypeBox: `Static` reads a schema made by them. Schemas are data that is
 * checked by `fits`; the library's own builders bring its type engine along, 679 modules that took a tenth of the start
 * of the server and 17 kB of every page, and that nothing runs.
 */
export const Type = builders as unknown as Pick<typeof TypeBox, keyof typeof builders>

export declare namespace Type {
  /** What a schema allows, as a type. */
  export type Static<Schema extends TSchema> = StaticOf<Schema>
}
