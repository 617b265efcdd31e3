// Everything that must hold before a change lands, in order of how fast it fails. Prints what was skipped and why, and
// closes with one line of counts. `--only check` stops after the checks that need no database and no browser.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const onlyCheck = process.argv.includes('check')
const total = { passed: 0, failed: 0, skipped: 0 }
const skips = []
/** Passed at the second try: to be mended like those that failed. */
const unsteady = []

const tool = (name) => join(root, 'node_modules', '.bin', name)
const checks = [
  ['types of the server side', tool('tsc'), ['-p', 'tsconfig.json']],
  ['types of the browser side', tool('tsc'), ['-p', 'tsconfig.web.json']],
  ['format, lint and import order', tool('biome'), ['check', '--error-on-warnings', '.']],
  ['unused files, exports and dependencies', tool('knip'), ['--no-progress']],
]

for (const [name, program, args] of checks) stage(name, () => run(program, args))
if (onlyCheck) {
  vitest('layers and conventions', ['run', '--project', 'node', 'test/'])
} else {
  const browser = findBrowser()
  vitest('units and databases', ['run', '--project', 'node', '--project', 'web'])
  vitest('journeys in a browser', ['run', '--project', 'e2e'], { CHROMIUM_PATH: browser ?? '' })
}

for (const line of skips) console.log(`skipped: ${line}`)
for (const line of unsteady) console.log(`only at the second try: ${line}`)
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exit(total.failed > 0 ? 1 : 0)

function stage(name, check) {
  const start = Date.now()
  const passed = check()
  total[passed ? 'passed' : 'failed'] += 1
  console.log(`${passed ? '✓' : '✗'} ${name} (${((Date.now() - start) / 1000).toFixed(1)} s)`)
}

function run(program, args, environment = {}) {
  return spawnSync(program, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...environment } }).status === 0
}

/** Runs vitest and adds its numbers; a run that could not be read counts as one failure. */
function vitest(name, args, environment = {}) {
  mkdirSync(join(root, '.cache'), { recursive: true })
  const report = join(root, '.cache', `tests-${name.replaceAll(' ', '-')}.json`)
  rmSync(report, { force: true })
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`]
  const start = Date.now()
  const passed = run(
    process.execPath,
    [join(root, 'node_modules/vitest/vitest.mjs'), ...args, ...reporters],
    environment,
  )
  const {
    numPassedTests = 0,
    numFailedTests = 0,
    numPendingTests = 0,
    testResults = [],
  } = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : {}
  total.passed += numPassedTests
  total.skipped += numPendingTests
  total.failed += numFailedTests || (passed ? 0 : 1)
  for (const file of testResults) {
    const count = file.assertionResults.filter(
      (result) => result.status === 'skipped' || result.status === 'pending',
    ).length
    const name = file.name.slice(root.length + 1)
    if (count) skips.push(`${count} in ${name}`)
    const again = file.assertionResults.filter(
      ({ status, failureMessages }) => status === 'passed' && failureMessages.length,
    )
    for (const { fullName, failureMessages } of again)
      unsteady.push(`${name}: ${fullName}: ${failureMessages[0].split('\n', 1)[0]}`)
  }
  console.log(`${passed ? '✓' : '✗'} ${name}: ${numPassedTests} passed (${((Date.now() - start) / 1000).toFixed(0)} s)`)
}

/** A browser of the machine; as root on Debian it is installed from the distribution. Nothing else is downloaded. */
function findBrowser() {
  const known = [
    process.env.CHROMIUM_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ]
  const found = () => known.find((path) => path && existsSync(path))
  if (!found() && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('▸ Installing chromium for the browser tests …')
    run('apt-get', ['update', '-qq'])
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'])
  }
  if (!found()) skips.push('browser tests: no Chromium on this machine (set CHROMIUM_PATH)')
  return found()
}
