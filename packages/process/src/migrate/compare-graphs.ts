import type { GraphNode, ProcessGraph } from '../graph/process-graph.ts'

/**
 * How two versions differ: not at all, in what nodes are told to do (approvers, deadlines, texts, conditions), or in what
 * nodes and lines there are. Instances need nobody's help to go over where only settings differ.
 */
export type VersionDifference = 'settings' | 'structure'

export function differenceOf(from: ProcessGraph, to: ProcessGraph): VersionDifference {
  const sameNodes = haveSame(from.nodes, to.nodes, (one, other) => shapeOf(one) === shapeOf(other))
  const sameLines = haveSame(
    from.transitions,
    to.transitions,
    (one, other) => one.from === other.from && one.to === other.to,
  )
  return sameNodes && sameLines ? 'settings' : 'structure'
}

type Named<Thing> = { readonly [key: string]: Thing }

function haveSame<Thing>(from: Named<Thing>, to: Named<Thing>, same: (one: Thing, other: Thing) => boolean): boolean {
  const keys = Object.keys(from)
  if (keys.length !== Object.keys(to).length) return false
  return keys.every((key) => {
    const [one, other] = [from[key], to[key]]
    return one !== undefined && other !== undefined && same(one, other)
  })
}

/** What a running instance depends on: what the node is, and what it stands in or on. */
function shapeOf({ control, scope }: GraphNode): string {
  return JSON.stringify([scope, kindOf(control)])
}

/** What has to be the same for an instance that stands at a node to stand at another one. */
export function kindOf(control: GraphNode['control'] | undefined): string {
  if (!control) return ''
  if (control.do === 'people') return control.settings.task === 'notice' ? 'notice' : 'people'
  if (control.do === 'run') return `run ${control.where}`
  if (control.do === 'wait') return `wait ${control.trigger.on} ${control.trigger.name ?? ''}`
  if (control.do === 'catch') return `catch ${control.trigger.on} ${control.trigger.name ?? ''} ${control.at}`
  if (control.do === 'scope') return `scope ${control.repeat?.mode ?? ''} ${control.event ? 'event' : ''}`
  if (control.do === 'fork') return `fork ${control.join ?? ''}`
  return control.do
}
