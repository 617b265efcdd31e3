import { setTimeout as pause } from 'node:timers/promises'
import type { Registry } from '@mortise/core'
import type { DataEngine, Workspace } from '@mortise/data/server'
import { readCalendarDays } from '@mortise/data/server'
import type { ProcessServices as KindServices } from '@mortise/kinds/server'
import type { AppModel } from '@mortise/metadata'
import type { ProcessNodeServer, ProcessNodeType, WorkTime } from '@mortise/process'
import { deliverEffects, fireDue, nextDue, type ProcessServices } from '@mortise/process/server'
import type { Notifications } from '../notifications/notifications.ts'
import type { OrganisationDirectory } from './organisation-directory.ts'
import { createOutside } from './outside.ts'
import { createProcessPrograms } from './process-programs.ts'

export interface RuntimeParts {
  workspace: Workspace
  engine: DataEngine
  modelOf(app: string): AppModel | undefined
  organisation: OrganisationDirectory
  notifications: Notifications
  nodeTypes: Registry<ProcessNodeType>
  nodeServers: Registry<ProcessNodeServer<KindServices>>
}

/** Processes of a running server: what they need, and the clock that lets them go on. */
export interface ProcessRuntime {
  services: ProcessServices
  /** Something was written that may be due at once. */
  wake(): void
  /** Ends after the piece at hand. */
  stop(): Promise<void>
}

/** Nobody looks for longer: another server may have written something, or died in the middle of it. */
const longestSleepMs = 5000
const betweenLooksMs = 50

/** Makes the process engine of a server and starts its clock. */
export function startProcesses(parts: RuntimeParts): ProcessRuntime {
  const { workspace, engine, organisation, notifications } = parts
  const workTime = createWorkTime(workspace)
  const programs = createProcessPrograms({ ...parts, workTime })
  const services: ProcessServices = {
    programs,
    async together({ scope, process: key }, run) {
      // Both are asked for before the transaction: within it there is no second connection.
      const [people] = await Promise.all([organisation.of(scope.model.key, key), workTime.refresh()])
      let after: (() => void)[] = []
      const result = await engine.together(scope, (joined) => {
        // A transaction that is tried again begins anew.
        after = []
        return run({ ...joined, organisation: people, afterCommit: (then) => void after.push(then) })
      })
      for (const then of after) then()
      return result
    },
    async onWritten(joined, written) {
      const changed = await notifications.transition(joined.trx, written, joined.organisation.administrators)
      if (changed.length > 0) joined.afterCommit?.(() => notifications.changed(changed))
    },
    outside: createOutside({ notifications, organisation }),
  }
  return { services, ...startClock(services, workspace) }
}

/** Fires what is due and carries out what was left to be done, for as long as the server runs. */
function startClock(services: ProcessServices, workspace: Workspace): Pick<ProcessRuntime, 'wake' | 'stop'> {
  let stopped = false
  let again = false
  let lookedAt = 0
  let running: Promise<void> | null = null
  let timer: NodeJS.Timeout | undefined
  const work = async () => {
    do {
      again = false
      // Under load many ask for it at once: one look serves them all.
      const early = lookedAt + betweenLooksMs - performance.now()
      if (early > 0) await pause(early)
      lookedAt = performance.now()
      const now = new Date().toISOString()
      const done = (await deliverEffects(services, workspace, now)) + (await fireDue(services, workspace, now))
      if (done > 0) again = true
    } while (again && !stopped)
  }
  const sleep = async () => {
    const due = await nextDue(workspace)
    const wait = due === null ? longestSleepMs : Math.min(Math.max(Date.parse(due) - Date.now(), 0), longestSleepMs)
    if (!stopped) timer = setTimeout(wake, wait).unref()
  }
  const wake = () => {
    again = true
    clearTimeout(timer)
    // The database may be away for a while; the next look finds what is left.
    running ??= work()
      .then(sleep)
      .catch(() => {
        again = false
        if (!stopped) timer = setTimeout(wake, longestSleepMs).unref()
      })
      .finally(() => {
        running = null
        // Somebody asked while the next time was looked up.
        if (again && !stopped) wake()
      })
  }
  wake()
  return {
    wake,
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}

/** When people work, by the calendar of the workspace; read again after a while. */
export interface WorkTimes {
  now(): WorkTime
  refresh(): Promise<void>
}

const calendarLastsMs = 60_000
const officeHours = { from: 9 * 60, to: 18 * 60 }

function createWorkTime(workspace: Workspace): WorkTimes {
  let present: WorkTime = { timeZone: workspace.timeZone, calendar: { exceptions: new Map() }, ...officeHours }
  let until = 0
  return {
    now: () => present,
    async refresh() {
      if (until > Date.now()) return
      const year = new Date().getUTCFullYear()
      const days = (await Promise.all([year, year + 1].map((each) => readCalendarDays(workspace, each)))).flat()
      present = { ...present, calendar: { exceptions: new Map(days.map(({ day, works }) => [day, works])) } }
      until = Date.now() + calendarLastsMs
    },
  }
}
