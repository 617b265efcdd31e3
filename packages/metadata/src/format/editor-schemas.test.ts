import { readdir, readFile } from 'node:fs/promises'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { salesApp } from '../testing/app.fixture.ts'
import { editorSchemas } from './editor-schemas.ts'

const folder = new URL('../../schemas/', import.meta.url)

describe('the schema files for editors', () => {
  it('are those of the present documents (else run scripts/write-schemas.ts)', async () => {
    expect((await readdir(folder)).sort()).toEqual([...editorSchemas().keys()].sort())
    for (const [name, content] of editorSchemas()) expect(await readFile(new URL(name, folder), 'utf8')).toBe(content)
  })

  it('are valid JSON Schema that accepts good documents and refuses bad ones', () => {
    for (const [name, content] of editorSchemas()) {
      const validate = new Ajv2020({ strict: false }).compile(JSON.parse(content))
      const kind = name.replace('.schema.json', '')
      const documents = salesApp().filter((document) => document.kind === kind)
      for (const document of documents) expect(validate(document), JSON.stringify(validate.errors)).toBe(true)
      expect(documents).not.toHaveLength(0)
      expect(validate({ ...documents[0], unknown: 1 })).toBe(false)
    }
  })
})
