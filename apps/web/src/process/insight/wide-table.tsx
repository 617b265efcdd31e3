import type { ReactNode } from 'react'
import classes from './insight.module.css'

/** A table that is scrolled sideways where there is no room for it, by keyboard too. */
export function WideTable({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys scroll only what has the focus
    <section className={classes.table} aria-label={label} tabIndex={0}>
      <table>{children}</table>
    </section>
  )
}
