import type { InsightProcess, ProcessInsight } from '@mortise/api'
import { readCalendarDays } from '@mortise/data/server'
import type { AppModel, ProcessDocument } from '@mortise/metadata'
import type { WorkTime } from '@mortise/process'
import { type InsightFilter, processErrors, readInsight, versionNumbered, versionsOf } from '@mortise/process/server'
import type { FastifyRequest } from 'fastify'
import { mayDesign, rolesIn } from '../app/session-of.ts'
import { departmentAndBelow } from '../identity/department-tree.ts'
import { userOf } from '../plugins/authentication.ts'
import type { Services } from '../services.ts'
import { drawingOf } from './instance-view.ts'

/** Which instances somebody asks about. */
export interface InsightQuery {
  from?: string
  to?: string
  version?: string
  department?: string
  initiator?: string
}

/** Those who design the app, and roles that the process names. */
function mayAnalyse(request: FastifyRequest, model: AppModel, { insight }: ProcessDocument): boolean {
  const { principal } = userOf(request)
  if (mayDesign(principal, model)) return true
  const roles = rolesIn(principal, model)
  return insight?.roles.some((role) => roles.includes(role)) ?? false
}

/** Processes of an app whose times somebody may see. */
export function analysedProcesses(request: FastifyRequest, model: AppModel): InsightProcess[] {
  const design = mayDesign(userOf(request).principal, model)
  return [...model.processes.values()].flatMap((document) =>
    mayAnalyse(request, model, document) ? [{ key: document.key, label: document.label, design }] : [],
  )
}

/** The process, if this person may see its times; otherwise there is none for them. */
export function analysedProcess(request: FastifyRequest, model: AppModel, key: string): ProcessDocument {
  const document = model.processes.get(key)
  if (!document || !mayAnalyse(request, model, document)) throw processErrors.PROCESS_UNKNOWN({ process: key })
  return document
}

/** What is asked, as the tables have it: a department is everybody in it and below. */
export async function insightFilter(
  { people }: Services,
  of: { app: string; process: string },
  { department, initiator, version, ...times }: InsightQuery,
): Promise<InsightFilter> {
  const query = { ...of, ...times, ...(version !== undefined && { version: Number(version) }) }
  if (initiator !== undefined) return { ...query, initiators: [initiator] }
  if (department === undefined) return query
  const [users, departments] = await Promise.all([people.users(), people.departments()])
  const within = new Set(departmentAndBelow(departments, department))
  const initiators = users.flatMap(({ id, departmentId }) => (departmentId && within.has(departmentId) ? [id] : []))
  return { ...query, initiators }
}

/** Where the time goes in a process. It is drawn as the version that is asked for, else as it is in force. */
export async function processInsight(
  services: Services,
  document: ProcessDocument,
  filter: InsightFilter,
): Promise<ProcessInsight> {
  const { workspace } = services
  const now = new Date().toISOString()
  const [time, versions, drawn] = await Promise.all([
    workTimeSince(services, filter.from),
    versionsOf(workspace, filter),
    filter.version === undefined ? null : versionNumbered(workspace, { ...filter, number: filter.version }),
  ])
  const insight = await readInsight(workspace, filter, { time, now })
  return {
    label: document.label,
    drawing: drawingOf((drawn ?? document) as ProcessDocument),
    versions: versions.map(({ number }) => number),
    ...insight,
  }
}

const mostYears = 7
const officeHours = { from: 9 * 60, to: 18 * 60 }

async function workTimeSince({ workspace }: Services, from: string | undefined): Promise<WorkTime> {
  const last = new Date().getUTCFullYear()
  const first = Math.max(from === undefined ? last - mostYears : Number(from.slice(0, 4)), last - mostYears)
  const years = Array.from({ length: Math.max(1, last - first + 1) }, (_, place) => first + place)
  const days = (await Promise.all(years.map((year) => readCalendarDays(workspace, year)))).flat()
  const exceptions = new Map(days.map(({ day, works }) => [day, works]))
  return { timeZone: workspace.timeZone, calendar: { exceptions }, ...officeHours }
}
