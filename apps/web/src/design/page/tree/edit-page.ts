import type { PageBlock } from '@mortise/metadata'
import { firstFree } from '../../keys/free-key.ts'
import {
  accepts,
  type Blocks,
  childrenOf,
  indexPage,
  isBlock,
  isWithin,
  outermost,
  type PageMember,
  type Place,
  pageId,
  withChildren,
} from './page-node.ts'

/** The page with other children of a node. */
export function withinNode(
  blocks: Blocks,
  id: string,
  change: (children: readonly PageMember[]) => readonly PageMember[],
): PageBlock[] {
  if (id === pageId) return change(blocks) as PageBlock[]
  return changeMember(blocks, id, (member) => withChildren(member, change(childrenOf(member) ?? [])))
}

/** Changes one node; its key must stay. */
export function changeMember(blocks: Blocks, id: string, change: (member: PageMember) => PageMember): PageBlock[] {
  const walk = (members: readonly PageMember[]): PageMember[] =>
    members.map((member) => {
      if (member.key === id) return change(member)
      const children = childrenOf(member)
      return children && children.length > 0 ? withChildren(member, walk(children)) : member
    })
  return walk(blocks) as PageBlock[]
}

export function insertMembers(blocks: Blocks, { parent, index }: Place, members: readonly PageMember[]): PageBlock[] {
  const node = indexPage(blocks).get(parent)
  const fits = node && members.every((member) => accepts(node, isBlock(member) ? 'block' : 'tab'))
  if (!fits) return [...blocks]
  return withinNode(blocks, parent, (children) => children.toSpliced(index, 0, ...members))
}

/** Whether nodes may be moved to a container: never into themselves. */
export function mayMove(blocks: Blocks, ids: Iterable<string>, parent: string): boolean {
  const index = indexPage(blocks)
  const node = index.get(parent)
  const moved = outermost(index, ids)
  if (!node || moved.length === 0) return false
  return moved.every(({ id, kind }) => accepts(node, kind === 'tab' ? 'tab' : 'block') && !isWithin(index, parent, id))
}

/** Moves nodes, in the order of the page, to a place as it was before; where they may not go, nothing moves. */
export function moveMembers(blocks: Blocks, ids: Iterable<string>, place: Place): PageBlock[] {
  if (!mayMove(blocks, ids, place.parent)) return [...blocks]
  const moved = outermost(indexPage(blocks), ids)
  const before = moved.filter(({ parent, index }) => parent === place.parent && index < place.index).length
  const left = withoutMembers(blocks, new Set(moved.map(({ id }) => id)), false)
  const members = moved.flatMap(({ member }) => member ?? [])
  const next = withinNode(left, place.parent, (children) => children.toSpliced(place.index - before, 0, ...members))
  return withoutHollow(next)
}

export function removeMembers(blocks: Blocks, ids: Iterable<string>): PageBlock[] {
  return withoutMembers(blocks, new Set(ids), true)
}

function withoutMembers(blocks: Blocks, gone: ReadonlySet<string>, tidy: boolean): PageBlock[] {
  const walk = (members: readonly PageMember[]): PageMember[] =>
    members.flatMap((member) => {
      if (gone.has(member.key)) return []
      const children = childrenOf(member)
      return [children ? withChildren(member, walk(children)) : member]
    })
  const left = walk(blocks) as PageBlock[]
  return tidy ? withoutHollow(left) : left
}

/** Tabs without a single one are nothing. */
function withoutHollow(blocks: Blocks): PageBlock[] {
  const hollow = [...indexPage(blocks).values()].filter(
    ({ member, children }) => member && isBlock(member) && member.tabs && children.length === 0,
  )
  return hollow.length === 0 ? [...blocks] : withoutMembers(blocks, new Set(hollow.map(({ id }) => id)), false)
}

/** Gives keys that the page does not have yet, none of them twice. */
export function freeKeys(blocks: Blocks): (wanted: string) => string {
  const taken = new Set(indexPage(blocks).keys())
  return (wanted) => {
    const key = firstFree(wanted, (candidate) => taken.has(candidate))
    taken.add(key)
    return key
  }
}

/** Copies under keys of their own. */
export function copyMembers<Member extends PageMember>(
  members: readonly Member[],
  free: (wanted: string) => string,
): Member[] {
  return members.map((member) => {
    const children = childrenOf(member)
    const copy = children ? withChildren(member, copyMembers(children, free)) : member
    return { ...copy, key: free(member.key) } as Member
  })
}

/** Puts copies right behind the nodes. */
export function duplicateMembers(blocks: Blocks, ids: readonly string[]): { blocks: PageBlock[]; made: string[] } {
  const free = freeKeys(blocks)
  const made: string[] = []
  let next: PageBlock[] = [...blocks]
  for (const { id, member } of outermost(indexPage(blocks), ids)) {
    const node = indexPage(next).get(id)
    if (!member || !node || node.parent === null) continue
    const [copy] = copyMembers([member], free)
    if (!copy) continue
    next = insertMembers(next, { parent: node.parent, index: node.index + 1 }, [copy])
    made.push(copy.key)
  }
  return { blocks: next, made }
}

export const fullSpan = 12

/** Makes a block wider or narrower, within what its type and the page allow. */
export function resized(block: PageBlock, span: number, least: number): PageBlock {
  return { ...block, span: Math.min(fullSpan, Math.max(least, Math.round(span))) }
}
