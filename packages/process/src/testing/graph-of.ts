import type { Control, GraphNode, ProcessGraph, Transition } from '../graph/process-graph.ts'
import type { RoundSettings } from '../round/round-settings.ts'

/** What is said about a node beside what it does. */
export type NodeOptions = Partial<Pick<GraphNode, 'scope' | 'compensation' | 'irreversible' | 'type'>>

export type NodeSketch = Control | [Control, NodeOptions]

/**
 * A graph for tests. Lines are `from > to`; `?` behind makes one conditional, `!` the one for all other cases. The key of a
 * line is `from>to`.
 */
export function graphOf(nodes: { [key: string]: NodeSketch }, lines: readonly string[]): ProcessGraph {
  const transitions = Object.fromEntries(lines.map(readLine).map((line) => [line.key, line]))
  const all = Object.values(transitions)
  const built = Object.entries(nodes).map(([key, sketch]): [string, GraphNode] => {
    const [control, options] = Array.isArray(sketch) ? sketch : [sketch, {}]
    const catches = Object.entries(nodes).flatMap(([other, candidate]) => {
      const of = Array.isArray(candidate) ? candidate[0] : candidate
      return of.do === 'catch' && of.at === key ? [other] : []
    })
    const node: GraphNode = {
      key,
      type: options.type ?? control.do,
      scope: options.scope ?? null,
      control,
      incoming: all.filter(({ to }) => to === key).map((line) => line.key),
      outgoing: all.filter(({ from }) => from === key).map((line) => line.key),
      ...(catches.length > 0 ? { catches } : {}),
      ...(options.compensation ? { compensation: options.compensation } : {}),
      ...(options.irreversible ? { irreversible: true } : {}),
    }
    return [key, node]
  })
  return { key: 'test', nodes: Object.fromEntries(built), transitions }
}

function readLine(line: string): Transition {
  const [, from = '', to = '', mark] = /^\s*(\w+)\s*>\s*(\w+)\s*([?!]?)\s*$/.exec(line) ?? []
  return {
    key: `${from}>${to}`,
    from,
    to,
    ...(mark === '?' ? { conditional: true } : {}),
    ...(mark === '!' ? { otherwise: true } : {}),
  }
}

/** A node for people where everything is allowed, unless it is said otherwise. */
export function people(settings: Partial<RoundSettings> = {}): Control {
  return {
    do: 'people',
    settings: {
      task: 'decide',
      rule: { of: 'all' },
      onReject: 'end',
      returns: { to: 'any', resubmit: 'choice' },
      rights: { transfer: true, delegate: true, addSigner: true, removeSigner: true, takeBack: true },
      ...settings,
    },
  }
}
