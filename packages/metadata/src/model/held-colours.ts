import type { ColourRule } from '../documents/view.ts'

export interface HeldColours {
  row: ColourRule | null
  /** By the column whose cell has the colour. */
  cells: ReadonlyMap<string, ColourRule>
}

const none: HeldColours = { row: null, cells: new Map() }

/** The rules that decide over a record: of those that hold, the first for the record and the first for each cell. */
export function heldColours(rules: readonly ColourRule[], marks: readonly string[] | undefined): HeldColours {
  if (!marks?.length) return none
  const held = new Set(marks)
  const cells = new Map<string, ColourRule>()
  let row: ColourRule | null = null
  for (const rule of rules) {
    if (!held.has(rule.key)) continue
    if (rule.field === undefined) row ??= rule
    else if (!cells.has(rule.field)) cells.set(rule.field, rule)
  }
  return { row, cells }
}
