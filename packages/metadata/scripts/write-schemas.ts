/** Writes packages/metadata/schemas/*.schema.json. Run: node packages/metadata/scripts/write-schemas.ts */
import { writeFile } from 'node:fs/promises'
import { editorSchemas } from '../src/format/editor-schemas.ts'

for (const [name, content] of editorSchemas()) {
  await writeFile(new URL(`../schemas/${name}`, import.meta.url), content)
}
