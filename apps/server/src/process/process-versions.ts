import type { MoveInput, MoveProblemView, MoveProgress, MoveTrial, ProcessVersionInfo } from '@mortise/api'
import { type JsonObject, uuidv7 } from '@mortise/core'
import type { AppScope } from '@mortise/data/server'
import type { ProcessDocument } from '@mortise/metadata'
import { differenceOf, kindOf, type MoveProblem, mappable } from '@mortise/process'
import {
  addMove,
  blockedIn,
  countMove,
  type MovePrograms,
  type MoveRow,
  moveNext,
  type ProcessProgram,
  processErrors,
  readMove,
  type TrialResult,
  tryMove,
  undoNext,
  type VersionUse,
  versionId,
  versionUses,
} from '@mortise/process/server'
import type { Services } from '../services.ts'
import { drawingOf } from './instance-view.ts'
import { nodeLabel } from './node-label.ts'

/** A trial looks at so many instances: enough to know what to expect, and over in a second. */
const triedAtMost = 2000
/** Moved in one call: the caller sees how far it is, and can stop in between. */
const movedAtOnce = 25

interface Of {
  app: string
  process: string
}

/** Versions of a process, with how many instances are on each. The one in force is there even before its first instance. */
export async function listVersions(services: Services, of: Of): Promise<ProcessVersionInfo[]> {
  const inForce = programInForce(services, of)
  const known = await versionUses(services.workspace, of)
  const infos = known.map((version): ProcessVersionInfo => {
    const isInForce = version.hash === inForce?.hash
    const { number, created_at: createdAt, created_by: createdBy, running, finished } = version
    return {
      ...{ number, createdAt, createdBy, running, finished, inForce: isInForce },
      difference: isInForce || !inForce ? null : differenceTo(services, { of, version, inForce }),
    }
  })
  if (!inForce || infos.some((info) => info.inForce)) return infos
  const fresh = { number: null, createdAt: null, createdBy: null, running: 0, finished: 0 }
  return [{ ...fresh, inForce: true, difference: null }, ...infos]
}

function differenceTo(
  services: Services,
  { of, version, inForce }: { of: Of; version: VersionUse; inForce: ProcessProgram },
): ProcessVersionInfo['difference'] {
  const program = services.processEngine.services.programs.ofVersion(of.app, version.document)
  return program && differenceOf(program.graph, inForce.graph)
}

const programInForce = ({ processEngine }: Services, { app, process }: Of) =>
  processEngine.services.programs.inForce(app, process)

interface Pair extends MovePrograms {
  version: VersionUse
}

async function pairOf(services: Services, of: Of, number: number): Promise<Pair> {
  const version = (await versionUses(services.workspace, of)).find((candidate) => candidate.number === number)
  const { programs } = services.processEngine.services
  const from = version && programs.ofVersion(of.app, version.document)
  const to = programInForce(services, of)
  if (!version || !from) throw processErrors.VERSION_UNKNOWN({ number })
  if (!to) throw processErrors.PROCESS_UNKNOWN({ process: of.process })
  if (version.hash === to.hash) throw processErrors.VERSION_IN_FORCE()
  return { version, from, to }
}

/** What would become of the running instances of a version. */
export async function trialOf(
  services: Services,
  of: Of & { number: number },
  { mapping }: MoveInput,
): Promise<MoveTrial> {
  const pair = await pairOf(services, of, of.number)
  const tried = await tryMove(services.workspace, pair, {
    ...{ version: pair.version.id, limit: triedAtMost },
    mapping: mappingOf(mapping),
  })
  return {
    difference: differenceOf(pair.from.graph, pair.to.graph),
    ...{ running: pair.version.running, looked: tried.length },
    moving: tried.filter(({ problems }) => problems.length === 0).length,
    problems: problemsOf(services, tried, pair),
    ...{ from: drawingOf(documentOf(pair.from)), to: drawingOf(documentOf(pair.to)) },
  }
}

const mappingOf = (pairs: MoveInput['mapping']) => Object.fromEntries(pairs.map(({ from, to }) => [from, to]))

const documentOf = ({ document }: ProcessProgram) => document as unknown as ProcessDocument

const examplesShown = 5

