import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readConfig } from './config.ts'

describe('docs/configuration.md', () => {
  it('has a row for every variable that is read, and for no other', () => {
    const read = new Set<string>()
    const spy = new Proxy({}, { get: (_target, name) => void read.add(String(name)) })
    readConfig(spy)
    const page = readFileSync(new URL('../../../docs/configuration.md', import.meta.url), 'utf8')
    const documented = [...page.matchAll(/^\| `([A-Z_]+)` \|/gm)].map((match) => match[1])
    expect(documented.sort()).toEqual([...read].sort())
  })
})
