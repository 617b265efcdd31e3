import { ActionIcon } from '@mantine/core'
import type { ComponentProps } from 'react'
import classes from './plain-icon-button.module.css'

interface PlainIconButtonProps extends ComponentProps<'button'> {
  'aria-label': string
}

/** A small icon to press that looks as `ActionIcon` does, but light: for what each of hundreds of fields has. */
export function PlainIconButton(props: PlainIconButtonProps) {
  const look = `mantine-ActionIcon-root ${ActionIcon.classes.root} ${classes.button}`
  return <button {...props} type="button" className={look} data-variant="subtle" data-size="sm" />
}
