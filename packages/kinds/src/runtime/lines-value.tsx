import { localize } from '@mortise/core'
import { shownField } from '@mortise/metadata'
import { type FieldCellProps, useRuntimeServices } from '@mortise/ui'
import type { ComponentType } from 'react'
import { useFieldText } from './field-texts.ts'
import { type Line, lineColumns, useLineEntity } from './line-columns.ts'
import classes from './lines.module.css'
import { LinesFoot } from './lines-foot.tsx'
import { LinesHead } from './lines-head.tsx'
import { EmptyValue } from './text-value.tsx'

/** The lines of a sub-table as read: all of them on a record, how many in a grid. */
export function LinesValue(props: FieldCellProps<readonly Line[]>) {
  const t = useFieldText()
  const entity = useLineEntity(props.field)
  const lines = props.value ?? []
  if (lines.length === 0) return <EmptyValue appearance={props.appearance} />
  if (props.appearance !== 'text' || !entity) return <>{t('lineCount', { count: lines.length })}</>
  const columns = lineColumns(entity, props.lines?.columns)
  return (
    <div className={classes.wrap}>
      <table className={classes.table}>
        <LinesHead columns={columns} />
        <tbody>
          {lines.map((line, index) => (
            <tr key={line.id ?? index}>
              <td className={classes.number}>{index + 1}</td>
              {columns.map((column) => (
                <LineValue key={column.key} column={column} line={line} />
              ))}
            </tr>
          ))}
        </tbody>
        <LinesFoot columns={columns} totals={props.lines?.totals} lines={lines} />
      </table>
    </div>
  )
}

function LineValue({ column, line }: { column: FieldCellProps['field']; line: Line }) {
  const { language, fieldRuntimes } = useRuntimeServices()
  const { Cell } = fieldRuntimes.get(column.type)
  const { type, kind } = shownField(column)
  const { align } = fieldRuntimes.get(type)
  const Value = Cell as unknown as ComponentType<FieldCellProps>
  return (
    <td data-value data-align={align} data-group={kind.group}>
      <span className={classes.cellLabel} aria-hidden>
        {localize(column.label, language)}
      </span>
      <Value field={column} value={line[column.key] ?? column.kind.blank ?? null} appearance="text" />
    </td>
  )
}