/** The same problem at the same node is told once. */
function problemsOf(services: Services, tried: readonly TrialResult[], { from, to }: MovePrograms): MoveProblemView[] {
  const found = new Map<string, { problem: MoveProblem; titles: Set<string>; ids: Set<string> }>()
  for (const { id, title, problems } of tried) {
    for (const problem of problems) {
      const key = `${problem.code} ${problem.node}`
      const entry = found.get(key) ?? { problem, titles: new Set(), ids: new Set() }
      found.set(key, entry)
      entry.titles.add(title)
      entry.ids.add(id)
    }
  }
  const views = [...found.values()].map(({ problem: { code, node }, titles, ids }) => ({
    ...{ code, node, label: nodeLabel(services, documentOf(from), node), count: ids.size },
    examples: [...titles].slice(0, examplesShown),
    choices: mappable.has(code) ? choicesFor(services, node, { from, to }) : [],
  }))
  return views.sort((one, other) => other.count - one.count)
}

/** Only nodes that do the same can stand for each other. */
function choicesFor(services: Services, node: string, { from, to }: MovePrograms): MoveProblemView['choices'] {
  const kind = kindOf(from.graph.nodes[node]?.control)
  return Object.values(to.graph.nodes)
    .filter(({ control }) => kindOf(control) === kind)
    .map(({ key }) => ({ node: key, label: nodeLabel(services, documentOf(to), key) }))
}

/** Begins a move to the version in force; nothing has moved yet. */
export async function beginMove(
  services: Services,
  of: Of & { number: number; by: string },
  { mapping }: MoveInput,
): Promise<MoveProgress> {
  const { app, process, by } = of
  const { workspace } = services
  const pair = await pairOf(services, of, of.number)
  const at = new Date().toISOString()
  const { key, hash, document } = pair.to
  const target = await workspace.database.transaction((trx) =>
    versionId({ trx, workspace }, { app, key, hash, document, at, by }),
  )
  const move = {
    id: uuidv7(),
    app,
    process,
    from_version: pair.version.id,
    to_version: target,
    mapping: mappingOf(mapping),
  }
  await addMove(workspace, { ...move, created_at: at, created_by: by })
  return await progressOf(services, { ...move, created_at: at, created_by: by, undone_at: null })
}

/** A move of an app that this designer may change. */
export async function openMove(services: Services, id: string): Promise<MoveRow> {
  const move = await readMove(services.workspace, id)
  if (!move) throw processErrors.MOVE_UNKNOWN()
  return move
}

/** Moves the next instances, or takes the next ones back. */
export async function carryOn(
  services: Services,
  move: MoveRow,
  { by, what }: { by: string; what: 'next' | 'undo' },
): Promise<MoveProgress> {
  if (what === 'next' && move.undone_at) throw processErrors.MOVE_UNDONE()
  const at = new Date().toISOString()
  const moving = { scope: scopeOf(services, move), move, at, by, limit: movedAtOnce }
  if (what === 'undo') await undoNext(services.processEngine.services, moving)
  else await moveNext(services.processEngine.services, await programsOf(services, move), moving)
  services.processEngine.wake()
  return await progressOf(services, await openMove(services, move.id))
}

function scopeOf({ processEngine }: Services, { app, process }: MoveRow): AppScope {
  const scope = processEngine.services.programs.scopeOf(app)
  if (!scope) throw processErrors.PROCESS_UNKNOWN({ process })
  return scope
}

/** A move leads to the version that was in force when it began. */
async function programsOf(services: Services, move: MoveRow): Promise<MovePrograms> {
  const versions = await versionUses(services.workspace, move)
  const program = (id: string) => {
    const document: JsonObject | undefined = versions.find((version) => version.id === id)?.document
    const found = document && services.processEngine.services.programs.ofVersion(move.app, document)
    if (!found) throw processErrors.PROCESS_UNKNOWN({ process: move.process })
    return found
  }
  return { from: program(move.from_version), to: program(move.to_version) }
}

/** How far a move is, in numbers and words. */
export async function progressOf(services: Services, move: MoveRow): Promise<MoveProgress> {
  const { workspace } = services
  const [{ moved, blocked, undone, kept, left }, problems, versions] = await Promise.all([
    countMove(workspace, move),
    blockedIn(workspace, move.id),
    versionUses(workspace, move),
  ])
  const version = (id: string) => versions.find((candidate) => candidate.id === id)
  const before = version(move.from_version)?.document as unknown as ProcessDocument
  return {
    ...{ id: move.id, from: version(move.from_version)?.number ?? 0, to: version(move.to_version)?.number ?? 0 },
    ...{ createdAt: move.created_at, createdBy: move.created_by, undoneAt: move.undone_at },
    ...{ moved, blocked, undone, kept, left: move.undone_at ? moved : left },
    problems: problems.map(({ code, node, count }) => ({ code, label: nodeLabel(services, before, node), count })),
  }
}
