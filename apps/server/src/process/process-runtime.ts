import { setTimeout as pause } from 'node:timers/promises'
import type { ProcessStarter } from '@mortise/command/server'
import { type Registry, uuidv7 } from '@mortise/core'
import type { DataEngine, Workspace } from '@mortise/data/server'
import { followStatement, isFollowed, readCalendarDays } from '@mortise/data/server'
import type { ProcessServices as KindServices } from '@mortise/kinds/server'
import type { AppModel } from '@mortise/metadata'
import type { ProcessNodeServer, ProcessNodeType, WorkTime } from '@mortise/process'
import {
  deliverInside,
  deliverKept,
  deliverOutside,
  fireDue,
  type NodeServices,
  nextDue,
  type ProcessServices,
  type WritePart,
  type WrittenTransition,
} from '@mortise/process/server'
import type { AnswerLinks } from '../answer-link/answer-links.ts'
import type { MailTransport } from '../mail/mail-transport.ts'
import type { Notifications } from '../notifications/notifications.ts'
import type { HttpClient } from '../outbound/http-client.ts'
import type { SecretStore } from '../secrets/secret-store.ts'
import { commandStarter } from './command-starter.ts'
import { followChanges } from './follow-changes.ts'
import type { OrganisationDirectory } from './organisation-directory.ts'
import { createOutside } from './outside.ts'
import { type AskedOutside, outsideQuestion } from './outside-question.ts'
import { createProcessPrograms } from './process-programs.ts'
import { type ScheduleStarts, startSchedule } from './start-by-schedule.ts'
import { workOutside } from './work-outside.ts'

export interface RuntimeParts {
  workspace: Workspace
  engine: DataEngine
  modelOf(app: string): AppModel | undefined
  models(): readonly AppModel[]
  organisation: OrganisationDirectory
  notifications: Notifications
  mail: MailTransport | null
  http: HttpClient
  secrets: SecretStore
  answerLinks: AnswerLinks
  nameOf(person: string): Promise<string | null>
  nodeTypes: Registry<ProcessNodeType>
  nodeServers: Registry<ProcessNodeServer<KindServices>>
}

/** Processes of a running server: what they need, and the clock that lets them go on. */
export interface ProcessRuntime {
  services: ProcessServices
  /** Does all that is due at a moment; answers with how much there was. */
  look(now: string): Promise<number>
  /** What nodes of each type do. */
  nodeServers: RuntimeParts['nodeServers']
  /** What the node of an open task is asked by whoever looks at it. */
  questionAt(asked: AskedOutside): ReturnType<typeof outsideQuestion>
  /** Starts processes for buttons. */
  starter: ProcessStarter
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
    onWritten(joined, written) {
      const { writes, changed } = notifications.transition(written, joined.organisation.administrators)
      joined.afterCommit?.(() => notifications.changed(changed))
      return [...writes, ...lookAtOnce(joined, written)]
    },
    outside: createOutside({
      ...{ notifications, organisation },
      run: (work) => workOutside({ ...parts, programs, workTime, services: () => services }, work),
    }),
  }
  const schedule = startSchedule({ workspace, engine, services, workTime, models: parts.models })
  const look = async (now: string) =>
    (await deliverInside(services, workspace, now)) +
    (await fireDue(services, workspace, now)) +
    (await deliverKept(services, workspace, now)) +
    (await followChanges({ workspace, engine, services, notifications }, now)) +
    (await schedule.startDue(now))
  const inside = startClock(look, () => soonest(workspace, schedule))
  // Other programs take their time to answer: nothing else waits for them.
  const outside = startClock(
    (now) => deliverOutside(services, workspace, now),
    async () => null,
  )
  const clock = {
    wake() {
      inside.wake()
      outside.wake()
    },
    stop: async () => void (await Promise.all([inside.stop(), outside.stop()])),
  }
  engine.onChange((change) => {
    const model = change.workspace === workspace.key ? parts.modelOf(change.app) : undefined
    if (model && isFollowed(model, change.entity)) clock.wake()
  })
  return {
    ...{ services, look, nodeServers: parts.nodeServers },
    questionAt: (asked) => outsideQuestion({ ...parts, workTime }, asked),
    starter: commandStarter({ services, organisation, workTime, wake: clock.wake }),
    ...clock,
  }
}

/** When the next timer is due, or the next schedule comes round. */
async function soonest(workspace: Workspace, schedule: ScheduleStarts): Promise<string | null> {
  const times = (await Promise.all([nextDue(workspace), schedule.next()])).filter((time) => time !== null)
  return times.sort()[0] ?? null
}

/** Whoever begins to wait for a record may find it as it is to be. */
function lookAtOnce({ scope }: NodeServices, { instance, writes, event }: WrittenTransition): WritePart[] {
  const { app, entity, record_id: recordId } = instance
  const waits = writes.some((write) => write.write === 'wait' && write.wait.on === 'condition')
  if (!waits || entity === null || recordId === null) return []
  return [followStatement(scope.workspace.schema, { id: uuidv7(), app, entity, recordId, at: event.at })]
}

/** Fires what is due and carries out what was left to be done, for as long as the server runs. */
function startClock(
  look: (now: string) => Promise<number>,
  next: () => Promise<string | null>,
): Pick<ProcessRuntime, 'wake' | 'stop'> {
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
      if ((await look(new Date().toISOString())) > 0) again = true
    } while (again && !stopped)
  }
  const sleep = async () => {
    const due = await next()
    const wait = due === null ? longestSleepMs : Math.min(Math.max(Date.parse(due) - Date.now(), 0), longestSleepMs)
    if (!stopped) timer = setTimeout(wake, wait).unref()
  }
  const wake = () => {
    if (stopped) return
    again = true
    clearTimeout(timer)
    // The database may be away for a while; the next look finds what is left.
    running ??= work()
      .then(sleep)
      .catch(() => {
        again = false
        timer = setTimeout(wake, longestSleepMs).unref()
      })
      .finally(() => {
        running = null
        // Somebody asked while the next time was looked up.
        if (again) wake()
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
