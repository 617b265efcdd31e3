import { deepEqual } from '@mortise/core'
import { type FieldModel, shownField } from '@mortise/metadata'
import { type FieldInputProps, type InputRules, useRuntimeServices } from '@mortise/ui'
import { IconGripVertical } from '@tabler/icons-react'
import { type CSSProperties, type KeyboardEvent, memo, type PointerEvent, useRef } from 'react'
import { useFieldText } from './field-texts.ts'
import { LineActions } from './line-actions.tsx'
import { LineCell } from './line-cell.tsx'
import type { Line } from './line-columns.ts'
import classes from './lines.module.css'
import type { LineDrag } from './use-line-drag.ts'
import type { LinesModel } from './use-lines.ts'
import { useNear } from './use-near.ts'

/** What a line does; the same object for all lines and as long as the editor is there. */
export interface LineHandlers {
  model(): LinesModel
  onOpen(index: number): void
  onDragStart(event: PointerEvent<HTMLElement>, index: number): void
  onKeyDown(event: KeyboardEvent<HTMLElement>, index: number): void
}

export interface LineRowProps extends Pick<FieldInputProps<readonly Line[]>, 'field' | 'id' | 'disabled' | 'problems'> {
  columns: readonly FieldModel[]
  line: Line
  index: number
  count: number
  unread: { readonly [field: string]: string }
  rules: ReadonlyMap<string, InputRules> | undefined
  drag: LineDrag | null
  handlers: LineHandlers
}

/** So many lines have their inputs at once; of more, those that somebody comes near to. */
const fewLines = 40

/** One line as it is edited: its handle, its values, what can be done with it. Drawn again only for its own sake. */
export const LineRow = memo(function LineRow({ columns, line, index, count, drag, handlers, ...props }: LineRowProps) {
  const row = useRef<HTMLTableRowElement>(null)
  const { near, height } = useNear(row, count <= fewLines)
  const drop = drag?.slot === index ? 'before' : drag?.slot === count && index === count - 1 ? 'after' : undefined
  return (
    <tr
      ref={row}
      onKeyDown={(event) => handlers.onKeyDown(event, index)}
      data-dragged={drag?.from === index || undefined}
      data-drop={drop}
      data-far={near ? undefined : true}
      style={near ? undefined : ({ '--columns': columns.length, height } as CSSProperties)}
    >
      {near ? (
        <NearCells {...props} columns={columns} line={line} index={index} count={count} handlers={handlers} />
      ) : (
        <FarCell columns={columns} line={line} number={index + 1} />
      )}
    </tr>
  )
}, sameRow)

function NearCells({ columns, line, index, count, unread, rules, handlers, ...props }: Omit<LineRowProps, 'drag'>) {
  const t = useFieldText()
  return (
    <>
      <td className={classes.number}>
        {/* For the pointer; the keyboard has Alt+Shift+↑/↓ and the buttons at the end of the line. */}
        <span
          className={classes.handle}
          title={t('dragLine', { n: index + 1 })}
          onPointerDown={props.disabled ? undefined : (event) => handlers.onDragStart(event, index)}
        >
          <IconGripVertical size={14} className={classes.grip} aria-hidden />
          {index + 1}
        </span>
      </td>
      {columns.map((field) => (
        <LineCell
          key={field.key}
          {...props}
          column={field}
          line={line}
          index={index}
          unread={unread[field.key]}
          rules={rules?.get(field.key)}
          onCell={(value) => handlers.model().set(index, field.key, value)}
        />
      ))}
      <td className={classes.actionCell}>
        <LineActions
          number={index + 1}
          last={index === count - 1}
          disabled={props.disabled}
          onOpen={() => handlers.onOpen(index)}
          onMove={(by) => handlers.model().move(index, index + by)}
          onCopy={() => handlers.model().copy(index)}
          onRemove={() => handlers.model().remove(index)}
        />
      </td>
    </>
  )
}

/**
 * The line as text in one cell, in the room that its inputs will take. Nobody sees it, but the page can be searched; with a
 * cell for each value the browser lays out and paints ten times as much with every key.
 */
function FarCell({ columns, line, number }: Pick<LineRowProps, 'columns' | 'line'> & { number: number }) {
  const { language } = useRuntimeServices()
  const texts = columns.map((column) => {
    const shown = shownField(column)
    const value = line[column.key]
    return value === null || value === undefined ? '' : shown.kind.text?.(value as never, shown, language)
  })
  return <td colSpan={columns.length + 2}>{[number, ...texts.filter(Boolean)].join(' ')}</td>
}

function sameRow(a: LineRowProps, b: LineRowProps): boolean {
  const same = ['columns', 'index', 'count', 'field', 'id', 'disabled', 'handlers'] as const
  return (
    same.every((name) => a[name] === b[name]) &&
    dragOf(a) === dragOf(b) &&
    deepEqual(a.line, b.line) &&
    deepEqual(a.unread, b.unread) &&
    sameRules(a.rules, b.rules) &&
    sameProblems(a, b)
  )
}

/** What of a drag this line shows. */
function dragOf({ drag, index, count }: LineRowProps): string {
  if (!drag) return ''
  return `${drag.from === index} ${drag.slot === index} ${drag.slot === count && index === count - 1}`
}

function sameRules(a: LineRowProps['rules'], b: LineRowProps['rules']): boolean {
  if (a === b) return true
  if (a?.size !== b?.size || !a || !b) return false
  return [...a].every(([key, rules]) => deepEqual(rules, b.get(key)))
}

function sameProblems(a: LineRowProps, b: LineRowProps): boolean {
  if (a.problems === b.problems) return true
  return a.columns.every(({ key }) => a.problems?.[`${a.index}/${key}`] === b.problems?.[`${b.index}/${key}`])
}
