import { type BlockProps, defineBlockRuntime, usePageServices } from '@mortise/ui'
import timeline, { type TimelineOptions } from './timeline.ts'

function TimelineBlock({ block, options }: BlockProps<TimelineOptions>) {
  const { parts } = usePageServices()
  return <parts.Timeline title={block.label} changes={options.changes ?? true} sources={options.sources ?? none} />
}

const none: NonNullable<TimelineOptions['sources']> = []

export default defineBlockRuntime<TimelineOptions>(timeline, { Block: TimelineBlock })
