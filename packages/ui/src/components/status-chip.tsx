import type { ColourName } from '@mortise/metadata'
import type { ReactNode } from 'react'
import classes from './status-chip.module.css'

export interface StatusChipProps {
  colour?: ColourName
  children: ReactNode
  size?: 'sm' | 'md'
  /** No longer on offer: shown paler, with its name struck from lists but not from records. */
  archived?: boolean
}

/** A choice with its colour: a pale fill, dark text and a dot, so that colour never speaks alone. */
export function StatusChip({ colour = 'grey', children, size = 'md', archived = false }: StatusChipProps) {
  const style = {
    '--chip-bg': `var(--ui-hue-${colour}-bg)`,
    '--chip-fg': `var(--ui-hue-${colour}-fg)`,
    '--chip-dot': `var(--ui-hue-${colour}-dot)`,
  }
  return (
    <span className={classes.chip} data-size={size} data-archived={archived || undefined} style={style as object}>
      <span className={classes.dot} aria-hidden />
      <span className={classes.label}>{children}</span>
    </span>
  )
}
