import type { InsightProcess, InsightReason, ProcessInsight } from '@mortise/api'
import type { LocalizedText } from '@mortise/core'
import { readCalendarDays } from '@mortise/data/server'
import { type AppModel, type ProcessDocument, seesTimes } from '@mortise/metadata'
import type { WorkTime } from '@mortise/process'
import {
  type InsightFilter,
  processErrors,
  type ReasonCount,
  readInsight,
  versionDocuments,
  versionNumbered,
  versionsOf,
} from '@mortise/process/server'
import type { FastifyRequest } from 'fastify'
import { mayDesign, rolesIn } from '../app/session-of.ts'
import { departmentAndBelow } from '../identity/department-tree.ts'
import { userOf } from '../plugins/authentication.ts'
import type { Services } from '../services.ts'
import { offeredWords } from './given-reasons.ts'
import { drawingOf } from './instance-view.ts'

/** Which instances somebody asks about. */
export interface InsightQuery {
  from?: string
  to?: string
  version?: string
  department?: string
  initiator?: string
}

function mayAnalyse(request: FastifyRequest, model: AppModel, process: ProcessDocument): boolean {
  const { principal } = userOf(request)
  return principal.administrator || seesTimes(process, rolesIn(principal, model), model)
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
  const reasons = await namedReasons(workspace, filter, insight.reasons, (drawn ?? document) as ProcessDocument)
  return {
    label: document.label,
    drawing: drawingOf((drawn ?? document) as ProcessDocument),
    versions: versions.map(({ number }) => number),
    ...insight,
    reasons,
  }
}

/** Reasons in the words of the drawing; those that it does not offer any more, in those of the latest version that did. */
async function namedReasons(
  workspace: Services['workspace'],
  filter: InsightFilter,
  counted: readonly ReasonCount[],
  drawn: ProcessDocument,
): Promise<InsightReason[]> {
  const given = counted.flatMap(({ node, outcome, reason }) => (reason === null ? [] : [{ node, outcome, reason }]))
  const isGone = given.some((one) => offeredWords(drawn, one) === undefined)
  const others = isGone ? ((await versionDocuments(workspace, filter)) as unknown[] as ProcessDocument[]) : []
  return counted.map(({ reason, ...count }) => ({
    ...{ ...count, reason },
    label: reason === null ? null : wordsIn([drawn, ...others], { ...count, reason }),
  }))
}

type Given = Pick<ReasonCount, 'node' | 'outcome'> & { reason: string }

function wordsIn(documents: readonly ProcessDocument[], given: Given): LocalizedText {
  for (const document of documents) {
    const words = offeredWords(document, given)
    if (words) return words
  }
  return { zh: given.reason, en: given.reason }
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
