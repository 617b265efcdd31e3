import { IconLock } from '@tabler/icons-react'
import classes from './fixed-mark.module.css'

/** Beside the title of a record that cannot be moved although others can: why. Nothing where it can. */
export function FixedMark({ why }: { why: string | null }) {
  return why === null ? null : (
    <span className={classes.mark} title={why} data-kept="">
      <IconLock size={12} stroke={1.6} aria-hidden />
      <span className="ui-visually-hidden">{why}</span>
    </span>
  )
}
