import type { AppDescription } from '@mortise/api'
import { AggregateQuery, type EntityCapabilities, Query } from '@mortise/data'
import { type AppModel, type EntityModel, type FieldModel, shownField } from '@mortise/metadata'
import { productVersion } from '../product-version.ts'
import { openApiBasics } from './openapi-basics.ts'
import { filterSchema, toOpenApiSchema } from './openapi-schema.ts'

type Json = { [key: string]: unknown }

/** The OpenAPI 3.1 of an app, with the tables and fields that the user may know of. */
export function describeOpenApi(model: AppModel, description: AppDescription, baseUrl: string): Json {
  const tables = description.entities.flatMap(({ key }) => {
    const entity = model.entities.get(key)
    const capabilities = description.capabilities[key]
    return entity && capabilities ? [{ entity, capabilities }] : []
  })
  const { components, security } = openApiBasics
  return {
    openapi: '3.1.0',
    info: {
      title: model.app.label.en,
      description: model.app.description?.en ?? model.app.label.en,
      version: `${model.app.version}+revision.${model.revision}`,
      'x-mortise-version': productVersion,
    },
    servers: [{ url: `${baseUrl}/api/apps/${model.key}` }],
    security,
    tags: tables.map(({ entity }) => ({ name: entity.key, description: entity.plural.en })),
    paths: Object.assign({}, ...tables.map(({ entity, capabilities }) => pathsOf(entity, capabilities))),
    components: {
      ...components,
      schemas: {
        ...components.schemas,
        Filter: filterSchema(),
        Query: toOpenApiSchema(Query),
        AggregateQuery: toOpenApiSchema(AggregateQuery),
        ...Object.assign({}, ...tables.map(({ entity, capabilities }) => schemasOf(entity, capabilities))),
      },
    },
  }
}

function schemasOf(entity: EntityModel, capabilities: EntityCapabilities): Json {
  const known = [...entity.fields.values()].filter((field) => Object.hasOwn(capabilities.fields, field.key))
  const writable = known.filter((field) => capabilities.fields[field.key] === 'write')
  return {
    [`${entity.key}_record`]: {
      type: 'object',
      description: entity.label.en,
      properties: propertiesOf(known),
      required: ['id'],
    },
    [`${entity.key}_values`]: {
      type: 'object',
      description: `Values of ${entity.label.en} to write.`,
      properties: propertiesOf(writable),
      additionalProperties: false,
    },
  }
}

function propertiesOf(fields: readonly FieldModel[]): Json {
  return Object.fromEntries(
    fields.map((field) => {
      const shown = shownField(field)
      const value = shown.key === 'id' ? toOpenApiSchema(shown.kind.value(shown.options)) : nullable(shown)
      return [field.key, { ...value, title: field.label.en }]
    }),
  )
}

function nullable(field: FieldModel): Json {
  const value = toOpenApiSchema(field.kind.value(field.options))
  const blank = field.kind.blank ?? null
  return blank === null ? { anyOf: [value, { type: 'null' }] } : value
}

function pathsOf({ key }: EntityModel, { create, update, delete: remove }: EntityCapabilities): Json {
  const base = `/entities/${key}`
  const record = { $ref: `#/components/schemas/${key}_record` }
  const values = { $ref: `#/components/schemas/${key}_values` }
  const idParameter = { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }
  const call = (operation: string, status: string, answer: Json | null, more: Json = {}) => ({
    operationId: `${operation}_${key}`,
    tags: [key],
    ...more,
    responses: {
      [status]: { description: answer ? 'Done.' : 'Done, without content.', ...(answer && jsonContent(answer)) },
      default: { $ref: '#/components/responses/Error' },
    },
  })
  const page = object({
    records: { type: 'array', items: record },
    next: text,
    previous: text,
    total: { type: 'object' },
  })
  const rows = object({ rows: { type: 'array', items: { type: 'object' } } })
  const saving = { acceptDuplicates: { type: 'boolean' }, select: { type: 'array', items: { type: 'string' } } }
  const selectParameter = { name: 'select', in: 'query', schema: { type: 'string' } }
  return {
    [`${base}/query`]: { post: call('query', '200', page, requestBody({ $ref: '#/components/schemas/Query' })) },
    [`${base}/aggregate`]: {
      post: call('aggregate', '200', rows, requestBody({ $ref: '#/components/schemas/AggregateQuery' })),
    },
    ...(create && {
      [`${base}/records`]: {
        post: call('create', '201', record, requestBody(object({ values, ...saving }, ['values']))),
      },
    }),
    [`${base}/records/{id}`]: {
      parameters: [idParameter],
      get: call('get', '200', record, { parameters: [selectParameter] }),
      ...(update && {
        patch: call(
          'update',
          '200',
          record,
          requestBody(object({ version: { type: 'integer' }, values, ...saving }, ['version', 'values'])),
        ),
      }),
      ...(remove && { delete: call('archive', '204', null) }),
    },
    ...(remove && {
      [`${base}/records/{id}/restore`]: { parameters: [idParameter], post: call('restore', '200', record) },
    }),
  }
}

const text = { type: ['string', 'null'] }

function object(properties: Json, required?: string[]): Json {
  return { type: 'object', properties, ...(required && { required }) }
}

function jsonContent(schema: Json): Json {
  return { content: { 'application/json': { schema } } }
}

function requestBody(schema: Json): Json {
  return { requestBody: { required: true, ...jsonContent(schema) } }
}
