/** Which workspace package may import which. A package that is not named here may import nothing of ours. */
const allowed: { [name: string]: readonly string[] } = {
  core: [],
  expressions: ['core'],
  metadata: ['core', 'expressions'],
  data: ['core', 'expressions', 'metadata'],
  api: ['core', 'expressions', 'metadata', 'data', 'process'],
  packs: ['core', 'expressions', 'metadata', 'data'],
  ui: ['core', 'expressions', 'metadata', 'data'],
  form: ['core', 'expressions', 'metadata', 'data'],
  process: ['core', 'expressions', 'metadata', 'data'],
  command: ['core', 'expressions', 'metadata', 'data'],
  print: ['core', 'expressions', 'metadata', 'data'],
  kinds: ['core', 'expressions', 'metadata', 'data', 'process', 'command', 'ui'],
  server: ['core', 'expressions', 'metadata', 'data', 'form', 'process', 'command', 'print', 'api', 'packs', 'kinds'],
  web: ['core', 'expressions', 'metadata', 'data', 'form', 'process', 'command', 'api', 'ui', 'kinds'],
}

/** What the tests of a package may import besides: the form engine is tried with the real field types. */
const allowedInTests: { [name: string]: readonly string[] } = { form: ['kinds'], process: ['kinds'] }

/** The entries that outsiders may import; everything else of a package is its own business. */
const entries =
  /^@mortise\/[^/]+$|^@mortise\/(metadata\/schema|data\/(server|testing)|packs\/server|form\/server|command\/server|print\/(server|testing)|process\/(server|bpmn|testing)|ui\/(styles\.css|grid|formula)|expressions\/(sql|text|docs|testing)|kinds\/(server|runtime|blocks|actions|designer|processes|bpmn|samples))$/

const serverOnly =
  '^node:|^kysely|^pg$|^fastify|^@electric-sql|^@mortise/(data|packs|form|command|print)/|^@mortise/process/server|^@mortise/expressions/sql|^@mortise/(packs|kinds/server)$|\\.server\\.ts$'
const anyReact = '^react|^@mantine|^@mortise/ui|\\.tsx$'

/** What a file may not import, by its place and by the suffix of its name: the suffix says which bundle it goes into. */
const sides: readonly { file: RegExp; forbidden: RegExp }[] = [
  {
    file: /\.server\.ts$|^apps\/server\//,
    forbidden: new RegExp(`${anyReact}|^@mortise/kinds/(runtime|blocks|actions|designer|processes)`),
  },
  { file: /\.runtime\.tsx$|^apps\/web\/src\/runtime\//, forbidden: new RegExp(`${serverOnly}|designer`) },
  { file: /\.designer\.tsx$|^apps\/web\/src\/|^packages\/ui\//, forbidden: new RegExp(serverOnly) },
  {
    file: /^packages\/kinds\/src\/(fields|views|command-actions|process-nodes)\/[^/]+\/[^./]+\.ts$/,
    forbidden: new RegExp(`${serverOnly}|${anyReact}`),
  },
  { file: /^packages\/(core|metadata|data|form|process|command|print|api|packs)\//, forbidden: new RegExp(anyReact) },
  { file: /^packages\/kinds\/|^apps\/web\//, forbidden: /^@mantine/ },
  // Schemas are written with @mortise/metadata/schema: the library's engine is not loaded (ADR 0016).
  { file: /^(apps\/|packages\/(?!metadata\/))/, forbidden: /^typebox/ },
]

const importPattern = /(?:^\s*(?:import|export)\b[^'"();]*?(?:\bfrom)?|\bimport\()\s*['"]([^'"]+)['"]/gm

/** Every rule of the layering that the source of a file breaks, in words. */
export function findViolations(file: string, source: string): string[] {
  const isTest = /\.test\.|\/testing\//.test(file)
  const found = [...source.matchAll(importPattern)].flatMap((match) => importViolations(file, match[1] ?? '', isTest))
  if (/switch\s*\([^)]*\.(type|kind)\)/.test(source)) found.push(`${file} must not switch on the type of a kind`)
  if (/^\s*export \* from/m.test(source)) found.push(`${file} must name what it exports`)
  if (/\/src\/.+\/index\.tsx?$/.test(file)) found.push(`${file} is a barrel inside a package`)
  return found
}

function importViolations(file: string, specifier: string, isTest: boolean): string[] {
  const [, owner = ''] = file.split('/')
  const target = /^@mortise\/([^/]+)/.exec(specifier)?.[1]
  const known = [...(allowed[owner] ?? []), ...(isTest ? (allowedInTests[owner] ?? []) : [])]
  if (target && target !== owner && !known.includes(target)) return [`${file} must not import ${specifier}`]
  if (isTest) return []
  if (target && !entries.test(specifier))
    return [`${file} must not import ${specifier}, which is inside another package`]
  return sides.some((side) => side.file.test(file) && side.forbidden.test(specifier))
    ? [`${file} must not import ${specifier}`]
    : []
}
