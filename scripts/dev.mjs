// Server and web application with reload: the server restarts when its sources change, Vite updates the page.
import { spawn } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const start = (args, cwd) =>
  spawn(process.execPath, args, { cwd, stdio: 'inherit', env: { ...process.env, NODE_ENV: 'development' } })

const children = [
  start(
    ['--watch-path=apps/server/src', '--watch-path=packages', '--watch-preserve-output', 'apps/server/src/main.ts'],
    root,
  ),
  start([join(root, 'apps/web/node_modules/vite/bin/vite.js')], join(root, 'apps/web')),
]

const stop = () => {
  for (const child of children) child.kill()
}
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop)
for (const child of children) child.on('exit', stop)
