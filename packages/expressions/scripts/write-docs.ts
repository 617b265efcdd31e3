/** Writes the functions into docs/expressions.md. Run: node packages/expressions/scripts/write-docs.ts */
import { readFile, writeFile } from 'node:fs/promises'
import { withReference } from '../src/function-reference.ts'

const page = new URL('../../../docs/expressions.md', import.meta.url)
await writeFile(page, withReference(await readFile(page, 'utf8')))
