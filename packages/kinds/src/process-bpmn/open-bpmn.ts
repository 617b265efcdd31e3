import { fillText, type LocalizedText } from '@mortise/core'
import { type ProcessDocument, type ProcessNode, processLimits } from '@mortise/metadata'
import type { ProcessGraph } from '@mortise/process'
import { type BpmnImport, type BpmnParts, type BpmnProblem, importBpmn, type Shape } from '@mortise/process/bpmn'
import { documentLines } from './document-lines.ts'
import { eventNames } from './event-names.ts'
import { type FileFlow, type FileNode, fileFlow } from './file-flow.ts'
import { fileKeys } from './file-keys.ts'
import { keptLabel, labelOf } from './file-names.ts'
import type { FileOpening, FileTarget } from './file-opening.ts'
import { type FilePlace, type FileProblem, fileProblem, readerProblems, wholeFile } from './file-problem.ts'
import { openedWords } from './file-texts.ts'
import { mergeStarts } from './merge-starts.ts'
import { type OwnNode, type OwnProcessSettings, ownNode, ownProcess, stillFits } from './own-settings.ts'
import { type Step, stepOf } from './steps-of-controls.ts'

/** A process as a file has it, to be put into a document. */
export interface OpenedProcess {
  drawing: Pick<ProcessDocument, 'nodes' | 'transitions'>
  /** What the process is called in the file. */
  label: LocalizedText | null
  /** What a file of ours says besides: the table, how it starts. */
  settings: OwnProcessSettings
  /** Where the file draws the nodes, by their keys here. */
  shapes: ReadonlyMap<string, Shape>
}

/** What became of a file: a process, or what stands in the way. Everything that was found is said either way. */
export interface OpenedBpmn {
  process: OpenedProcess | null
  problems: FileProblem[]
  /** Where the file has several processes: ids and names, one of which has to be chosen. */
  choices: { id: string; name: string }[]
}

/** Opens a BPMN file as a process; `process`: the one to take where it has several. Never throws, whatever the file. */
export async function openBpmn(xml: string, target: FileTarget & { process?: string }): Promise<OpenedBpmn> {
  const read = await importBpmn(xml, target.process === undefined ? {} : { process: target.process })
  const problems = readerProblems(read.problems)
  const source = read.ok ? read : read.read
  if (!source) return { process: null, problems, choices: choicesOf(read.problems) }
  const opening = startOpening(source, target, problems)
  const process = convert(opening)
  const refused = problems.some(({ severity }) => severity === 'error')
  return { process: refused ? null : process, problems: inOrder(problems), choices: [] }
}

function choicesOf(problems: readonly BpmnProblem[]): OpenedBpmn['choices'] {
  const { ids = [], processes = [] } = (problems.find(({ code }) => code === 'several_processes')?.params ?? {}) as {
    ids?: string[]
    processes?: string[]
  }
  return ids.map((id, at) => ({ id, name: processes[at] ?? id }))
}

