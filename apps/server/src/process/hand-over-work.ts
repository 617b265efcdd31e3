import type { HandoverInput, HandoverResult, OpenProcess, OpenWork } from '@mortise/api'
import { AppError } from '@mortise/core'
import type { Principal } from '@mortise/data'
import { identityErrors } from '../errors.ts'
import type { Services } from '../services.ts'
import { countAgentFor, handOverAway } from './away-store.ts'
import { nodeLabel } from './node-label.ts'
import { instancesWith, type OpenInstance } from './open-work-store.ts'
import { readSuccessor, writeSuccessor } from './successor-store.ts'
import { takeEvent } from './take-event.ts'

/** What is left with somebody who leaves. */
export async function openWorkOf(services: Services, person: string): Promise<OpenWork> {
  const { database, workspace } = services
  const now = new Date().toISOString()
  const [instances, agentFor, successor] = await Promise.all([
    instancesWith(workspace, person),
    countAgentFor(database, person, now),
    readSuccessor(database, person),
  ])
  return {
    tasks: instances.reduce((total, { tasks }) => total + tasks, 0),
    started: instances.filter(({ started }) => started).length,
    processes: byProcess(services, instances),
    agentFor,
    named: processesNaming(services, person),
    successor,
  }
}

function byProcess({ apps }: Services, instances: readonly OpenInstance[]): OpenProcess[] {
  const found = new Map<string, OpenProcess>()
  for (const { app, process, tasks, started } of instances) {
    const label = apps.get(app)?.processes.get(process)?.label ?? { zh: process, en: process }
    const before = found.get(`${app}/${process}`) ?? { app, process, label, tasks: 0, started: 0 }
    const counted = { ...before, tasks: before.tasks + tasks, started: before.started + (started ? 1 : 0) }
    found.set(`${app}/${process}`, counted)
  }
  return [...found.values()]
}

/** Processes in force whose nodes name the person. */
function processesNaming(services: Services, person: string): OpenWork['named'] {
  return services.apps.list().flatMap(({ key: app, processes }) =>
    [...processes.values()].flatMap((document) => {
      const nodes = document.nodes.filter(({ options }) => JSON.stringify(options ?? {}).includes(person))
      if (nodes.length === 0) return []
      const labels = nodes.map(({ key }) => nodeLabel(services, document, key))
      return [{ app, process: document.key, label: document.label, nodes: labels }]
    }),
  )
}

interface HandingOver extends HandoverInput {
  by: Principal
  from: string
}

/** Others take over all that is open; each instance in a transaction of its own, so that none holds up the others. */
export async function handOverWork(services: Services, handing: HandingOver): Promise<HandoverResult> {
  const { by, from, to, processes = {}, starts = false, future = false, key } = handing
  await refuseWrongPeople(services, from, [to, ...Object.values(processes)])
  const problems: HandoverResult['problems'] = []
  const done = { tasks: 0, started: 0 }
  for (const instance of await instancesWith(services.workspace, from)) {
    if (!starts && instance.tasks === 0 && !instance.chosen) continue
    const heir = processes[`${instance.app}/${instance.process}`] ?? to
    try {
      const event = { event: 'hand_over', by: by.id, from, to: heir, ...(starts && { starts }) } as const
      await takeEvent(services, { entered: instance, by, key: `${key}:${instance.id}`, event })
      done.tasks += instance.tasks
      if (starts && instance.started) done.started += 1
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      problems.push({
        ...{ instance: instance.id, title: instance.title, code: error.code },
        message: error.messageIn(by.language),
      })
    }
  }
  const now = new Date().toISOString()
  const agentFor = await handOverAway(services.database, { from, to }, now)
  if (future) await writeSuccessor(services.database, { person: from, successor: to, byProcess: processes }, now)
  services.organisation.forget()
  return { ...done, agentFor, problems }
}

async function refuseWrongPeople({ people }: Services, from: string, heirs: readonly string[]): Promise<void> {
  if (heirs.includes(from)) throw identityErrors.HEIR_SELF({ path: 'to' })
  if (!(await people.person(from))) throw identityErrors.USER_NOT_FOUND({ path: 'person' })
  for (const heir of new Set(heirs)) {
    if (!(await people.person(heir))?.active) throw identityErrors.USER_NOT_FOUND({ path: 'to' })
  }
}
