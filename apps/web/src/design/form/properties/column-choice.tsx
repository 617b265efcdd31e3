import { SegmentedControl, useText } from '@mortise/ui'
import { useId } from 'react'
import { maxColumns } from '../tree/columns.ts'
import classes from './form-properties.module.css'
import { propertyTexts } from './property-texts.ts'

interface ColumnChoiceProps {
  label: string
  value: number | undefined
  max?: number
  /** Whether it can follow what is around it. */
  inherits?: boolean
  onChange(value: number | undefined): void
}

/** A number of columns. */
export function ColumnChoice({ label, value, max = maxColumns, inherits = false, onChange }: ColumnChoiceProps) {
  const t = useText(propertyTexts)
  const id = useId()
  const numbers = Array.from({ length: max }, (_, at) => ({ value: String(at + 1), label: String(at + 1) }))
  return (
    <div className={classes.row}>
      <span id={id} className={classes.rowLabel}>
        {label}
      </span>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-labelledby={id}
        data={inherits ? [{ value: '0', label: t('columnsOfForm') }, ...numbers] : numbers}
        value={String(value ?? 0)}
        onChange={(next) => onChange(next === '0' ? undefined : Number(next))}
      />
    </div>
  )
}
