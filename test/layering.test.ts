import { readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { findViolations } from './layering.ts'

const files = await Array.fromAsync(glob('{packages,apps}/*/src/**/*.{ts,tsx}'))

describe('layers', () => {
  it('finds the source files', () => expect(files.length).toBeGreaterThan(100))

  it('are kept by every file', () => {
    const violations = files.flatMap((file) => findViolations(file, readFileSync(file, 'utf8')))
    expect(violations).toEqual([])
  })
})

describe('the layering rules catch', () => {
  it.each([
    ['a package importing one above it', 'packages/core/src/a.ts', `import { x } from '@mortise/data'`],
    ['an engine importing React', 'packages/data/src/a.ts', `import { useState } from 'react'`],
    ['a side-effect import', 'packages/metadata/src/a.ts', `import '@mortise/ui'`],
    ['a dynamic import', 'packages/metadata/src/a.ts', `const x = await import('@mortise/kinds/server')`],
    ['a re-export', 'packages/metadata/src/a.ts', `export { x } from '@mortise/data'`],
    [
      'a server half in the browser',
      'packages/kinds/src/fields/text/text.runtime.tsx',
      `import x from './text.server.ts'`,
    ],
    ['React in a shared half', 'packages/kinds/src/fields/text/text.ts', `import { Text } from '@mortise/ui'`],
    [
      'the database in the web application',
      'apps/web/src/main.tsx',
      `import { openDatabase } from '@mortise/data/server'`,
    ],
    ['the engine of the schema library', 'packages/data/src/a.ts', `import { Type } from 'typebox'`],
    ['the component library outside ui', 'apps/web/src/main.tsx', `import { Button } from '@mantine/core'`],
    [
      'a designer in the runtime',
      'apps/web/src/runtime/list/list.tsx',
      `import { x } from '../../designer/form/x.tsx'`,
    ],
    ['a path into another package', 'apps/server/src/main.ts', `import { x } from '@mortise/data/src/query/reader.ts'`],
    ['a switch on the type of a kind', 'packages/data/src/a.ts', 'switch (field.type) {'],
    ['a barrel', 'packages/data/src/query/index.ts', ''],
    ['export of everything', 'packages/core/src/index.ts', `export * from './errors.ts'`],
  ])('%s', (_name, file, source) => {
    expect(findViolations(file, source)).toHaveLength(1)
  })
})
