import { readFileSync, writeFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { errorCatalogue } from '@mortise/core'
import { beforeAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const path = resolve(root, 'docs/errors.md')

/** Loads every file of the product that defines codes, so that the catalogue is whole. */
async function loadDefinitions(): Promise<void> {
  const pattern = '{packages,apps}/*/src/**/*.ts'
  for (const file of (await Array.fromAsync(glob(pattern, { cwd: root }))).sort()) {
    const isSource = !file.includes('.test.') && /defineErrors\(/.test(readFileSync(resolve(root, file), 'utf8'))
    if (isSource && !file.endsWith('core/src/errors.ts')) await import(pathToFileURL(resolve(root, file)).href)
  }
}

const cell = (text: string) => text.replaceAll('|', '\\|')

function documentation(): string {
  const rows = [...errorCatalogue()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, { status, en, zh }]) => `| \`${code}\` | ${status} | ${cell(en)} | ${cell(zh)} |`)
  return `# Errors

Every refusal has a code that programs can rely on, and a message in the user's language. The HTTP status goes with the
code. Findings about documents (status 422) appear as \`issues\` of \`APP_INVALID\`; problems of single values as
\`problems\` of \`RECORD_INVALID\`. This page is written by \`UPDATE_DOCS=1\` and a run of
\`apps/server/src/errors-docs.test.ts\`, which otherwise fails when page and code differ.

| code | status | English | 中文 |
| --- | --- | --- | --- |
${rows.join('\n')}
`
}

describe('docs/errors.md', () => {
  beforeAll(async () => {
    await loadDefinitions()
    if (process.env.UPDATE_DOCS) writeFileSync(path, documentation())
  })

  it('lists every code there is, and none that there is not', () => {
    const listed = [...readFileSync(path, 'utf8').matchAll(/^\| `([A-Z_]+)` \|/gm)].map((match) => match[1])
    expect(listed).toEqual([...errorCatalogue().keys()].sort())
  })

  it('gives the status and both messages of each', () => {
    expect(readFileSync(path, 'utf8')).toBe(documentation())
  })

  it('names the same placeholders in both languages', () => {
    const holes = (text: string) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]))].sort()
    const different = [...errorCatalogue()].filter(([, { en, zh }]) => holes(en).join() !== holes(zh).join())
    expect(different.map(([code]) => code)).toEqual([])
  })
})
