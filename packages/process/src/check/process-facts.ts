import type { LocalizedText } from '@mortise/core'

/**
 * What is known about a process besides its graph, as data from whoever compiles it: conditions, people, fields, other
 * processes, times. Every part may be missing; then what depends on it is not checked.
 */
export interface ProcessFacts {
  /** By transition. `null`: a condition that only running can decide. */
  conditions?: { readonly [transition: string]: ConditionFact | null }
  /** Which values the fields of conditions can have. */
  domains?: { readonly [field: string]: DomainFact }
  people?: { readonly [node: string]: PeopleFact }
  fields?: { readonly [node: string]: FieldFact }
  /** Lists of records, by the keys of the nodes that find them: who finds them, and who goes on with them. */
  lists?: { readonly [node: string]: FieldFact }
  /** Fields that are filled in before the process begins. */
  filled?: readonly string[]
  calls?: { readonly [node: string]: CallFact }
  /** How long something is waited for, in days. */
  timers?: { readonly [node: string]: number }
  /** How long instances are kept, in days. */
  keptDays?: number
  /** When deadlines are due, in hours after the task was given; by node, then by the key of the deadline. */
  deadlines?: { readonly [node: string]: { readonly [deadline: string]: number } }
  /** What decides how often a scope repeats; by node. False: nothing was set. */
  repeats?: { readonly [node: string]: boolean }
}

/** Any of these has to hold. */
export type ConditionFact = readonly AllOf[]

/** For every field that is named, its value has to be one of these. */
export interface AllOf {
  readonly [field: string]: ValuesFact
}

/** Options by name, or ranges of numbers; `empty`: also when there is no value. */
export type ValuesFact =
  | { options: readonly string[]; empty?: boolean }
  | { ranges: readonly RangeFact[]; empty?: boolean }

/** From and to belong to it, unless they are said to be open. */
export interface RangeFact {
  from?: number
  to?: number
  fromOpen?: boolean
  toOpen?: boolean
}

/** Values that a field can have. `required`: it is never empty. */
export type DomainFact = (
  | { options: readonly string[] }
  | { number: { whole?: boolean; min?: number; max?: number } }
) & {
  required?: boolean
}

export interface PeopleFact {
  /** Nobody may be found, in these cases. */
  mayBeEmpty?: EmptyCases
  /** Nobody is found, whoever starts it. */
  neverFound?: boolean
  alwaysInitiator?: boolean
}

/** When nobody would be found. */
export interface EmptyCases {
  /** Names of some who start it, and how many others there are. */
  people?: readonly string[]
  others?: number
  /** Its schedule starts it. */
  schedule?: boolean
  /** These fields of the record are empty. */
  fields?: readonly LocalizedText[]
}

/** Fields at a node. What is demanded there and not among what it writes has to be filled in before. */
export interface FieldFact {
  writes?: readonly string[]
  demands?: readonly string[]
}

/** Which process a node calls, and which ones that one calls in turn whatever happens. */
export interface CallFact {
  process: string
  always?: readonly string[]
}
