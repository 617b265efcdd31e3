import type { TriedCoverage, TriedPlaces, TryCoverageInput } from '@mortise/api'
import type { Access } from '@mortise/data'
import type { ProcessDocument } from '@mortise/metadata'
import {
  type Answer,
  type Answering,
  type Asking,
  answered,
  type ControlPlace,
  type Coverage,
  coverBranches,
  describeIncident,
  type Need,
  nodeOptions,
  type ProcessGraph,
  type ProcessNodeType,
  type Walk,
  walkProcess,
} from '@mortise/process'
import { askProgram, type NodeServices, rehearse } from '@mortise/process/server'
import type { Services } from '../../services.ts'
import { drawingOf } from '../instance-view.ts'
import { type SampleRecord, sampleRecords } from './sample-records.ts'
import { programOf, type TriedProcess } from './tried-process.ts'

const usualRecords = 20
const shownRecords = 5

export interface CoverageCall {
  access: Access
  /** Who starts it where a record has no owner. */
  user: string
  input: TryCoverageInput
}

/** Every way through a process, which of them records take, and where several conditions hold at once. */
export async function tryCoverage(
  services: Services,
  tried: TriedProcess,
  { access, user, input }: CoverageCall,
): Promise<TriedCoverage> {
  const { program, document, scope } = tried
  const at = new Date().toISOString()
  const coverage = coverBranches(program.graph, { by: user, at, answer: anyAnswer(user) })
  const { entity } = document
  const size = input.records ?? usualRecords
  const records =
    entity === undefined || size === 0 ? [] : await sampleRecords(services, { scope, access, entity, size })
  const samples: Sample[] = []
  for (const record of records) samples.push(await sampleWalk(services, tried, { record, user, at }))
  return {
    drawing: drawingOf(document),
    ways: waysView(coverage, samples),
    complete: coverage.complete,
    unreachable: { nodes: coverage.nodes, transitions: coverage.transitions },
    unsampled: unsampledOf(program.graph, samples),
    overlaps: overlapsOf(samples),
    stopped: samples.flatMap(stoppedView),
    tried: samples.length,
  }
}

/** Structure alone: whoever is asked is found, times pass, lists have one member. */
function anyAnswer(user: string): Answering {
  const answers: { readonly [Name in Need['need']]: (at: string) => Answer } = {
    people: () => ({ people: [{ user }] }),
    choose: () => ({ transitions: [] }),
    run: () => ({ output: null }),
    items: () => ({ items: [null] }),
    while: () => ({ holds: false }),
    until: () => ({ holds: true }),
    early: () => ({ holds: false }),
    when: (at) => ({ due: new Date(Date.parse(at) + 3_600_000).toISOString() }),
    superiors: () => ({ superiors: {} }),
  }
  return ({ need }, _state, at) => answers[need](at)
}

interface Sample {
  record: SampleRecord
  walk: Walk
  /** Lines whose conditions held, by node. */
  held: ReadonlyMap<string, readonly string[]>
}

interface Sampling {
  record: SampleRecord
  user: string
  at: string
}

async function sampleWalk(services: Services, tried: TriedProcess, { record, user, at }: Sampling): Promise<Sample> {
  const { program, document, scope } = tried
  const by = record.owner ?? user
  const held = new Map<string, readonly string[]>()
  const walk = await rehearse(services.processEngine.services, { scope, process: document.key }, async (stage) => {
    const ask = askingAll(services, tried, { stage, by, record, at, held })
    return await answered((answer) => walkProcess(program.graph, { by, at, answer }), ask)
  })
  return { record, walk, held }
}

interface AskingAll {
  stage: NodeServices
  by: string
  record: SampleRecord
  at: string
  held: Map<string, readonly string[]>
}

/** A choice stops at the first condition that holds; the same node as a fork says all of them. */
function askingAll(services: Services, tried: TriedProcess, { stage, by, record, at, held }: AskingAll): Asking {
  const about = { by, recordId: record.id, startedAt: at }
  const ask = askProgram(stage, { ...about, program: tried.program })
  const choices = choicesOf(tried.program.graph)
  const program = programOf(services, tried, withForks(services, tried.document, choices))
  if (!program) return ask
  const askAll = askProgram(stage, { ...about, program })
  return async (need, state, when) => {
    if (need.need !== 'choose' || !choices.has(need.node)) return await ask(need, state, when)
    const answer = await askAll(need, state, when)
    if ('transitions' in answer) held.set(need.node, answer.transitions)
    return answer
  }
}

const choicesOf = ({ nodes }: ProcessGraph): ReadonlySet<string> =>
  new Set(Object.values(nodes).flatMap(({ key, control }) => (control.do === 'choose' ? [key] : [])))

/** With each choice as a node that takes all lines whose conditions hold. */
function withForks({ nodeTypes }: Services, document: ProcessDocument, choices: ReadonlySet<string>): ProcessDocument {
  const nodes = document.nodes.map((node) => {
    const fork = choices.has(node.key) ? nodeTypes.all().find((type) => forksSome(type, { document, node })) : undefined
    return fork ? { ...node, type: fork.type } : node
  })
  return { ...document, nodes }
}

function forksSome(type: ProcessNodeType, at: Pick<ControlPlace, 'document' | 'node'>): boolean {
  if (type.ports.conditions !== true) return false
  const control = type.control(nodeOptions(at.node, type), { ...at, trigger: null, join: null })
  return control.do === 'fork' && control.branches === 'some'
}

const placesOf = ({ steps }: Walk) => steps.map(({ node }) => node)

function waysView({ routes }: Coverage, samples: readonly Sample[]): TriedCoverage['ways'] {
  return routes.map(({ choices, nodes, end }) => {
    const same = samples.filter(({ walk }) => placesOf(walk).join(' ') === nodes.join(' '))
    return {
      choices: choices.map(({ node, transitions }) => ({ node, transitions: [...transitions] })),
      ...{ nodes, end, taken: same.length },
      records: same.slice(0, shownRecords).map(({ record: { id, title } }) => ({ id, title })),
    }
  })
}

function unsampledOf(graph: ProcessGraph, samples: readonly Sample[]): TriedPlaces {
  const nodes = new Set(samples.flatMap(({ walk }) => placesOf(walk)))
  const transitions = new Set(samples.flatMap(({ walk }) => walk.transitions))
  return {
    nodes: Object.keys(graph.nodes).filter((key) => !nodes.has(key)),
    transitions: Object.keys(graph.transitions).filter((key) => !transitions.has(key)),
  }
}

function overlapsOf(samples: readonly Sample[]): TriedCoverage['overlaps'] {
  const found = new Map<string, TriedCoverage['overlaps'][number]>()
  for (const { record, held, walk } of samples) {
    for (const [node, transitions] of held) {
      if (transitions.length < 2 || !placesOf(walk).includes(node)) continue
      const name = `${node} ${transitions.join(' ')}`
      const known = found.get(name) ?? { node, transitions: [...transitions], records: [] }
      found.set(name, { ...known, records: [...known.records, record.title] })
    }
  }
  return [...found.values()].map((overlap) => ({ ...overlap, records: overlap.records.slice(0, shownRecords) }))
}

function stoppedView({ record: { id, title }, walk }: Sample): TriedCoverage['stopped'] {
  const last = walk.steps.find(({ incident }) => incident) ?? walk.steps.at(-1)
  if (walk.end === 'ended' || !last) return []
  return [{ record: id, title, node: last.node, problem: last.incident ? describeIncident(last.incident) : null }]
}
