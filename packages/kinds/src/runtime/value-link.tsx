import type { ReactNode } from 'react'
import classes from './field.module.css'
import { TextValue } from './text-value.tsx'

interface ValueLinkProps {
  /** Absent: the value leads nowhere and is only text. */
  href: string | undefined
  appearance: 'cell' | 'card' | 'text'
  children: ReactNode
  newTab?: boolean
  tabular?: boolean
}

/** A value that leads somewhere. On cards the whole card is a link already; in grids the cell has the keyboard. */
export function ValueLink({ href, appearance, children, newTab = false, tabular = false }: ValueLinkProps) {
  const text = (
    <TextValue appearance={appearance} tabular={tabular}>
      {children}
    </TextValue>
  )
  if (!href || appearance === 'card') return text
  return (
    <a
      href={href}
      className={classes.link}
      target={newTab ? '_blank' : undefined}
      rel={newTab ? 'noopener noreferrer nofollow' : undefined}
      tabIndex={appearance === 'cell' ? -1 : undefined}
      onClick={(event) => event.stopPropagation()}
    >
      {text}
    </a>
  )
}
