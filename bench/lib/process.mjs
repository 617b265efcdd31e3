import { createServer } from 'node:net'

export async function freePort() {
  const server = createServer()
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address()
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Waits until the server answers; fails at once when its process ends. */
export async function untilHealthy(child, origin, pause, seconds = 60) {
  const patience = performance.now() + seconds * 1000
  while (performance.now() < patience) {
    if (child.exitCode !== null) throw new Error(`the server ended with code ${child.exitCode}`)
    const ok = await fetch(`${origin}/api/health`).then(
      (answer) => answer.ok,
      () => false,
    )
    if (ok) return
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
  throw new Error('the server did not start')
}

export function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    child.once('exit', resolve)
    child.kill('SIGTERM')
  })
}
