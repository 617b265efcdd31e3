import type { LocalizedText } from '@mortise/core'
import { type TimelineSource, useLocalize, usePageServices } from '@mortise/ui'
import { Timeline } from '../record/timeline/timeline.tsx'
import classes from './page-timeline.module.css'

interface PageTimelineProps {
  changes: boolean
  sources: readonly TimelineSource[]
  title: LocalizedText | undefined
}

/** The story of the record of the page. */
export function PageTimeline({ changes, sources, title }: PageTimelineProps) {
  const localize = useLocalize()
  const { entity, record } = usePageServices()
  if (!entity || !record) return null
  return (
    <div className={classes.box}>
      {title ? <h2 className={classes.title}>{localize(title)}</h2> : null}
      <Timeline entity={entity} recordId={record.id} changes={changes} sources={sources} />
    </div>
  )
}
