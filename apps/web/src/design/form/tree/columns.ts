import type { FormItem } from '@mortise/metadata'
import { changeNode, moveNodes, withItems } from './edit-tree.ts'
import {
  type FormBody,
  type FormIndex,
  type FormNode,
  formId,
  holdsItems,
  indexForm,
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
  const index = indexForm(placed.items)
  const parent = index.get(target)?.parent ?? formId
  const columns = columnsOf(placed, parent)
  const without = new Set(moved)
  const siblings = membersIn(former, parent).filter((member) => !without.has(memberId(member)))
  const row = rowsOf(siblings, columns).find((one) => one.some((item) => memberId(item) === target)) ?? []
  const joined = membersIn(placed, parent).filter(
    (member) => without.has(memberId(member)) || row.some((item) => memberId(item) === memberId(member)),
  )
  if (!joined.every(isField) || joined.length > maxColumns) return placed
  const wider =
    joined.length > columns ? moreColumns(placed, parent, joined.length, new Set(joined.map(memberId))) : placed
  const spans = shareOut(joined, Math.max(columns, joined.length), without)
  return withItems(wider, parent, (children) =>
    children.map((child) =>
      isField(child) && spans.has(child.field) ? withSpan(child, spans.get(child.field) ?? 1) : child,
    ),
  )
}

/** As wide as before where there is room; what is newly in the row takes one column, the widest give way. */
function shareOut(items: readonly FieldItem[], columns: number, fresh: ReadonlySet<string>): Map<string, number> {
  const spans = new Map(
    items.map((item) => [item.field, fresh.has(memberId(item)) ? 1 : Math.min(item.span ?? 1, columns)]),
  )
  const sum = () => [...spans.values()].reduce((total, span) => total + span, 0)
  while (sum() > columns) {
    const [widest] = [...spans].toSorted(([, a], [, b]) => b - a)
    if (!widest || widest[1] <= 1) break
    spans.set(widest[0], widest[1] - 1)
  }
  return spans
}

/** More columns for a container; what ended a row is made wider, so that rows stay as they were. */
function moreColumns(body: FormBody, container: string, columns: number, apart: ReadonlySet<string>): FormBody {
  const index = indexForm(body.items)
  const node = index.get(container)
  // A section is asked itself, even if it went by the form until now.
  const owner = node?.kind === 'section' ? container : columnOwner(index, container)
  const before = columnsOf(body, container)
  const governed = [...index.values()].filter(
    ({ id, kind }) =>
      holdsItems(kind) && (id === owner || (node?.kind !== 'section' && columnOwner(index, id) === owner)),
  )
  let next =
    owner === formId ? { ...body, columns } : changeNode(body, owner, (member) => ({ ...member, columns }) as Member)
  for (const { id } of governed) {
    next = withItems(next, id, (children) => stretched(children, before, columns - before, apart))
  }
  return next
}

function stretched(children: readonly Member[], columns: number, by: number, apart: ReadonlySet<string>): Member[] {
  const spanOf = ({ span = 1 }: FieldItem) => Math.min(span, columns)
  const last = new Set(
    rowsOf(children, columns).flatMap((row) => {
      const end = row.at(-1)
      if (!end || row.some((item) => apart.has(memberId(item)))) return []
      const full = row.reduce((sum, item) => sum + spanOf(item), 0) >= columns
      const following = children[children.indexOf(end) + 1]
      // What has room left at the end of its fields keeps its width.
      return full || (following && isField(following)) ? [end] : []
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