/** What stands in the way first; what was found twice once. */
function inOrder(problems: readonly FileProblem[]): FileProblem[] {
  const known = new Map(problems.map((one) => [`${one.severity} ${one.element} ${one.text.en}`, one]))
  return [...known.values()].sort((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'))
}

function startOpening(
  { graph, parts, implied }: NonNullable<Extract<BpmnImport, { ok: false }>['read']>,
  target: FileTarget,
  problems: FileProblem[],
): FileOpening {
  const [madeUp, keys] = [new Set(implied), new Map<string, string>()]
  const nodes = Object.values(graph.nodes)
  const attached = new Set(
    nodes.flatMap(({ catches, compensation, key }) => (catches?.length || compensation ? [key] : [])),
  )
  return {
    ...{ nodeTypes: target.nodeTypes, model: target.model, entity: target.entity },
    graph: { ...graph, nodes: bare(graph.nodes), transitions: bare(graph.transitions) },
    parts: withRepeatedNames(bareParts(parts), graph),
    report: (problem) => problems.push(problem),
    placeOf(key): FilePlace {
      // What a drawing only implies is told of at what it belongs to.
      const element = madeUp.has(key) || key.includes('__') ? key.replace(/__.*$/, '') : key
      return {
        element: element || null,
        name: Object.hasOwn(parts.labels, element) ? (parts.labels[element] ?? null) : null,
      }
    },
    hasEvents: (node) => attached.has(node),
    keyOf(key) {
      if (keys.size === 0) for (const [id, made] of allKeys(graph)) keys.set(id, made)
      return keys.get(key) ?? key
    },
    eventName: eventNames(target, (problem) => problems.push(problem)),
  }
}

/** Ends that are put behind what throws are not in the graph. */
function allKeys({ nodes, transitions }: FileOpening['graph']): ReadonlyMap<string, string> {
  const ends = Object.values(nodes)
    .filter(({ control }) => control.do === 'throw' && control.ends)
    .flatMap(({ key }) => [`${key}__end`, `${key}__end__in`])
  return fileKeys([...Object.keys(nodes), ...Object.keys(transitions), ...ends])
}

function convert(opening: FileOpening): OpenedProcess {
  const flow = fileFlow(opening.graph, opening)
  mergeStarts(flow, opening)
  checkStarts(flow, opening)
  checkSize(flow, opening)
  const nodes = [...flow.nodes.values()].map((node) => documentNode(node, flow, opening))
  const transitions = documentLines(flow, opening)
  countOpen({ nodes, transitions, flow }, opening)
  const own = ownProcess(opening)
  const keyOf = ({ key }: { key: string }) => key
  return {
    drawing: { nodes: inOwnOrder(nodes, own.nodes, keyOf), transitions: inOwnOrder(transitions, own.lines, keyOf) },
    label: own.label ?? labelOf(opening.parts.labels[opening.graph.key]) ?? null,
    settings: own.settings,
    shapes: new Map(
      [...flow.nodes.keys()].flatMap((key): [string, Shape][] => {
        const shape = opening.parts.shapes[key]
        return shape ? [[opening.keyOf(key), shape]] : []
      }),
    ),
  }
}

function checkStarts({ nodes }: FileFlow, opening: FileOpening): void {
  const starts = [...nodes.values()].filter(({ control, scope }) => control.do === 'start' && scope === null)
  if (starts.length < 2) return
  for (const { key } of starts)
    opening.report(
      fileProblem('error', 'several_starts', { place: opening.placeOf(key), params: { count: starts.length } }),
    )
}

function checkSize({ nodes, lines }: FileFlow, { report }: FileOpening): void {
  const counted = [
    ['too_many_nodes', nodes.size, processLimits.nodes],
    ['too_many_lines', lines.size, processLimits.transitions],
  ] as const
  for (const [code, count, max] of counted)
    if (count > max) report(fileProblem('error', code, { place: wholeFile, params: { count, max } }))
}

function documentNode(node: FileNode, flow: FileFlow, opening: FileOpening): ProcessNode {
  const { key, scope, control, compensation, irreversible } = node
  const own = ownNode(node, opening)
  const usable = own && stillFits(node, own, opening) ? own : null
  if (own && !usable) opening.report(fileProblem('warning', 'options_left', { place: opening.placeOf(key) }))
  const step: Step = usable
    ? { type: node.type, ...(usable.options ? { options: usable.options } : {}) }
    : stepOf(node, { flow, opening })
  // Which fork a join belongs to is said by the drawing.
  const options = control.do === 'join' ? stepOf(node, { flow, opening }).options : step.options
  const label = nodeLabel(key, usable, step.type, opening)
  const description = usable ? usable.description : describedIn(key, opening)
  const handler = compensation === undefined ? undefined : flow.nodes.get(compensation)
  return {
    key: opening.keyOf(key),
    type: step.type,
    ...(label ? { label } : {}),
    ...(description ? { description } : {}),
    ...(scope === null ? {} : { in: opening.keyOf(scope) }),
    ...(control.do === 'catch' ? { on: opening.keyOf(control.at) } : {}),
    ...(handler ? { compensation: opening.keyOf(handler.key) } : {}),
    ...(irreversible ? { irreversible } : {}),
    ...(options && Object.keys(options).length > 0 ? { options: options as { [name: string]: unknown } } : {}),
  }
}

/** What the file says about it in words, and the lane: a hint at who does it. */
function describedIn(key: string, { parts }: FileOpening): LocalizedText | undefined {
  const lane = parts.lanes[key]
  const texts = (parts.kept[key]?.documentation ?? []).map((text): LocalizedText => ({ zh: text, en: text }))
  const all = [...(lane === undefined ? [] : [fillText(openedWords.lane, { name: lane })]), ...texts]
  if (all.length === 0) return undefined
  const joined = (language: 'zh' | 'en') =>
    all
      .map((text) => text[language])
      .join('\n')
      .slice(0, 2000)
  return { zh: joined('zh'), en: joined('en') }
}

const forPeople: ReadonlySet<string> = new Set(['approval', 'handle'])

/** What has to be filled in at many places is said once: the checks show where. */
function countOpen(
  { nodes, transitions, flow }: OpenedProcess['drawing'] & { flow: FileFlow },
  { report, keyOf, parts }: FileOpening,
): void {
  const nobody = nodes.filter(({ type, options }) => forPeople.has(type) && options?.approvers === undefined).length
  if (nobody > 0) report(fileProblem('warning', 'people_missing', { place: wholeFile, params: { count: nobody } }))
  const silent = new Set(
    [...flow.lines.values()]
      .filter(({ key, conditional }) => conditional && parts.conditions[key] === undefined)
      .map(({ key }) => keyOf(key)),
  )
  const open = transitions.filter(({ key, when, outcome }) => silent.has(key) && !when && !outcome).length
  if (open > 0) report(fileProblem('warning', 'conditions_missing', { place: wholeFile, params: { count: open } }))
}

/** As they were when the file was written; what is new comes behind. */
function inOwnOrder<Member>(members: Member[], order: readonly string[], keyOf: (member: Member) => string): Member[] {
  if (order.length === 0) return members
  const places = new Map(order.map((key, at) => [key, at]))
  const placeOf = (member: Member) => places.get(keyOf(member)) ?? places.size
  return [...members].sort((a, b) => placeOf(a) - placeOf(b))
}

/** Both languages of a name of ours; one that only names the type is none. */
function nodeLabel(key: string, own: OwnNode | null, type: string, opening: FileOpening): LocalizedText | undefined {
  const name = opening.parts.labels[key]?.trim()
  if (!own) return labelOf(name)
  return keptLabel(own.label ?? opening.nodeTypes.get(type).label, name) ? own.label : labelOf(name)
}

/** Ids of a file may be names that objects have by themselves. */
function bare<Member>(record: { readonly [key: string]: Member }): { [key: string]: Member } {
  return Object.assign(Object.create(null), record)
}

function bareParts(parts: BpmnParts): BpmnParts {
  return Object.fromEntries(Object.entries(parts).map(([name, record]) => [name, bare(record)])) as unknown as BpmnParts
}

/** A task that is repeated is called the same as the repetition around it. */
function withRepeatedNames(parts: BpmnParts, { nodes }: ProcessGraph): BpmnParts {
  for (const { key, scope } of Object.values(nodes)) {
    const name = scope === null || !/__each_*$/.test(key) ? undefined : parts.labels[scope]
    if (name !== undefined) parts.labels[key] ??= name
  }
  return parts
}
