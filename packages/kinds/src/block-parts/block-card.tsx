import type { PageBlock } from '@mortise/metadata'
import { useLocalize } from '@mortise/ui'
import type { ReactNode } from 'react'
import classes from './blocks.module.css'

interface BlockCardProps {
  title: string
  /** Beside the title. */
  actions?: ReactNode
  children: ReactNode
}

/** A block with a title and a border around it. */
export function BlockCard({ title, actions, children }: BlockCardProps) {
  return (
    <section className={classes.card} aria-label={title}>
      <header className={classes.head}>
        <h2 className={classes.title}>{title}</h2>
        {actions ? <div className={classes.headActions}>{actions}</div> : null}
      </header>
      {children}
    </section>
  )
}

/** What a block is called on the page, or nothing. */
export function useBlockTitle({ label }: PageBlock): string {
  const localize = useLocalize()
  return label ? localize(label) : ''
}
