import { localize } from '@mortise/core'
import type { EntityRecord } from '@mortise/data'
import { fillPlaceholders, type PrintDocument, type PrintItem, resolvePath, shownField } from '@mortise/metadata'
import type { Content, TableCell } from 'pdfmake/interfaces.js'
import { addDecimals } from './add-decimals.ts'
import { drawApproval, type PrintedApproval } from './draw-approval.ts'
import { linesOf, printedPath } from './print-paths.ts'
import { type PrintedRecord, pathText, placeholderText } from './printed-record.ts'
import { fieldText } from './printed-value.ts'

/** Points of a millimetre. */
export const points = (millimetres: number): number => (millimetres * 72) / 25.4

/** Pictures by the id of their file, as data URLs. */
export type Pictures = ReadonlyMap<string, string>

interface Place extends PrintedRecord {
  pictures: Pictures
  /** By part, the approvals that it prints. */
  approvals: ReadonlyMap<string, readonly PrintedApproval[]>
  /** Points between the margins. */
  width: number
}

/** A record as the content of a PDF, part by part. Texts of records stand in it as texts, whatever they hold. */
export function pageContent(print: PrintDocument, place: Place): Content[] {
  return print.items.flatMap((item) => (place.shown.has(item.key) ? drawItem[item.item](item as never, place) : []))
}

type ItemOf<Name extends PrintItem['item']> = Extract<PrintItem, { item: Name }>
type Draw = { [Name in PrintItem['item']]: (item: ItemOf<Name>, place: Place) => Content[] }

const sizes = { small: 8.5, normal: 10, large: 13, title: 18 } as const
const grey = '#666666'
const line = '#bbbbbb'

const drawItem: Draw = {
  text({ key, text, values = [], size = 'normal', bold, align }, place) {
    const written = fillPlaceholders(localize(text, place.words.language), (name) => {
      const placeholder = values.find((one) => one.key === name)
      return placeholder ? placeholderText(place, key, placeholder) : null
    })
    return [{ text: written, fontSize: sizes[size], bold, alignment: align, margin: [0, 2, 0, 4] }]
  },
  fields: drawFields,
  lines: drawLines,
  image: drawImage,
  approvals: ({ key, columns }, { approvals, words, width }) =>
    (approvals.get(key) ?? []).flatMap((approval) => drawApproval(approval, { words, width, columns })),
  divider: (_item, { width }) => [
    {
      canvas: [{ type: 'line', x1: 0, y1: 0, x2: width, y2: 0, lineWidth: 0.6, lineColor: line }],
      margin: [0, 4, 0, 6],
    },
  ],
  space: ({ height }) => [{ text: ' ', fontSize: 1, lineHeight: 1, margin: [0, 0, 0, points(height)] }],
  page_break: () => [{ text: '', pageBreak: 'after' }],
}

function drawFields({ fields, columns = 2, hideBlank }: ItemOf<'fields'>, place: Place): Content[] {
  const { model, entity, record, known, words } = place
  const cells = fields.flatMap((path) => {
    const printed = printedPath(model, entity, path, known)
    if (!printed) return []
    const value = pathText(place, entity, record, path)
    if (hideBlank && value === '') return []
    return [{ label: localize(printed.field.label, words.language), value }]
  })
  if (cells.length === 0) return []
  const rows = Array.from({ length: Math.ceil(cells.length / columns) }, (_, row) =>
    Array.from({ length: columns }, (_none, column): TableCell[] => {
      const cell = cells[row * columns + column]
      return [{ text: cell?.label ?? '', color: grey }, { text: cell?.value ?? '' }]
    }).flat(),
  )
  // Labels as wide as they are, values share the rest.
  const widths = Array.from({ length: columns }, () => ['auto', '*']).flat()
  return [{ table: { widths, body: rows }, layout: 'noBorders', margin: [0, 2, 0, 8] }]
}

function drawLines(item: ItemOf<'lines'>, place: Place): Content[] {
  const { model, entity, record, known, words } = place
  const table = linesOf(model, entity, item.field)
  if (!table || !known(entity.key, item.field)) return []
  const columns = item.columns.flatMap((column) => {
    const printed = printedPath(model, table, column.field, known)
    return printed ? [{ ...column, printed }] : []
  })
  if (columns.length === 0) return []
  const passing = place.lines.get(item.key)
  const lines = ((record[item.field] ?? []) as EntityRecord[]).filter(({ id }) => !passing || passing.has(id))
  const cell = (text: string, align: 'left' | 'center' | 'right' | undefined, more: object = {}): TableCell => ({
    ...{ text, ...(align && { alignment: align }) },
    ...more,
  })
  const head = { bold: true, fillColor: '#f2f3f5' }
  const number = item.numbered === true
  const body: TableCell[][] = [
    [
      ...(number ? [cell('#', 'center', head)] : []),
      ...columns.map(({ label, align, printed }) =>
        cell(localize(label ?? printed.field.label, words.language), align, head),
      ),
    ],
    ...lines.map((one, at) => [
      ...(number ? [cell(String(at + 1), 'center')] : []),
      ...columns.map(({ field, align }) => cell(pathText(place, table, one, field), align)),
    ]),
  ]
  const totals = new Set(item.totals?.filter((path) => columns.some(({ field }) => field === path)))
  if (totals.size > 0) {
    const sums = columns.map(({ field, align, printed }, at): TableCell => {
      if (totals.has(field)) {
        const total = addDecimals(lines.map((one) => one[field]))
        return cell(fieldText(printed.field, total, words), align, { bold: true })
      }
      return at === 0 && !number ? cell(words.language === 'zh' ? '合计' : 'Total', 'left', { bold: true }) : ''
    })
    body.push([
      ...(number ? [cell(words.language === 'zh' ? '合计' : 'Total', 'center', { bold: true })] : []),
      ...sums,
    ])
  }
  return [
    {
      table: { headerRows: 1, dontBreakRows: true, widths: widthsOf(columns, number, place.width), body },
      layout: 'thinLines',
      fontSize: 9,
      margin: [0, 4, 0, 8],
    },
  ]
}

/** What a table takes beside its columns: room and lines around each cell. */
const cellRoom = 8.5
const numberWidth = 22

function widthsOf(columns: readonly { width?: number | undefined }[], number: boolean, width: number): number[] {
  const count = columns.length + (number ? 1 : 0)
  const room = width - count * cellRoom - (number ? numberWidth : 0)
  const given = columns.map((column) => column.width ?? usualShare)
  const sum = given.reduce((total, share) => total + share, 0)
  return [...(number ? [numberWidth] : []), ...given.map((share) => (room * share) / sum)]
}

const usualShare = 20

function drawImage({ source, field, height = 20, align }: ItemOf<'image'>, place: Place): Content[] {
  const { record, entity, model, known, pictures, width } = place
  const resolved = field === undefined ? null : resolvePath(model, entity, field)
  const readable = field !== undefined && resolved !== null && known(entity.key, field)
  const files =
    readable && shownField(resolved.field).kind.group === 'file' ? ((record[field] ?? []) as { id: string }[]) : []
  const found = source === undefined ? files.flatMap(({ id }) => pictures.get(id) ?? []) : [source]
  return found.map((image) => ({ image, fit: [width, points(height)], alignment: align, margin: [0, 2, 0, 6] }))
}
