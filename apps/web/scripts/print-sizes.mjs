// Prints what a browser loads for each screen, in gzip kilobytes, from the build's manifest; fails over the budgets.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const dist = new URL('../dist/', import.meta.url)
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'))

const record = [
  'index.html',
  'src/shell/shell-layout.tsx',
  'src/shell/app-scope.tsx',
  'kinds',
  'src/runtime/record/record-route.tsx',
]

/** A screen is everything these modules import statically. Budgets of ui.md: kilobytes of JavaScript, gzip. */
const screens = [
  { name: 'login (first page)', budget: 270, modules: ['index.html', 'src/login/login-route.tsx'] },
  {
    name: 'list (signed in)',
    budget: 400,
    modules: [
      'index.html',
      'src/shell/shell-layout.tsx',
      'src/shell/app-scope.tsx',
      'kinds',
      'src/runtime/list/list-route.tsx',
    ],
  },
  {
    name: 'record (signed in)',
    budget: 400,
    modules: record,
  },
  {
    name: 'table designer (beyond the first page)',
    budget: 250,
    modules: [
      'src/shell/shell-layout.tsx',
      'kinds',
      'src/design/design-routes.tsx',
      'src/design/table/table-designer.tsx',
    ],
    beyond: ['index.html', 'src/login/login-route.tsx'],
  },
  {
    name: 'process designer (beyond the first page)',
    budget: 250,
    modules: [
      'src/shell/shell-layout.tsx',
      'kinds',
      'src/design/design-routes.tsx',
      'src/design/process/process-designer.tsx',
    ],
    beyond: ['index.html', 'src/login/login-route.tsx'],
  },
  // These draw with what draws records, forms and views for everybody.
  ...['form', 'page', 'view', 'print'].map((kind) => ({
    name: `${kind} designer (beyond a record)`,
    budget: 250,
    modules: ['src/design/design-routes.tsx', `src/design/${kind}/${kind}-designer.tsx`],
    beyond: record,
  })),
]

const kinds = Object.keys(manifest).find((key) => /load\.runtime/.test(key))

let failed = false
for (const screen of screens) {
  const files = new Set()
  const there = new Set()
  for (const module of screen.beyond ?? []) collect(module, there)
  for (const module of screen.modules) collect(module, files)
  for (const file of there) files.delete(file)
  const script = total(files, '.js')
  const style = total(files, '.css')
  const over = script > screen.budget
  failed ||= over
  const count = `${[...files].filter((file) => file.endsWith('.js')).length} files`
  print(`${screen.name}: ${script.toFixed(1)} kB JavaScript of ${screen.budget}, ${style.toFixed(1)} kB CSS, ${count}`)
}
for (const [key, chunk] of Object.entries(manifest)) {
  if (!chunk.isDynamicEntry || /designer/.test(key)) continue
  const own = size(chunk.file)
  if (own > 120) {
    failed = true
    print(`${key}: ${own.toFixed(1)} kB, more than the 120 kB of a route`)
  }
}
process.exitCode = failed ? 1 : 0

function collect(name, files) {
  const key = name === 'kinds' ? kinds : name
  const chunk = manifest[key]
  if (!chunk) throw new Error(`not in the manifest: ${key}`)
  if (files.has(chunk.file)) return
  files.add(chunk.file)
  for (const css of chunk.css ?? []) files.add(css)
  for (const imported of chunk.imports ?? []) collect(imported, files)
}

function total(files, ending) {
  return [...files].filter((file) => file.endsWith(ending)).reduce((sum, file) => sum + size(file), 0)
}

function size(file) {
  return gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length / 1000
}

function print(line) {
  process.stdout.write(`${line}\n`)
}
