import { localize } from '@mortise/core'
import { type FieldCellProps, type FieldInputProps, useRuntimeServices } from '@mortise/ui'
import type { ComponentType } from 'react'
import classes from './field.module.css'

/** The input of a field type: its editor, or plain text where the value may only be read. */
export function withReadOnly<Value>(
  Editor: ComponentType<FieldInputProps<Value>>,
  Cell: ComponentType<FieldCellProps<Value>>,
): ComponentType<FieldInputProps<Value>> {
  return function FieldInput(props) {
    return props.readOnly ? <ReadOnlyValue {...props} Cell={Cell} /> : <Editor {...props} />
  }
}

/** A value that cannot be changed here. `output` is what a label may point at without being an input. */
export function ReadOnlyValue<Value>(props: FieldInputProps<Value> & { Cell: ComponentType<FieldCellProps<Value>> }) {
  const { id, field, value, describedBy, appearance, lines, Cell } = props
  const { language } = useRuntimeServices()
  return (
    <output
      id={id}
      className={classes.readOnly}
      data-appearance={appearance}
      aria-describedby={describedBy}
      aria-label={appearance === 'cell' ? localize(field.label, language) : undefined}
    >
      <Cell field={field} value={value} appearance="text" lines={lines} />
    </output>
  )
}
