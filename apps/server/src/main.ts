import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

const needed = 24
if (Number(process.versions.node.split('.')[0]) < needed) {
  console.error(`Mortise 需要 Node.js ${needed} 或更新版本，当前是 ${process.versions.node}。`)
  console.error(`Mortise needs Node.js ${needed} or newer; this is ${process.versions.node}.`)
  process.exit(1)
}
// The source is TypeScript: kept compiled, later starts take half the time.
enableCompileCache(fileURLToPath(new URL('../../../node_modules/.cache/compiled', import.meta.url)))
const command = process.argv[2]
if (command === 'doctor') {
  const { doctor } = await import('./start/doctor.ts')
  process.exitCode = await doctor(process.env)
} else {
  const { run } = await import('./start/run.ts')
  await run(process.env)
}
