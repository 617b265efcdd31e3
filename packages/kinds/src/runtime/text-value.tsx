import { VisuallyHidden } from '@mortise/ui'
import type { ReactNode } from 'react'
import classes from './field.module.css'
import { useFieldText } from './field-texts.ts'

interface TextValueProps {
  children: ReactNode
  appearance: 'cell' | 'card' | 'text'
  tabular?: boolean
}

/** One value as text: one line in grids and cards, as many as it needs on a record. */
export function TextValue({ children, appearance, tabular = false }: TextValueProps) {
  const shape = appearance === 'text' ? classes.lines : classes.line
  return <span className={tabular ? `${shape} ${classes.tabular}` : shape}>{children}</span>
}

/** A blank value: nothing in a grid, a dash on a record so that it is not taken for a fault. */
export function EmptyValue({ appearance }: { appearance: 'cell' | 'card' | 'text' }) {
  const t = useFieldText()
  if (appearance !== 'text') return null
  return (
    <span className={classes.empty}>
      <span aria-hidden>—</span>
      <VisuallyHidden>{t('empty')}</VisuallyHidden>
    </span>
  )
}
