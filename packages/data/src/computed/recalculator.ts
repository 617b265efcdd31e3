import type { Workspace } from '../database/database.ts'
import type { WriteServices } from '../write/write-call.ts'
import { type CurrentModels, runRecalculations } from './run-recalculations.ts'

/** How often the queue is looked at without a reason: another server may have died in the middle of its work. */
const lookEveryMs = 3000

/** The job that brings stale computed values up to date, for as long as the server runs. */
export interface Recalculator {
  /** There is something to do. */
  wake(): void
  /** Ends after the piece at hand. */
  stop(): Promise<void>
}

export function startRecalculator(services: WriteServices, workspace: Workspace, models: CurrentModels): Recalculator {
  const ending = new AbortController()
  let running: Promise<void> | null = null
  let again = false
  const work = async () => {
    do {
      again = false
      await runRecalculations(services, workspace, models, ending.signal)
    } while (again && !ending.signal.aborted)
  }
  const wake = () => {
    again = true
    // The database may be away for a while; the next look finds what is left.
    running ??= work()
      .catch(() => {})
      .finally(() => {
        running = null
      })
  }
  const timer = setInterval(wake, lookEveryMs)
  timer.unref()
  wake()
  return {
    wake,
    async stop() {
      ending.abort()
      clearInterval(timer)
      await running
    },
  }
}
