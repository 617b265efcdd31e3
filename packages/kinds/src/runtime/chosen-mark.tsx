import { IconCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './field.module.css'

/** An entry of a list to choose from, ticked when it is chosen already. */
export function ChosenMark({ chosen, children }: { chosen: boolean | undefined; children: ReactNode }) {
  return (
    <span className={classes.entry}>
      {children}
      {chosen && <IconCheck className={classes.entryTick} size={16} stroke={1.8} aria-hidden />}
    </span>
  )
}
