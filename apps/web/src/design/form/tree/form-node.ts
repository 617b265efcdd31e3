import type { FormDocument, FormItem } from '@mortise/metadata'

/** What the commands on a form change of its document. */
export type FormBody = Pick<FormDocument, 'items' | 'columns'>

/** A single tab or step. */
export type FormPart =
  | Extract<FormItem, { item: 'tabs' }>['tabs'][number]
  | Extract<FormItem, { item: 'steps' }>['steps'][number]

/** What stands in the tree of a form: its items, and the single tabs and steps of some. */
export type Member = FormItem | FormPart

export type NodeKind = 'form' | FormItem['item'] | 'tab' | 'step'

/** Where a node is: so many nodes of the parent come before it. */
export interface Place {
  parent: string
  index: number
}

export interface FormNode {
  id: string
  kind: NodeKind
  /** Null for the form as a whole. */
  parent: string | null
  index: number
  depth: number
  /** Null for the form as a whole. */
  member: Member | null
  children: readonly string[]
}

/** The nodes of a form by id, each before what is in it. */
export type FormIndex = ReadonlyMap<string, FormNode>

/** The form itself. No key is spelt so. */
export const formId = ':form'

const fieldPrefix = 'field:'

/** Fields are called by their name, everything else by its key: that is what is unique in a form. */
export const fieldNodeId = (field: string): string => `${fieldPrefix}${field}`

/** The field that a node shows; null for all else. */
export const fieldOfNode = (id: string): string | null =>
  id.startsWith(fieldPrefix) ? id.slice(fieldPrefix.length) : null

export function memberId(member: Member): string {
  return 'key' in member ? member.key : fieldNodeId(member.field)
}

export function childrenOf(member: Member): readonly Member[] | null {
  if (!('item' in member)) return member.items
  if (member.item === 'section') return member.items
  if (member.item === 'tabs') return member.tabs
  return member.item === 'steps' ? member.steps : null
}

/** The member with other children; what has none stays as it is. */
export function withChildren<Some extends Member>(member: Some, children: readonly Member[]): Some {
  if (!('item' in member) || member.item === 'section') return { ...member, items: children }
  if (member.item === 'tabs') return { ...member, tabs: children }
  return member.item === 'steps' ? { ...member, steps: children } : member
}

/** What may stand in what. */
const holds: { readonly [Kind in NodeKind]?: (child: NodeKind) => boolean } = {
  form: isItem,
  section: isItem,
  tab: isItem,
  step: isItem,
  tabs: (child) => child === 'tab',
  steps: (child) => child === 'step',
}

function isItem(kind: NodeKind): boolean {
  return kind !== 'tab' && kind !== 'step' && kind !== 'form'
}

export function accepts(container: NodeKind, child: NodeKind): boolean {
  return holds[container]?.(child) ?? false
}

export const isContainer = (kind: NodeKind): boolean => holds[kind] !== undefined

/** Whether items can be put into it: tabs and steps hold only their parts. */
export const holdsItems = (kind: NodeKind): boolean => accepts(kind, 'field')

const indexes = new WeakMap<readonly FormItem[], FormIndex>()

/** The nodes of a form; made once per tree. */
export function indexForm(items: readonly FormItem[]): FormIndex {
  const known = indexes.get(items)
  if (known) return known
  const index = new Map<string, FormNode>()
  const children = items.map(memberId)
  index.set(formId, { id: formId, kind: 'form', parent: null, index: 0, depth: 0, member: null, children })
  addMembers(index, items, { id: formId, kind: 'form', depth: 0 })
  indexes.set(items, index)
  return index
}

function addMembers(
  index: Map<string, FormNode>,
  members: readonly Member[],
  parent: Pick<FormNode, 'id' | 'kind' | 'depth'>,
): void {
  members.forEach((member, at) => {
    const inner = childrenOf(member) ?? []
    const id = memberId(member)
    const kind: NodeKind = 'item' in member ? member.item : parent.kind === 'tabs' ? 'tab' : 'step'
    const node = { id, kind, parent: parent.id, index: at, depth: parent.depth + 1, member }
    index.set(id, { ...node, children: inner.map(memberId) })
    addMembers(index, inner, node)
  })
}

/** Whether a node is another or stands in it. */
export function isWithin(index: FormIndex, id: string, container: string): boolean {
  for (let at: string | null = id; at !== null; at = index.get(at)?.parent ?? null) if (at === container) return true
  return false
}

/** Of some nodes those that stand in no other of them, in the order of the form. */
export function outermost(index: FormIndex, ids: Iterable<string>): FormNode[] {
  const wanted = new Set(ids)
  return [...index.values()].filter(
    ({ id, parent }) =>
      wanted.has(id) &&
      id !== formId &&
      ![...wanted].some((other) => other !== id && parent !== null && isWithin(index, parent, other)),
  )
}
