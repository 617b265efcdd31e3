import { localize } from '@mortise/core'
import { type FieldModel, shownField } from '@mortise/metadata'
import { type FieldInputProps, type InputRules, useRuntimeServices } from '@mortise/ui'
import type { ComponentType } from 'react'
import { useFieldText } from './field-texts.ts'
import type { Line } from './line-columns.ts'
import classes from './lines.module.css'

interface LineCellProps extends Pick<FieldInputProps, 'id' | 'disabled' | 'problems'> {
  column: FieldModel
  line: Line
  index: number
  /** What was pasted here and means nothing. */
  unread?: string | undefined
  rules: InputRules | undefined
  onCell(value: unknown): void
}

/** One value of a line, with the input of its own field type. */
export function LineCell({ column, line, index, unread, onCell, id, disabled, problems, rules }: LineCellProps) {
  const t = useFieldText()
  const { language, fieldRuntimes } = useRuntimeServices()
  const { Input } = fieldRuntimes.get(column.type)
  const { align } = fieldRuntimes.get(shownField(column).type)
  const Editor = Input as unknown as ComponentType<FieldInputProps>
  const cellId = `${id}-${index}-${column.key}`
  const problem = unread === undefined ? problems?.[`${index}/${column.key}`] : t('unread', { text: unread })
  const readOnly = !(column.kind.writable ?? true) || rules?.readOnly === true
  return (
    <td
      data-align={align}
      data-read={readOnly || undefined}
      style={rules?.colour ? { background: `var(--ui-hue-${rules.colour}-bg)` } : undefined}
    >
      <span className={classes.cellLabel} aria-hidden>
        {localize(column.label, language)}
      </span>
      <Editor
        id={cellId}
        field={column}
        value={line[column.key] ?? column.kind.blank ?? null}
        onChange={onCell}
        disabled={disabled}
        readOnly={readOnly}
        rules={rules}
        error={problem}
        describedBy={problem ? `${cellId}-problem` : undefined}
        appearance="cell"
      />
      {problem && (
        <span id={`${cellId}-problem`} className={classes.problem}>
          {problem}
        </span>
      )}
    </td>
  )
}
