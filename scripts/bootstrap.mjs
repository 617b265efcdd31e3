// The one script behind `npm start`, `npm test` and the rest. Plain JavaScript for Node 20 without any dependency: it
// runs before anything is installed. It installs what is missing (pnpm, the packages, Node 24), then hands over.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const bin = join(root, 'node_modules', '.bin')
const pnpmVersion = '12.21.0'
const say = (text) => console.log(`▸ ${text}`)

const commands = {
  // A smaller nursery for new objects: 20 MB less memory, and no request is slower for it.
  start: { build: true, run: ['--max-semi-space-size=8', 'apps/server/dist/main.js'] },
  dev: { build: false, run: ['scripts/dev.mjs'] },
  test: { build: true, run: ['scripts/run-tests.mjs'] },
  bench: { build: true, run: ['bench/run.mjs'] },
  check: { build: false, run: ['scripts/run-tests.mjs', '--only', 'check'] },
  doctor: { build: false, run: ['apps/server/src/main.ts', 'doctor'] },
  new: { build: false, run: ['scripts/new-kind.mjs'] },
  process: { build: false, run: ['packages/process/scripts/run-bpmn.ts'] },
}

const [first, ...rest] = process.argv.slice(2)
const [name, args] = first === 'run' ? [rest[0], rest.slice(1)] : [first, rest]
const command = commands[name]
if (!command) stop(`Unknown command "${name}". Known: ${Object.keys(commands).join(', ')}.`)

refuseOldNode()
install()
const emptyCluster = makeEmptyCluster()
if (command.build) {
  build(
    ['apps/web', 'packages'],
    'apps/web',
    [join(root, 'apps/web/node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'],
    'Building the web application …  正在构建网页应用…',
  )
  build(['apps/server', 'packages'], 'apps/server', ['scripts/build.mjs'], 'Building the server …  正在构建服务端…')
}
await emptyCluster
handOver([...command.run, ...args])

function refuseOldNode() {
  const major = Number(process.versions.node.split('.')[0])
  if (major < 20)
    stop(
      `Mortise needs Node 20 or newer to start; this is Node ${process.versions.node}. / 需要 Node 20 或更高版本，当前为 ${process.versions.node}。`,
    )
}

/** Installs the packages when the lockfile is not the one installed last. */
function install() {
  const wanted =
    fingerprint([join(root, 'pnpm-lock.yaml'), join(root, 'pnpm-workspace.yaml')]) + process.platform + process.arch
  const mark = join(root, 'node_modules', '.mortise-installed')
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return
  say('Installing packages (once per version; half a minute or two) …  正在安装依赖…')
  runOrStop(process.execPath, [
    pnpm(),
    'install',
    '--frozen-lockfile',
    '--prefer-offline',
    '--config.confirm-modules-purge=false',
  ])
  writeFileSync(mark, wanted)
}

/** pnpm from the machine would be any version; ours is pinned and lives in .tools. */
function pnpm() {
  const folder = join(root, '.tools')
  const manifest = join(folder, 'node_modules', 'pnpm', 'package.json')
  const installed = existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).version === pnpmVersion
  if (!installed) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
    runOrStop(npm, [
      'install',
      '--prefix',
      folder,
      '--no-save',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
      `pnpm@${pnpmVersion}`,
    ])
  }
  return join(folder, 'node_modules', 'pnpm', 'bin', 'pnpm.mjs')
}

/**
 * Makes the empty embedded database that new ones begin as, beside the build: a first start is then seconds faster. A
 * start without it makes its own.
 */
async function makeEmptyCluster() {
  const { version } = JSON.parse(
    readFileSync(join(root, 'packages/data/node_modules/@electric-sql/pglite/package.json'), 'utf8'),
  )
  if (existsSync(join(root, 'node_modules/.cache', `pglite-${version}`))) return
  const program = join(root, 'packages/data/src/database/make-empty-cluster.ts')
  const child = spawn(node(), [program], { cwd: root, stdio: 'ignore', env: childEnvironment() })
  await new Promise((done) => child.on('exit', done).on('error', done))
}

/** Builds an application into its dist when one of its sources changed since the last build. */
function build(sources, app, program, words) {
  const wanted = fingerprint([...sources, 'pnpm-lock.yaml'].flatMap((path) => filesBelow(join(root, path))))
  const mark = join(root, app, 'dist', '.built-from')
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return
  say(words)
  runOrStop(node(), program, join(root, app))
  writeFileSync(mark, wanted)
}

function filesBelow(path) {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => !['node_modules', 'dist'].includes(entry.name) && !entry.name.includes('.test.'))
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(join(path, entry.name)) : [join(path, entry.name)]))
}

function fingerprint(files) {
  const hash = createHash('sha256')
  for (const file of [...files].sort())
    hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0')
  return hash.digest('hex')
}

/** Node 24, which comes as a package: the machine's own may be older. */
function node() {
  return join(bin, process.platform === 'win32' ? 'node.cmd' : 'node')
}

function runOrStop(program, args, cwd = root) {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    env: childEnvironment(),
    maxBuffer: 1 << 26,
  })
  if (status === 0) return
  process.stderr.write(`${stdout ?? ''}${stderr ?? ''}`)
  stop(`${[program, ...args].join(' ')} failed${error ? `: ${error.message}` : ''}.`)
}

function handOver(args) {
  const child = spawn(node(), args, { cwd: root, stdio: 'inherit', env: childEnvironment() })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1)))
}

function childEnvironment() {
  const separator = process.platform === 'win32' ? ';' : ':'
  return { ...process.env, PATH: `${bin}${separator}${process.env.PATH}` }
}

function stop(message) {
  console.error(message)
  process.exit(1)
}
