import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { documentedFunctions, functionDocs } from './docs.ts'
import { withReference } from './function-reference.ts'
import { parameterNames } from './functions/parameter-names.ts'
import { specialSignatures } from './text/special-calls.ts'

const page = readFileSync(new URL('../../../docs/expressions.md', import.meta.url), 'utf8')

describe('docs/expressions.md', () => {
  it('says of every function what its definition says; write-docs.ts writes it', () => {
    expect(page).toBe(withReference(page))
  })
})

describe('the words of functions', () => {
  it('are there for everything that can be called', () => {
    for (const spelling of Object.keys(specialSignatures)) expect(functionDocs.has(spelling), spelling).toBe(true)
  })

  it('are there in both languages, parameters included', () => {
    for (const { spelling, summary, parameters } of documentedFunctions) {
      expect(summary.zh, spelling).toMatch(/[\u4e00-\u9fff]/)
      expect(summary.en, spelling).toMatch(/^[A-Z0-9].*\.$/s)
      for (const name of Object.keys(parameters)) expect(parameterNames, spelling).toHaveProperty(name)
    }
  })
})
