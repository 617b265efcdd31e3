// Puts the server's modules into a few files under dist: a start then opens tens of files instead of 1,700, and takes half
// the time (docs/adr/0018-the-server-starts-from-a-bundle.md). Every module keeps its place: what it finds beside itself
// (migrations, workers, the web app) it finds by the address of its source.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { rolldown } from 'rolldown'

const root = join(import.meta.dirname, '../../..')
const out = join(root, 'apps/server/dist')
const kinds = join(root, 'packages/kinds/src')

rmSync(out, { recursive: true, force: true })
const bundle = await rolldown({
  input: { main: join(root, 'apps/server/src/main.ts') },
  platform: 'node',
  logLevel: 'warn',
  plugins: [halvesInPlace(), commonJsOutside(), addressesOfSources()],
})
await bundle.write({ dir: out, format: 'esm' })

/** What `halves-of.ts` finds on the disk is known here: a module that lists it takes its place. */
function halvesInPlace() {
  const place = join(kinds, 'halves-of.ts')
  return {
    name: 'halves-in-place',
    load(id) {
      if (id !== place) return null
      const lists = foldersIn(kinds).flatMap((folder) =>
        ['.ts', '.server.ts'].map((suffix) => ({ key: `${folder}/*${suffix}`, files: halves(folder, suffix) })),
      )
      const files = lists.flatMap((list) => list.files)
      const imports = files.map((file, index) => `import half${index} from './${file}'`)
      const entries = lists.map(
        (list) => `'${list.key}': [${list.files.map((file) => `half${files.indexOf(file)}`).join(', ')}]`,
      )
      return [
        ...imports,
        `const known = { ${entries.join(', ')} }`,
        'export async function halvesOf(folder, suffix) {',
        `  return known[folder + '/*' + suffix]`,
        '}',
      ].join('\n')
    },
  }
}

function halves(folder, suffix) {
  return foldersIn(join(kinds, folder))
    .map((type) => `${folder}/${type}/${type}${suffix}`)
    .filter((file) => existsSync(join(kinds, file)))
}

function foldersIn(place) {
  return readdirSync(place, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
}

/** CommonJS packages are imported where they are installed: they ask for files and modules of their own as they run. */
function commonJsOutside() {
  return {
    name: 'commonjs-outside',
    async resolveId(id, importer, options) {
      if (!importer || id.startsWith('node:')) return null
      const found = await this.resolve(id, importer, { ...options, skipSelf: true })
      if (!found || found.external || !found.id.includes('node_modules') || isModule(found.id)) return found
      return { id: fromOut(found.id), external: true }
    },
  }
}

function isModule(file) {
  if (/\.[mc]?js$/.test(file) && !file.endsWith('.js')) return file.endsWith('.mjs')
  if (!file.endsWith('.js')) return false
  let folder = dirname(file)
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder)
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).type === 'module'
}

/** `import.meta` of a module says what it said in its source. */
function addressesOfSources() {
  return {
    name: 'addresses-of-sources',
    transform(code, id) {
      if (!code.includes('import.meta.')) return null
      const address = `new URL('${fromOut(id)}', import.meta.url)`
      const known = {
        url: `${address}.href`,
        dirname: `process.getBuiltinModule('node:url').fileURLToPath(new URL('.', ${address}))`,
      }
      return {
        code: code.replace(/\bimport\.meta\.(\w+)/g, (all, name) => {
          if (name in known) return known[name]
          // Packages ask for what only other platforms have.
          if (id.includes('node_modules')) return all
          throw new Error(`${relative(root, id)} uses ${all}, which the bundle of the server does not know.`)
        }),
      }
    },
  }
}

function fromOut(file) {
  const path = relative(out, file).replaceAll('\\', '/')
  return path.startsWith('.') ? path : `./${path}`
}
