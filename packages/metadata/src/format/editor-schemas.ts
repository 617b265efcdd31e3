import { documentKinds } from '../documents/documents.ts'
import { standaloneSchema } from './standalone-schema.ts'

/** The schema files for editors, by file name: `entity.schema.json`. A document names its own in `$schema`. */
export function editorSchemas(): Map<string, string> {
  return new Map(
    Object.entries(documentKinds).map(([kind, { schema }]) => {
      const content = {
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        title: `Mortise ${kind.replaceAll('_', ' ')}`,
        ...standaloneSchema(schema),
      }
      return [`${kind}.schema.json`, `${JSON.stringify(content, null, 2)}\n`]
    }),
  )
}
