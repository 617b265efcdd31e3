import type { ProcessDocument } from '@mortise/metadata'
import type { CanvasDrawing } from '../../../process/canvas/canvas-props.ts'

export type Change = 'added' | 'removed' | 'changed'

/** What differs of a node or a line; `options` names settings. */
export type Difference =
  | { what: 'label' | 'type' | 'place' | 'condition' | 'ends' }
  | { what: 'options'; names: string[] }

export interface Compared {
  change: Change
  differences: Difference[]
}

/** Two versions as one drawing: what is in either is in it. */
export interface ComparedProcesses {
  drawing: CanvasDrawing
  nodes: ReadonlyMap<string, Compared>
  lines: ReadonlyMap<string, Compared>
  /** Settings of the process itself that differ. */
  settings: string[]
}

type Node = ProcessDocument['nodes'][number]
type Line = ProcessDocument['transitions'][number]

/** What was done to a process from one version to another. */
export function compareProcesses(before: ProcessDocument, after: ProcessDocument): ComparedProcesses {
  const gone = before.nodes.filter(({ key }) => !after.nodes.some((node) => node.key === key))
  const lost = before.transitions.filter(({ key }) => !after.transitions.some((line) => line.key === key))
  return {
    drawing: {
      nodes: [...after.nodes, ...gone],
      transitions: [...after.transitions, ...lost],
      ...(after.layout && { layout: { ...before.layout, ...after.layout } }),
    },
    nodes: compareAll(before.nodes, after.nodes, nodeDifferences),
    lines: compareAll(before.transitions, after.transitions, lineDifferences),
    settings: settingNames(before, after),
  }
}

function compareAll<Member extends { key: string }>(
  before: readonly Member[],
  after: readonly Member[],
  differencesOf: (before: Member, after: Member) => Difference[],
): Map<string, Compared> {
  const found = new Map<string, Compared>()
  for (const member of after) {
    const old = before.find(({ key }) => key === member.key)
    const differences = old ? differencesOf(old, member) : []
    if (!old) found.set(member.key, { change: 'added', differences: [] })
    else if (differences.length > 0) found.set(member.key, { change: 'changed', differences })
  }
  for (const { key } of before)
    if (!after.some((member) => member.key === key)) found.set(key, { change: 'removed', differences: [] })
  return found
}

function nodeDifferences(before: Node, after: Node): Difference[] {
  const names = differingKeys(before.options ?? {}, after.options ?? {})
  return [
    ...(differs(before.label, after.label) ? [{ what: 'label' } as const] : []),
    ...(before.type === after.type ? [] : [{ what: 'type' } as const]),
    ...(before.in === after.in && before.on === after.on ? [] : [{ what: 'place' } as const]),
    ...(names.length > 0 ? [{ what: 'options', names } as const] : []),
  ]
}

function lineDifferences(before: Line, after: Line): Difference[] {
  const [was, is] = [before, after].map(({ when, outcome, otherwise }) => ({ when, outcome, otherwise }))
  return [
    ...(differs(before.label, after.label) ? [{ what: 'label' } as const] : []),
    ...(before.from === after.from && before.to === after.to ? [] : [{ what: 'ends' } as const]),
    ...(differs(was, is) ? [{ what: 'condition' } as const] : []),
  ]
}

function settingNames(before: ProcessDocument, after: ProcessDocument): string[] {
  const parts = new Set(['nodes', 'transitions', 'layout'])
  return differingKeys({ ...before }, { ...after }).filter((name) => !parts.has(name))
}

function differingKeys(before: { readonly [name: string]: unknown }, after: { readonly [name: string]: unknown }) {
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...names].filter((name) => differs(before[name], after[name]))
}

const differs = (before: unknown, after: unknown): boolean => ordered(before) !== ordered(after)

/** Objects are the same in whatever order their members are written. */
function ordered(value: unknown): string {
  return (
    JSON.stringify(value, (_key, inner: unknown) =>
      inner !== null && typeof inner === 'object' && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
        : inner,
    ) ?? ''
  )
}
