import type { PageBlock, PageTab } from '@mortise/metadata'

/** The page itself, as a node: no block can have this key. */
export const pageId = ':page'

export type Blocks = readonly PageBlock[]

/** A block or a single tab. */
export type PageMember = PageBlock | PageTab

export const isBlock = (member: PageMember): member is PageBlock => 'block' in member

/** A block, a single tab, or the page, with where it stands. */
export interface PageNode {
  id: string
  parent: string | null
  /** Among the children of the parent. */
  index: number
  depth: number
  kind: 'page' | 'block' | 'tab'
  member: PageMember | null
  children: readonly string[]
}

export type PageIndex = ReadonlyMap<string, PageNode>

/** Before which child of a container. */
export interface Place {
  parent: string
  index: number
}

const indexes = new WeakMap<Blocks, PageIndex>()

/** Every node of a page by its key, in the order of the page, each before what is in it. */
export function indexPage(blocks: Blocks): PageIndex {
  const known = indexes.get(blocks)
  if (known) return known
  const index = new Map<string, PageNode>()
  const root = { id: pageId, parent: null, index: 0, depth: 0, kind: 'page' as const, member: null }
  index.set(pageId, { ...root, children: blocks.map(({ key }) => key) })
  const visit = (members: readonly PageMember[], parent: string, depth: number) => {
    members.forEach((member, at) => {
      const children = childrenOf(member) ?? []
      const kind = isBlock(member) ? 'block' : 'tab'
      index.set(member.key, {
        ...{ id: member.key, parent, index: at, depth, kind, member },
        children: children.map(({ key }) => key),
      })
      visit(children, member.key, depth + 1)
    })
  }
  visit(blocks, pageId, 1)
  indexes.set(blocks, index)
  return index
}

/** What is in a member; null where nothing can be. */
export function childrenOf(member: PageMember): readonly PageMember[] | null {
  if (!isBlock(member)) return member.blocks
  return member.tabs ?? member.blocks ?? null
}

export function withChildren(member: PageMember, children: readonly PageMember[]): PageMember {
  if (isBlock(member) && member.tabs) return { ...member, tabs: children as PageTab[] }
  return { ...member, blocks: children as PageBlock[] }
}

/** Whether a node can hold a member: tabs hold single tabs, everything else blocks. */
export function accepts({ kind, member }: PageNode, child: 'block' | 'tab'): boolean {
  const holdsTabs = kind === 'block' && member !== null && isBlock(member) && member.tabs !== undefined
  if (child === 'tab') return holdsTabs
  return kind === 'page' || kind === 'tab' || (!holdsTabs && member !== null && childrenOf(member) !== null)
}

/** Whether a node lies in another one, or is it. */
export function isWithin(index: PageIndex, id: string, around: string): boolean {
  for (let at: string | null = id; at !== null; at = index.get(at)?.parent ?? null) if (at === around) return true
  return false
}

/** Of some nodes those that lie in no other one of them, in the order of the page. */
export function outermost(index: PageIndex, ids: Iterable<string>): PageNode[] {
  const wanted = new Set(ids)
  return [...index.values()].filter(
    ({ id, parent }) =>
      wanted.has(id) &&
      id !== pageId &&
      ![...wanted].some((other) => other !== id && parent !== null && isWithin(index, parent, other)),
  )
}
