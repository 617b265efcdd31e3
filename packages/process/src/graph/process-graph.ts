import type { RoundSettings } from '../round/round-settings.ts'

/**
 * A process made ready to run: what documents and BPMN files are compiled into. Plain data; keys of nodes and transitions
 * survive edits, so that running instances find their place in a later version.
 */
export interface ProcessGraph {
  key: string
  nodes: { readonly [key: string]: GraphNode }
  transitions: { readonly [key: string]: Transition }
}

export interface GraphNode {
  key: string
  /** The kind of the node, for whoever answers for it: `approval`, `update_record`, … The engine does not look at it. */
  type: string
  /** The scope node that it stands in; null for the process itself. */
  scope: string | null
  control: Control
  /** Keys of transitions. */
  incoming: readonly string[]
  outgoing: readonly string[]
  /** Keys of the catch nodes that stand on it. */
  catches?: readonly string[]
  /** Key of the node that takes back what this one did. */
  compensation?: string
  /** What it does cannot be taken back: returns across it have to be confirmed. */
  irreversible?: boolean
}

export interface Transition {
  key: string
  from: string
  to: string
  /** Taken when its condition holds; the conditions themselves are answered from outside. */
  conditional?: boolean
  /** Taken when no other one is. */
  otherwise?: boolean
}

/** What makes a waiting node go on. What exactly is waited for (when, which key) is answered when the node is entered. */
export type TriggerKind = 'timer' | 'message' | 'signal' | 'condition' | 'error' | 'escalation' | 'compensation'

export interface Trigger {
  on: TriggerKind
  /** Message, signal, error or escalation; blank catches every error and every escalation. */
  name?: string
}

/** Which branches a fork starts: all of them, or those whose conditions hold. */
export type ForkBranches = 'all' | 'some'

/**
 * How a join lets go:
 *   block          its fork opened a block: when whatever is alive in it has arrived or ended
 *   each_incoming  without a fork of its own: when every line into it has brought something
 *   reachable      without a fork of its own: when nothing that is alive can still come
 *   arrivals       in a block: when so many have arrived; the rest is cancelled
 */
export type JoinRule = 'block' | 'each_incoming' | 'reachable' | { arrivals: number }

export interface Repeat {
  /** Over a list: all at once, or one after the other; `while` asks before each turn, `until` after it. */
  mode: 'all_at_once' | 'one_by_one' | 'while' | 'until'
  /** Over a list: whether to stop early is asked after each item. */
  early?: boolean
  /** Turns that are allowed; one more is an incident. */
  limit?: number
}

/** Until when the initiator may take it back: at any time, until somebody has decided, or not at all. */
export type RecallPolicy = 'always' | 'until_decided' | 'never'

/** What the engine does at a node. A closed set: kinds of nodes choose among these. */
export type Control =
  | { do: 'start'; trigger?: Trigger; recall?: RecallPolicy }
  | { do: 'end'; ends: 'branch' | 'scope'; outcome?: string }
  | { do: 'pass' }
  | { do: 'choose' }
  | { do: 'fork'; branches: ForkBranches; join: string | null }
  | { do: 'join'; rule: JoinRule }
  | { do: 'first_of' }
  | { do: 'people'; settings: RoundSettings }
  /** `eachTurn`: each turn of a repetition around has an output of its own. */
  | { do: 'run'; where: 'here' | 'outside'; eachTurn?: true }
  | { do: 'wait'; trigger: Trigger }
  | { do: 'call' }
  | { do: 'scope'; repeat?: Repeat; event?: { interrupting: boolean } }
  | { do: 'throw'; trigger: Trigger; ends?: boolean }
  | { do: 'catch'; at: string; trigger: Trigger; interrupting: boolean }

export type ControlName = Control['do']

/** The control of a node, when it is the one that is named. */
export function controlOf<Name extends ControlName>(
  node: GraphNode | undefined,
  name: Name,
): Extract<Control, { do: Name }> | null {
  return node?.control.do === name ? (node.control as Extract<Control, { do: Name }>) : null
}
