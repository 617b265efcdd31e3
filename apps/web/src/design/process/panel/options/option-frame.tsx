import type { ReactNode } from 'react'
import classes from '../panel.module.css'
import { OptionIssues } from '../panel-issues.tsx'

interface OptionFrameProps {
  label: string
  hint?: string | undefined
  pointer: string
  /** Id for the label, where what is inside is not an input of its own. */
  id: string
  children: ReactNode
}

/** An option of several parts under its label, with what is wrong with it. */
export function OptionFrame({ label, hint, pointer, id, children }: OptionFrameProps) {
  return (
    <section className={classes.option} aria-labelledby={id}>
      <h3 id={id} className={classes.label}>
        {label}
      </h3>
      {hint ? <p className={classes.quiet}>{hint}</p> : null}
      {children}
      <OptionIssues pointer={pointer} />
    </section>
  )
}
