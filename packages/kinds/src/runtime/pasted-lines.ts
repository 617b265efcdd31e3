import type { EntityModel, FieldModel } from '@mortise/metadata'
import type { RuntimeServices } from '@mortise/ui'
import { findRecords } from './find-records.ts'
import { blankLine, type Line } from './line-columns.ts'

/** A text that means nothing in its column: `line` is the index in the list after pasting. */
export interface UnreadCell {
  line: number
  field: string
  text: string
}

export interface PastedLines {
  lines: Line[]
  unread: UnreadCell[]
  /** How many lines were written, changed or added. */
  count: number
  /** Lines beyond what a record may have. */
  refused: number
}

export interface PasteRequest {
  /** Cells of the clipboard. */
  cells: readonly (readonly string[])[]
  /** The lines as they are once the records have been found. */
  lines(): readonly Line[]
  /** Where the first cell goes. */
  line: number
  column: number
  columns: readonly FieldModel[]
  entity: EntityModel
  services: RuntimeServices
}

const maxLines = 1000

/**
 * Writes cells of a spreadsheet over the lines from a cell on and adds lines for the rest. A first row that repeats the
 * heads of columns says where each column goes. Records are found by their title or another unique text.
 */
export async function pasteLines(request: PasteRequest): Promise<PastedLines> {
  const { entity, services } = request
  const { rows, targets } = alignColumns(request)
  const fitting = rows.slice(0, Math.max(0, maxLines - request.line))
  const found = await findRecords(fitting, targets, services)
  const result = [...request.lines()]
  const unread: UnreadCell[] = []
  fitting.forEach((row, offset) => {
    const at = request.line + offset
    const line: Line = { ...(result[at] ?? blankLine(entity)) }
    targets.forEach((field, index) => {
      const text = row[index]
      if (!field || text === undefined || !(field.kind.writable ?? true)) return
      const parsed = read(text, field, services)
      const value = parsed === undefined ? found.get(field.key)?.get(text.trim()) : parsed
      if (value === undefined) unread.push({ line: at, field: field.key, text: text.trim() })
      else line[field.key] = value
    })
    result[at] = line
  })
  return { lines: result, unread, count: fitting.length, refused: rows.length - fitting.length }
}

function read(text: string, field: FieldModel, services: RuntimeServices): unknown {
  if (text.trim() === '') return field.kind.blank ?? null
  return services.fieldRuntimes.get(field.type).parse?.(text, field, services.language, services)
}

/** Which column each cell of a row goes to: by its head, or one after the other from the cell pasted into. */
function alignColumns({ cells, columns, column }: PasteRequest) {
  const rows = cells.filter((row) => row.some((text) => text.trim() !== ''))
  const byHead = rows[0]?.map((text) => columns.find((field) => isHead(text, field)))
  const named = byHead?.filter((field) => field !== undefined) ?? []
  const isHeadRow = named.length > 0 && rows[0]?.every((text, index) => text.trim() === '' || byHead?.[index])
  if (isHeadRow && byHead) return { rows: rows.slice(1), targets: byHead }
  return { rows, targets: columns.slice(column) }
}

function isHead(text: string, { label }: FieldModel): boolean {
  const wanted = fold(text)
  return wanted !== '' && Object.values(label).some((name) => fold(name) === wanted)
}

function fold(text: string): string {
  return text.normalize('NFKC').replace(/\*$/, '').trim().toLowerCase()
}
