import { deepEqual, type LocalizedText } from '@mortise/core'
import { Localized, ProcessDocument, type ProcessNode, StoredExpressionSchema } from '@mortise/metadata'
import { fits, Type } from '@mortise/metadata/schema'
import { type Control, nodeOptions } from '@mortise/process'
import type { FileNode } from './file-flow.ts'
import { keptLabel } from './file-names.ts'
import type { FileOpening } from './file-opening.ts'

const strict = { additionalProperties: false } as const

/** What is kept with a node of ours in a file. */
const OwnNode = Type.Object(
  {
    label: Type.Optional(Localized),
    description: Type.Optional(Localized),
    options: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  },
  strict,
)
export type OwnNode = Type.Static<typeof OwnNode>

/** What is kept with a line; `text` is its condition as it was written for other programs. */
export const OwnLine = Type.Object(
  {
    label: Type.Optional(Localized),
    when: Type.Optional(StoredExpressionSchema),
    outcome: Type.Optional(
      Type.Object({ of: Type.String(), is: Type.Enum(['approved', 'rejected', 'handled']) }, strict),
    ),
    text: Type.Optional(Type.String()),
  },
  strict,
)
export type OwnLine = Type.Static<typeof OwnLine>

/** What was kept with a node; null when there is nothing, or nothing that can be used. */
export function ownNode({ key, type }: FileNode, { parts, nodeTypes }: FileOpening): OwnNode | null {
  const own = parts.own[key]
  if (!nodeTypes.has(type) || !fits(OwnNode, own)) return null
  return fits(nodeTypes.get(type).options, own.options ?? {}) ? own : null
}

export function ownLine(key: string, { parts }: FileOpening): OwnLine | null {
  const own = parts.own[key]
  return fits(OwnLine, own) ? own : null
}

/** Whether a step with these options still does what the file says: another program may have changed the element. */
export function stillFits({ key, type, control }: FileNode, own: OwnNode, { nodeTypes }: FileOpening): boolean {
  const kind = nodeTypes.get(type)
  const on = control.do === 'catch' ? { on: control.at } : {}
  const node: ProcessNode = { key, type, ...on, ...(own.options ? { options: own.options } : {}) }
  const document = {
    kind: 'process' as const,
    key: 'opened',
    label: { zh: '', en: '' },
    nodes: [node],
    transitions: [],
  }
  const does = kind.control(nodeOptions(node, kind), { document, node, trigger: null, join: null })
  return deepEqual(essence(does), essence(control))
}

/** What another program can have changed of a step, apart from the lines at it. */
function essence(control: Control): unknown {
  const trigger =
    control.do !== 'start' && 'trigger' in control ? [control.trigger.on, control.trigger.name ?? null] : null
  const { do: name } = control
  if (control.do === 'fork') return { name, branches: control.branches }
  if (control.do === 'end') return { name, ends: control.ends }
  if (control.do === 'run') return { name, where: control.where }
  if (control.do === 'catch') return { name, trigger, interrupting: control.interrupting }
  if (control.do === 'scope') return { name, mode: control.repeat?.mode ?? null, event: control.event ?? null }
  return { name, trigger }
}

/** What a process of ours says besides its drawing. */
export type OwnProcessSettings = Partial<
  Pick<ProcessDocument, 'entity' | 'description' | 'title' | 'start' | 'lock' | 'insight'>
>

/** What a file of ours says of the process itself. */
export interface OwnProcess {
  label: LocalizedText | undefined
  settings: OwnProcessSettings
  nodes: readonly string[]
  lines: readonly string[]
}

/** What is kept with the process itself; nothing of it counts when it cannot be what we wrote. */
export function ownProcess({ parts, graph }: FileOpening): OwnProcess {
  const nothing: OwnProcess = { label: undefined, settings: {}, nodes: [], lines: [] }
  const own = parts.own[graph.key]
  if (typeof own !== 'object' || own === null || Array.isArray(own)) return nothing
  const { nodes, lines, ...document } = own as { [name: string]: unknown }
  const whole = {
    ...document,
    kind: 'process',
    key: 'opened',
    nodes: [{ key: 'begin', type: 'start' }],
    transitions: [],
  }
  if (!fits(ProcessDocument, whole)) return nothing
  const {
    kind: _kind,
    key: _key,
    nodes: _nodes,
    transitions: _lines,
    label,
    $schema: _schema,
    layout: _layout,
    off: _off,
    ...settings
  } = whole
  return { label: keptLabel(label, parts.labels[graph.key]), settings, nodes: texts(nodes), lines: texts(lines) }
}

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
