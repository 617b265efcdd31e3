import { type Environment, publicUrl, readConfig } from '../config.ts'
import type { Services } from '../services.ts'
import { type EarlyListener, listenEarly } from './early-listener.ts'
import { giveBackMemory } from './give-back-memory.ts'
import { beginsEmpty, openConfiguredDatabase } from './open-configured-database.ts'
import { createProgress, describeFault, type Progress } from './progress.ts'

const graceMs = 9000

/** Starts the server and keeps it running until it is told to stop; a fault ends the process with code 1. */
export async function run(env: Environment): Promise<void> {
  const { config, faults } = readConfig(env)
  if (faults.length > 0) return fail(faults)
  const progress = createProgress()
  const begun = performance.now()
  try {
    const listener = await listenEarly(config)
    // With PORT=0 the system chose one; links must lead there.
    config.port = listener.port
    progress.line('Mortise 榫卯')
    const isFirst = beginsEmpty(config)
    // In a thread, or over the network: the rest of the program is loaded meanwhile.
    const opening = openConfiguredDatabase(config, progress)
    // Reported by whoever waits for it.
    opening.catch(() => {})
    const [{ openServices }, { buildServer }, { printLogins, readPacksAhead, runFirst }] = await Promise.all([
      import('../services.ts'),
      import('../build-server.ts'),
      import('./first-run.ts'),
    ])
    const packs = isFirst ? readPacksAhead(config) : undefined
    const services = await openServices(opening, { config, progress })
    const app = await buildServer({
      services,
      serverFactory(handler) {
        handleRequests = handler
        return listener.server
      },
    })
    await runFirst(services, progress, packs)
    await app.ready()
    listener.handOver((request, response) => handleRequests(request, response))
    stopOnSignal({ listener, services, close: () => app.close(), progress })
    progress.step(`就绪，用时 ${seconds(begun)} 秒`, `ready after ${seconds(begun)} s`)
    progress.line(`\n  ➜  ${publicUrl(config)}\n`)
    printLogins(services.demoLogins, progress)
    giveBackMemory()
  } catch (error) {
    fail([error])
  }
}

let handleRequests: Parameters<EarlyListener['handOver']>[0] = () => {}

function fail(faults: readonly unknown[]): void {
  for (const fault of faults) process.stderr.write(describeFault(fault))
  process.exit(1)
}

interface Running {
  listener: EarlyListener
  services: Services
  progress: Progress
  close(): Promise<void>
}

function stopOnSignal({ listener, services, close, progress }: Running): void {
  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    progress.step('正在停止', 'stopping')
    // Streams never end by themselves; everything else is given time.
    services.changes.close()
    await listener.drain(graceMs)
    await close()
    await services.close()
    process.exit(0)
  }
  const onSignal = () => {
    stop().catch((error: unknown) => fail([error]))
  }
  process.on('SIGTERM', onSignal)
  process.on('SIGINT', onSignal)
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1)
}
