import type { ProcessDocument, ProcessNode, ProcessTransition } from '@mortise/metadata'
import type { ProcessNodeType } from '@mortise/process'
import { type Fragment, onward, takenKeys, withFreshKeys } from './fragment.ts'
import { chooses, controlAt, type EditContext, newNode } from './node-knowledge.ts'

/** A new node with what it cannot do without: branches and their join, what it waits for, a start and an end inside. */
export function newFragment(document: ProcessDocument, type: string, context: EditContext): Fragment {
  const taken = takenKeys(document)
  for (const key of context.takenKeys ?? []) taken.add(key)
  const sketch = sketchOf(document, type, context)
  const fragment = withFreshKeys(sketch, taken)
  // One after the other: what stands in a repetition begins with the table that it goes through.
  const nodes: ProcessNode[] = []
  for (const [at, node] of fragment.nodes.entries()) {
    const drawn = { ...document, nodes: [...document.nodes, ...nodes, ...fragment.nodes.slice(at)] }
    nodes.push(node.options === undefined ? newNode(drawn, node, context) : node)
  }
  return { ...fragment, nodes }
}

const line = (key: string, from: string, to: string, more: Partial<ProcessTransition> = {}): ProcessTransition => ({
  ...{ key, from, to },
  ...more,
})

function sketchOf(document: ProcessDocument, type: string, context: EditContext): Fragment {
  const { nodeTypes } = context
  const node: ProcessNode = { key: type, type }
  const known = nodeTypes.get(type)
  const control = controlAt(document, newNode(document, node, context), nodeTypes)
  const alone = { nodes: [node], entry: node.key }
  if (known.holds) return { ...alone, ...insideOf(type, context, known.ports.out[1] !== 0) }
  if (control.do === 'fork') return forkOf(type, context, chooses(control))
  if (control.do === 'choose')
    return { ...alone, transitions: [line('way', type, onward), line('otherwise', type, onward, { otherwise: true })] }
  if (control.do === 'first_of') return firstOf(type, context)
  return { ...alone, transitions: known.ports.out[1] === 0 ? [] : [line('line', type, onward)] }
}

function insideOf(type: string, context: EditContext, leadsOn: boolean): Pick<Fragment, 'nodes' | 'transitions'> {
  const [start, end] = [typeThat(context, 'start'), typeThat(context, 'end')]
  return {
    nodes: [
      { key: type, type },
      { key: 'begin', type: start.type, in: type },
      { key: 'done', type: end.type, in: type },
    ],
    transitions: [line('inside', 'begin', 'done'), ...(leadsOn ? [line('line', type, onward)] : [])],
  }
}

function forkOf(type: string, context: EditContext, conditions: boolean): Fragment {
  const join = context.nodeTypes.all().find(({ joins }) => joins)
  const joinType = join?.type ?? 'join'
  return {
    entry: type,
    nodes: [
      { key: type, type },
      { key: 'join', type: joinType, options: { of: type } },
    ],
    transitions: [
      line('way', type, 'join'),
      line('way_2', type, 'join', conditions ? { otherwise: true } : {}),
      line('line', 'join', onward),
    ],
  }
}

function firstOf(type: string, context: EditContext): Fragment {
  const waits = waitingTypes(context).slice(0, 2)
  return {
    entry: type,
    nodes: [{ key: type, type }, ...waits.map((wait) => ({ key: wait.type, type: wait.type }))],
    transitions: waits.flatMap((wait) => [
      line(`to_${wait.type}`, type, wait.type),
      line(`from_${wait.type}`, wait.type, onward),
    ]),
  }
}

/** Types that wait for something, those first that are about no record. */
export function waitingTypes({ nodeTypes }: Pick<EditContext, 'nodeTypes'>): ProcessNodeType[] {
  return nodeTypes
    .all()
    .filter((type) => type.group === 'waiting' && type.ports.out[1] === 1)
    .toSorted((a, b) => Number(a.needsRecord === true) - Number(b.needsRecord === true))
}

/** The types with which a process begins and ends; the engine knows them by what is done there. */
function typeThat({ nodeTypes }: EditContext, does: 'start' | 'end'): ProcessNodeType {
  const found = nodeTypes
    .all()
    .find(({ group, ports }) => group === 'start_end' && (does === 'start' ? ports.in[1] === 0 : ports.out[1] === 0))
  if (!found) throw new Error(`unreachable: there is a type of node that is the ${does}`)
  return found
}

export const endType = (context: EditContext) => typeThat(context, 'end').type
export const startType = (context: EditContext) => typeThat(context, 'start').type
