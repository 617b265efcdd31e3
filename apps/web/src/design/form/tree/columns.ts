import type { FormItem } from '@mortise/metadata'
import { changeNode, moveNodes, withItems } from './edit-tree.ts'
import {
  type FormBody,
  type FormIndex,
  type FormNode,
  formId,
  holdsItems,
  indexForm,
  isWithin,
  type Member,
  memberId,
} from './form-node.ts'

export const maxColumns = 4

type FieldItem = Extract<FormItem, { item: 'field' }>

export type Side = 'left' | 'right'

/** How many columns a form has that says nothing. */
export const columnsOfForm = ({ columns = 2 }: Pick<FormBody, 'columns'>): number => columns

/** The node that says how many columns a container has: itself, or the nearest around it that does. */
export function columnOwner(index: FormIndex, container: string): string {
  for (let at = index.get(container); at; at = index.get(at.parent ?? '')) {
    const { member } = at
    if (member && 'item' in member && member.item === 'section' && member.columns !== undefined) return at.id
  }
  return formId
}

export function columnsOf(body: FormBody, container: string): number {
  const index = indexForm(body.items)
  const owner = index.get(columnOwner(index, container))?.member
  return owner && 'item' in owner && owner.item === 'section'
    ? (owner.columns ?? columnsOfForm(body))
    : columnsOfForm(body)
}

/** Whether fields can be put beside a node, so that they share a row. */
export function takesBeside(node: FormNode | undefined): boolean {
  return node?.kind === 'field'
}

/**
 * Puts fields that are on the form already into the row of another field. The row shares its columns out anew; where
 * there are too few the container gets more, and all other rows look as before.
 */
export function placeBeside(body: FormBody, moved: readonly string[], target: string, side: Side): FormBody {
  const node = indexForm(body.items).get(target)
  if (!node || node.parent === null || moved.includes(target) || !takesBeside(node)) return body
  const at = node.index + (side === 'right' ? 1 : 0)
  const placed = moveNodes(body, moved, { parent: node.parent, index: at })
  return placed === body ? body : joinRow(placed, body, [...moved], target)
}

/** Makes one row of the fields that were put beside another. */
function joinRow(placed: FormBody, former: FormBody, moved: readonly string[], target: string): FormBody {
  const parent = indexForm(placed.items).get(target)?.parent ?? formId
  const columns = columnsOf(placed, parent)
  const fresh = new Set(moved)
  const siblings = membersIn(former, parent).filter((member) => !fresh.has(memberId(member)))
  const row = rowsOf(siblings, columns).find((one) => one.some((item) => memberId(item) === target)) ?? []
  const inRow = new Set([...row.map(memberId), ...moved])
  const joined = membersIn(placed, parent).filter((member) => inRow.has(memberId(member)))
  if (!joined.every(isField) || joined.length > maxColumns) return placed
  if (joined.length <= columns) return withSpans(placed, parent, shareOut(joined, columns, fresh))
  // Twice as many columns leave every other row as it looks; the cell of the target is halved.
  const doubles = columns * 2 <= maxColumns && joined.length <= columns * 2
  const wider = doubles ? columns * 2 : maxColumns
  const widened = moreColumns(placed, parent, wider, doubles ? (span) => span * 2 : null, inRow)
  const halved = new Set([...moved, target])
  const now = membersIn(widened, parent).filter((member) => inRow.has(memberId(member)))
  return withSpans(widened, parent, shareOut(now.filter(isField), wider, doubles ? halved : inRow))
}

/** As wide as before where there is room; some take one column, the widest of the others give way. */
function shareOut(items: readonly FieldItem[], columns: number, narrow: ReadonlySet<string>): Map<string, number> {
  const spanOf = (item: FieldItem) => (narrow.has(memberId(item)) ? 1 : Math.min(item.span ?? 1, columns))
  const spans = new Map(items.map((item) => [item.field, spanOf(item)]))
  const sum = () => [...spans.values()].reduce((total, span) => total + span, 0)
  while (sum() > columns) {
    const [widest] = [...spans].toSorted(([, a], [, b]) => b - a)
    if (!widest || widest[1] <= 1) break
    spans.set(widest[0], widest[1] - 1)
  }
  return spans
}

function withSpans(body: FormBody, container: string, spans: ReadonlyMap<string, number>): FormBody {
  return withItems(body, container, (children) =>
    children.map((child) =>
      isField(child) && spans.has(child.field) ? withSpan(child, spans.get(child.field) ?? 1) : child,
    ),
  )
}

/**
 * More columns for a container, and for all that go by the same number. Spans grow as the caller says; else what ends a
 * full row is made wider.
 */
function moreColumns(
  body: FormBody,
  container: string,
  columns: number,
  grow: ((span: number) => number) | null,
  /** Ids of the row that is being made: it is seen to by itself. */
  apart: ReadonlySet<string>,
): FormBody {
  const index = indexForm(body.items)
  const isSection = index.get(container)?.kind === 'section'
  // A section is asked itself, even if it went by the form until now.
  const owner = isSection ? container : columnOwner(index, container)
  const before = columnsOf(body, container)
  const ownerOf = (id: string) =>
    isSection && isWithin(index, id, container) ? innerOwner(index, id, container) : columnOwner(index, id)
  const governed = [...index.values()].filter(({ id, kind }) => holdsItems(kind) && ownerOf(id) === owner)
  let next =
    owner === formId ? { ...body, columns } : changeNode(body, owner, (member) => ({ ...member, columns }) as Member)
  for (const { id } of governed) {
    next = withItems(next, id, (children) =>
      grow ? grown(children, before, grow) : stretched(children, before, columns - before, apart),
    )
  }
  return next
}

/** Who says how many columns there are inside a section that is to say so itself from now on. */
function innerOwner(index: FormIndex, id: string, section: string): string {
  const owner = columnOwner(index, id)
  return owner !== section && isWithin(index, owner, section) ? owner : section
}

function grown(children: readonly Member[], columns: number, grow: (span: number) => number): Member[] {
  return children.map((child) => (isField(child) ? withSpan(child, grow(Math.min(child.span ?? 1, columns))) : child))
}

function stretched(children: readonly Member[], columns: number, by: number, apart: ReadonlySet<string>): Member[] {
  const spanOf = ({ span = 1 }: FieldItem) => Math.min(span, columns)
  const last = new Set(
    rowsOf(
      children.filter((child) => !apart.has(memberId(child))),
      columns,
    ).flatMap((row) => {
      const end = row.at(-1)
      const full = row.reduce((sum, item) => sum + spanOf(item), 0) >= columns
      return end && full ? [end] : []
    }),
  )
  return children.map((child) => (isField(child) && last.has(child) ? withSpan(child, spanOf(child) + by) : child))
}

/** Fields as they share rows; all else has a row of its own and ends the one before. */
export function rowsOf(members: readonly Member[], columns: number): FieldItem[][] {
  const rows: FieldItem[][] = []
  let room = 0
  for (const member of members) {
    if (!isField(member)) {
      room = 0
      continue
    }
    const span = Math.min(member.span ?? 1, columns)
    if (span > room) {
      rows.push([])
      room = columns
    }
    rows.at(-1)?.push(member)
    room -= span
  }
  return rows
}

function membersIn(body: FormBody, container: string): Member[] {
  const index = indexForm(body.items)
  return (index.get(container)?.children ?? []).flatMap((id) => index.get(id)?.member ?? [])
}

const isField = (member: Member): member is FieldItem => 'item' in member && member.item === 'field'

export function withSpan({ span: _, ...item }: FieldItem, span: number): FieldItem {
  return span > 1 ? { ...item, span } : item
}
