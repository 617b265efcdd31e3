import { EmptyState, usePageServices } from '@mortise/ui'
import classes from './blocks.module.css'

/** What a block names is gone: designers are told, users do not see the block. */
export function BlockBroken({ children }: { children: string }) {
  const { designs } = usePageServices()
  if (!designs) return null
  return (
    <div className={classes.card} data-block-broken>
      <EmptyState compact icon="alert-triangle" title={children} />
    </div>
  )
}
