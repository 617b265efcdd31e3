// @vitest-environment jsdom
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { FieldStorage } from '@mortise/data'
import type { FieldType } from '@mortise/metadata'
import { afterAll, beforeAll, expect, it } from 'vitest'

/** What the React halves are here: their types belong to the other TypeScript program. */
interface Named {
  type: string
}

const run = promisify(execFile)
const repository = process.cwd()
const node = join(repository, 'node_modules/.bin/node')
let root = ''

/** Beside `src`, so that the relative imports of a kind lead where they lead in `src/fields`. */
beforeAll(async () => {
  root = await mkdtemp(join(repository, 'packages/kinds/.scaffold-'))
  await mkdir(join(root, 'fields'))
  for (const shared of ['values', 'runtime', 'errors.ts']) {
    await symlink(join(repository, 'packages/kinds/src', shared), join(root, shared))
  }
})
afterAll(() => rm(root, { recursive: true, force: true }))

async function halves(folder: string) {
  const load = async <Half>(suffix: string) => {
    const path = join(root, 'fields', folder, `${folder}${suffix}`)
    return ((await import(/* @vite-ignore */ path)) as { default: Half }).default
  }
  return {
    shared: await load<FieldType>('.ts'),
    storage: await load<FieldStorage>('.server.ts'),
    runtime: await load<Named>('.runtime.tsx'),
    designer: await load<Named>('.designer.tsx'),
  }
}

function expectWhole({ shared, storage, runtime, designer }: Awaited<ReturnType<typeof halves>>, type: string) {
  expect([shared.type, storage.type, runtime.type, designer.type]).toEqual([type, type, type, type])
  const field = { kind: shared, options: shared.samples.options } as never
  for (const value of shared.samples.valid) {
    expect(shared.normalise?.(value as never, shared.samples.options as never, field)).toEqual({ value })
  }
  for (const value of shared.samples.invalid) {
    expect(shared.normalise?.(value as never, shared.samples.options as never, field)).toHaveProperty('code')
  }
}

it('scaffolds a field type with all its halves', async () => {
  const script = join(repository, 'scripts/new-kind.mjs')
  await run(node, [script, 'field', 'star_rating', '--into', join(root, 'fields')])
  expectWhole(await halves('star-rating'), 'star_rating')
  await expect(run(node, [script, 'field', 'star_rating', '--into', join(root, 'fields')])).rejects.toThrow(/已存在/)
  await expect(run(node, [script, 'field', '../x'])).rejects.toThrow(/Usage/)
})

it('the field type of docs/adding-a-field-type.md works', async () => {
  const guide = await readFile(join(repository, 'docs/adding-a-field-type.md'), 'utf8')
  const snippets = [...guide.matchAll(/^```tsx? (\S+)\n(.*?)^```/gms)]
  expect(snippets.map(([, file]) => file)).toEqual([
    'rating.ts',
    'rating.server.ts',
    'rating.runtime.tsx',
    'rating.designer.tsx',
  ])
  await mkdir(join(root, 'fields/rating'))
  for (const [, file = '', source = ''] of snippets) await writeFile(join(root, 'fields/rating', file), source)
  expectWhole(await halves('rating'), 'rating')
})

it('what is scaffolded and what the guide says passes the type check', { timeout: 120_000 }, async () => {
  const config = { extends: '../../../tsconfig.web.json', include: ['fields'] }
  await writeFile(join(root, 'tsconfig.json'), JSON.stringify(config))
  const { stdout } = await run(join(repository, 'node_modules/.bin/tsc'), ['-p', root, '--preserveSymlinks']).catch(
    (error: { stdout: string }) => error,
  )
  const own = stdout.split('\n').filter((line) => line.includes('.scaffold-'))
  expect(own).toEqual([])
})
