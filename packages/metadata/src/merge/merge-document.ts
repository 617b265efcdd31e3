import { deepEqual } from '@mortise/core'
import type { AppDocumentAny } from '../documents/documents.ts'
import { memberKeys } from './member-key.ts'
import { mergeOrder } from './merge-order.ts'

/** One property that two people set to two values; what is missing is null. */
export interface MergeConflict {
  /** Where in the document. Members of lists go by their key: `/fields/amount/label/zh`. */
  pointer: string
  base: unknown
  mine: unknown
  theirs: unknown
}

/** Whose value a conflict is settled with. */
export interface MergeChoice {
  pointer: string
  take: 'mine' | 'theirs'
}

/** A document that two people changed, starting from the same one; null: there is none. */
export interface MergeInput {
  base: AppDocumentAny | null
  mine: AppDocumentAny | null
  theirs: AppDocumentAny | null
  choices?: readonly MergeChoice[]
}

export interface MergedDocument {
  /** With `mine` wherever there is a conflict. */
  document: AppDocumentAny | null
  conflicts: MergeConflict[]
}

/** Both people's changes of a document in one: property by property, and lists member by member. */
export function mergeDocument({ base, mine, theirs, choices = [] }: MergeInput): MergedDocument {
  const merge: Merge = { conflicts: [], choices: new Map(choices.map(({ pointer, take }) => [pointer, take])) }
  const three: Three = { base: base ?? undefined, mine: mine ?? undefined, theirs: theirs ?? undefined }
  const document = mergeValue(merge, '', three) as AppDocumentAny | undefined
  return { document: document ?? null, conflicts: merge.conflicts }
}

interface Merge {
  conflicts: MergeConflict[]
  choices: ReadonlyMap<string, MergeChoice['take']>
}

interface Three<Value = unknown> {
  base: Value
  mine: Value
  theirs: Value
}
type Plain = { [key: string]: unknown }

function mergeValue(merge: Merge, pointer: string, three: Three): unknown {
  const { base, mine, theirs } = three
  if (oneChanged(three)) return mergeWhole(merge, pointer, three)
  const archived = archivedInstead(three)
  if (archived) return archived
  // A document that both made, under the same key, is two documents.
  if (pointer === '' && base === undefined) return settle(merge, pointer, three)
  if (isPlain(mine) && isPlain(theirs) && (base === undefined || isPlain(base)))
    return mergeProperties(merge, pointer, { base: base ?? {}, mine, theirs })
  return mergeLists(merge, pointer, three) ?? settle(merge, pointer, three)
}

/** Of a value that is not looked into either the one or the other. */
function mergeWhole(merge: Merge, pointer: string, three: Three): unknown {
  if (!oneChanged(three)) return settle(merge, pointer, three)
  return deepEqual(three.base, three.mine) ? three.theirs : three.mine
}

/** Whether at most one side changed the value, or both did the same. */
function oneChanged({ base, mine, theirs }: Three): boolean {
  return deepEqual(mine, theirs) || deepEqual(base, theirs) || deepEqual(base, mine)
}

function mergeProperties(merge: Merge, pointer: string, { base, mine, theirs }: Three<Plain>): Plain {
  const merged: Plain = {}
  for (const key of new Set([...Object.keys(base), ...Object.keys(mine), ...Object.keys(theirs)])) {
    const three = { base: own(base, key), mine: own(mine, key), theirs: own(theirs, key) }
    const inner = `${pointer}/${pointerPart(key)}`
    const value = isWhole(inner) ? mergeWhole(merge, inner, three) : mergeValue(merge, inner, three)
    // Never through the setter of `__proto__`.
    if (value !== undefined) Object.defineProperty(merged, key, { value, ...plainProperty })
  }
  return merged
}

const plainProperty = { enumerable: true, writable: true, configurable: true } as const

/** Publishing archives what a draft removed: who removed it too meant the same. */
function archivedInstead({ base, mine, theirs }: Three): unknown {
  if (!isPlain(base) || (mine !== undefined && theirs !== undefined)) return
  const left = mine ?? theirs
  return deepEqual(left, { ...base, archived: true }) ? left : undefined
}

/** Undefined when they are not lists whose members can be told apart. */
function mergeLists(merge: Merge, pointer: string, { base = [], mine, theirs }: Three): unknown[] | undefined {
  if (!Array.isArray(base) || !Array.isArray(mine) || !Array.isArray(theirs)) return
  const [former, left, right] = [keyed(base), keyed(mine), keyed(theirs)]
  if (!former || !left || !right) return
  const merged = new Map<string, unknown>()
  for (const key of new Set([...former.keys(), ...left.keys(), ...right.keys()])) {
    const three = { base: former.get(key), mine: left.get(key), theirs: right.get(key) }
    const member = mergeValue(merge, `${pointer}/${pointerPart(key)}`, three)
    if (member !== undefined) merged.set(key, member)
  }
  const orders = { base: [...former.keys()], mine: [...left.keys()], theirs: [...right.keys()] }
  const keys = mergeOrder(orders.base, orders.mine, orders.theirs, new Set(merged.keys()))
  const order = keys.order ?? orderAsChosen(merge, pointer, orders, merged)
  return order.map((key) => merged.get(key))
}

function orderAsChosen(merge: Merge, pointer: string, orders: Three<string[]>, merged: ReadonlyMap<string, unknown>) {
  const first = settle(merge, pointer, orders) as string[]
  return [...new Set([...first, ...merged.keys()])].filter((key) => merged.has(key))
}

function settle({ conflicts, choices }: Merge, pointer: string, { base, mine, theirs }: Three): unknown {
  const choice = choices.get(pointer)
  if (choice) return choice === 'mine' ? mine : theirs
  conflicts.push({ pointer, base: base ?? null, mine: mine ?? null, theirs: theirs ?? null })
  return mine
}

/**
 * What means something only as a whole: conditions, formulas, values, the order of sorting, and the fields that an
 * index or a check of duplicates is over. Half of the one and half of the other would be what nobody wanted.
 */
function isWhole(pointer: string): boolean {
  const [, property, , inner] = pointer.split('/')
  if ((property === 'indexes' || property === 'duplicateChecks') && inner === 'fields') return true
  return /\/(filter|where|formula|condition|default|value|sort|expr)$/.test(pointer)
}

function keyed(list: readonly unknown[]): Map<string, unknown> | null {
  const keys = memberKeys(list)
  return keys && new Map(keys.map((key, index) => [key, list[index]]))
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !('expr' in value && 'v' in value)
}

function own(object: Plain, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined
}

function pointerPart(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1')
}
