import type { FormItem } from '@mortise/metadata'
import {
  accepts,
  childrenOf,
  type FormBody,
  type FormIndex,
  formId,
  indexForm,
  isWithin,
  type Member,
  memberId,
  outermost,
  type Place,
  withChildren,
} from './form-node.ts'

/** Puts items into a form; what cannot stand there leaves it as it is. */
export function insertMembers(body: FormBody, place: Place, members: readonly Member[]): FormBody {
  const container = indexForm(body.items).get(place.parent)
  if (!container || members.length === 0 || !members.every((member) => mayStand(member, container.kind))) return body
  return withItems(body, place.parent, (children) => children.toSpliced(place.index, 0, ...members))
}

function mayStand(member: Member, container: Parameters<typeof accepts>[0]): boolean {
  return accepts(container, 'item' in member ? member.item : container === 'steps' ? 'step' : 'tab')
}

/** Whether nodes may be moved to a container: never into themselves. */
export function mayMove(index: FormIndex, ids: Iterable<string>, parent: string): boolean {
  const container = index.get(parent)
  const moved = outermost(index, ids)
  if (!container || moved.length === 0) return false
  return moved.every(({ id, kind }) => accepts(container.kind, kind) && !isWithin(index, parent, id))
}

/** Moves nodes, in the order of the form, to a place as it was before; where they may not go, nothing moves. */
export function moveNodes(body: FormBody, ids: Iterable<string>, place: Place): FormBody {
  const index = indexForm(body.items)
  const moved = outermost(index, ids)
  if (!mayMove(index, ids, place.parent)) return body
  const before = moved.filter(({ parent, index: at }) => parent === place.parent && at < place.index).length
  const gone = new Set(moved.map(({ id }) => id))
  const left = filterTree(body.items, gone)
  const to = place.index - before
  const next = withItems({ ...body, items: left as FormItem[] }, place.parent, (children) =>
    children.toSpliced(to, 0, ...moved.flatMap(({ member }) => member ?? [])),
  )
  return withoutHollow(next)
}

/** Takes nodes and all that is in them off the form. */
export function removeNodes(body: FormBody, ids: Iterable<string>): FormBody {
  const gone = new Set(ids)
  gone.delete(formId)
  if (gone.size === 0) return body
  return withoutHollow({ ...body, items: filterTree(body.items, gone) as FormItem[] })
}

/** Changes one node; its id must stay. */
export function changeNode(body: FormBody, id: string, change: (member: Member) => Member): FormBody {
  const walk = (members: readonly Member[]): Member[] =>
    members.map((member) => {
      if (memberId(member) === id) return change(member)
      const children = childrenOf(member)
      if (!children) return member
      const next = walk(children)
      return next.every((child, at) => child === children[at]) ? member : withChildren(member, next)
    })
  return { ...body, items: walk(body.items) as FormItem[] }
}

/** Puts what is in nodes in their place: sections go, their fields stay. */
export function dissolveNodes(body: FormBody, ids: Iterable<string>): FormBody {
  const gone = new Set(ids)
  const inner = (member: Member): Member[] =>
    (childrenOf(member) ?? []).flatMap((child) => ('item' in child ? [child] : child.items))
  const walk = (members: readonly Member[]): Member[] =>
    members.flatMap((member) => {
      const children = childrenOf(member)
      if (!children) return [member]
      const next = withChildren(member, walk(children))
      // A single tab or step has no place outside of its row.
      return gone.has(memberId(member)) && 'item' in member ? inner(next) : [next]
    })
  return { ...body, items: walk(body.items) as FormItem[] }
}

/** The form with other children of a container. */
export function withItems(
  body: FormBody,
  parent: string,
  change: (children: readonly Member[]) => readonly Member[],
): FormBody {
  if (parent === formId) return { ...body, items: change(body.items) as FormItem[] }
  return changeNode(body, parent, (member) => withChildren(member, change(childrenOf(member) ?? [])))
}

function filterTree(members: readonly Member[], gone: ReadonlySet<string>): Member[] {
  return members.flatMap((member) => {
    if (gone.has(memberId(member))) return []
    const children = childrenOf(member)
    return [children ? withChildren(member, filterTree(children, gone)) : member]
  })
}

/** Rows of tabs or steps without a single one are nothing. */
function withoutHollow(body: FormBody): FormBody {
  const hollow = [...indexForm(body.items).values()].filter(
    ({ kind, children }) => (kind === 'tabs' || kind === 'steps') && children.length === 0,
  )
  if (hollow.length === 0) return body
  return { ...body, items: filterTree(body.items, new Set(hollow.map(({ id }) => id))) as FormItem[] }
}
