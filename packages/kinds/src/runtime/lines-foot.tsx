import { localize } from '@mortise/core'
import { type FieldModel, shownField } from '@mortise/metadata'
import { type FieldCellProps, useRuntimeServices } from '@mortise/ui'
import type { ComponentType } from 'react'
import { useFieldText } from './field-texts.ts'
import type { Line } from './line-columns.ts'
import { lineSum, totalledColumns } from './line-sums.ts'
import classes from './lines.module.css'

interface LinesFootProps {
  columns: readonly FieldModel[]
  totals: readonly string[] | undefined
  lines: readonly Line[]
  actions?: boolean
}

/** The totals under the columns of figures; nothing when there is but one line. */
export function LinesFoot({ columns, totals, lines, actions = false }: LinesFootProps) {
  const t = useFieldText()
  const totalled = totalledColumns(columns, totals)
  const sums = columns.map((column) => (totalled.has(column) ? lineSum(column, lines) : undefined))
  if (lines.length < 2 || sums.every((sum) => sum === undefined)) return null
  return (
    <tfoot>
      <tr>
        <th scope="row">{t('sum')}</th>
        {columns.map((column, index) => (
          <SumCell key={column.key} column={column} sum={sums[index]} />
        ))}
        {actions && <td className={classes.actionCell} />}
      </tr>
    </tfoot>
  )
}

function SumCell({ column, sum }: { column: FieldModel; sum: unknown }) {
  const { language, fieldRuntimes } = useRuntimeServices()
  const { Cell } = fieldRuntimes.get(column.type)
  const { align } = fieldRuntimes.get(shownField(column).type)
  const Value = Cell as unknown as ComponentType<FieldCellProps>
  return (
    <td data-value data-align={align}>
      {sum === undefined ? null : (
        <>
          <span className={classes.cellLabel} aria-hidden>
            {localize(column.label, language)}
          </span>
          <Value field={column} value={sum} appearance="text" />
        </>
      )}
    </td>
  )
}
