import {
  defineViewRuntime,
  EmptyState,
  RowSkeletons,
  useRuntimeServices,
  useText,
  useViewServices,
  type ViewProps,
} from '@mortise/ui'
import { useEffect, useMemo } from 'react'
import { CappedNote } from '../../view-parts/capped-note.tsx'
import { ViewFailed } from '../../view-parts/view-failed.tsx'
import { viewTexts } from '../../view-parts/view-texts.tsx'
import { forestOf } from './model/forest.ts'
import { placeNodes } from './model/place-nodes.ts'
import relationChart, { type RelationChartOptions } from './relation-chart.ts'
import { ChartSheet } from './runtime/chart-sheet.tsx'
import { chartTexts } from './runtime/chart-texts.ts'
import classes from './runtime/relation-chart.module.css'
import { nodeLimit, useChartRecords } from './runtime/use-chart-records.ts'

const none: readonly string[] = []

/** Who stands below whom, on one sheet. */
function RelationChartView({ entity, options }: ViewProps<RelationChartOptions>) {
  const view = useViewServices()
  const t = useText(chartTexts)
  const words = useText(viewTexts)
  const { language } = useRuntimeServices()
  const { parent, line, colour, badges = none, folded = none } = options
  const select = useMemo(
    () => [
      ...new Set(
        ['id', 'version', entity.title.key, parent, line, colour, ...badges].filter((path) => path !== undefined),
      ),
    ],
    [entity, parent, line, colour, badges],
  )
  const loaded = useChartRecords(parent, select)
  const { records } = loaded
  const forest = useMemo(
    () =>
      forestOf(
        records.map((record) => {
          const above = record[parent]
          return { id: record.id, parent: typeof above === 'string' ? above : null }
        }),
      ),
    [records, parent],
  )
  const sheet = useMemo(() => placeNodes(forest, new Set(folded)), [forest, folded])
  const { setOrder } = view
  useEffect(() => setOrder(sheet.nodes.map(({ id }) => id)), [sheet, setOrder])
  if (loaded.state === 'failed' && records.length === 0)
    return <ViewFailed title={t('failed')} error={loaded.error} onRetry={loaded.refresh} />
  if (loaded.state === 'loading' && records.length === 0) return <RowSkeletons rows={10} />
  if (records.length === 0) return <EmptyState icon="sitemap" title={words('none')} />
  return (
    <div className={classes.view} lang={language}>
      <ChartSheet entity={entity} options={options} loaded={loaded} forest={forest} sheet={sheet} />
      {loaded.more && (
        <div className={classes.note}>
          <CappedNote limit={nodeLimit} />
        </div>
      )}
      <div className="ui-visually-hidden" role="status" data-chart-status />
    </div>
  )
}

export default defineViewRuntime<RelationChartOptions>(relationChart, { View: RelationChartView })
