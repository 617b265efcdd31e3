/**
 * What happens to an instance that runs without a server, in the order in which it happens. Elements are named by their
 * ids; what a name in quotes stands for is looked up among what is open at that time.
 */
export type RunEvent =
  | { complete: string; as?: string; output?: { [name: string]: unknown } }
  | { reject: string; as?: string; output?: { [name: string]: unknown } }
  | { fail: string; error: string; output?: { [name: string]: unknown } }
  | { choose: string | string[]; at: string }
  | { holds: boolean; at: string }
  | { items: unknown[]; at: string }
  | { add: unknown; at: string }
  | { finish: string }
  | { fire: string; output?: { [name: string]: unknown } }
  | { message: string; output?: { [name: string]: unknown } }
  | { signal: string; output?: { [name: string]: unknown } }
  | { advance: string }
  | { set: { [name: string]: unknown } }
  | { solve: string; go: 'retry' | 'skip' | { transitions: string[] } }
  | { stop: 'withdrawn' | 'cancelled' }

type KeysOf<Union> = Union extends unknown ? keyof Union : never

/** The words that say which event it is. */
export type RunVerb = Exclude<KeysOf<RunEvent>, 'as' | 'output' | 'error' | 'at' | 'go'>

export type EventWith<Verb extends RunVerb> = Extract<RunEvent, { [Key in Verb]: unknown }>

export const runVerbs: readonly RunVerb[] = [
  'complete',
  'reject',
  'fail',
  'choose',
  'holds',
  'items',
  'add',
  'finish',
  'fire',
  'message',
  'signal',
  'advance',
  'set',
  'solve',
  'stop',
]

/** Which event it is; null when it is none. */
export function verbOf(event: unknown): RunVerb | null {
  if (typeof event !== 'object' || event === null) return null
  return runVerbs.find((verb) => Object.hasOwn(event, verb)) ?? null
}
