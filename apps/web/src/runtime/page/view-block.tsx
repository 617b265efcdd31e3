import type { Query } from '@mortise/data'
import { type EntityModel, type ViewDocument, viewPaths } from '@mortise/metadata'
import { Button, EmptyState, ErrorState, RowSkeletons, useLocalize, useText } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { messageOf, requestIdOf } from '../../api/api-error.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { records } from '../../api/records.ts'
import { useApp } from '../../api/use-app.ts'
import { useKinds } from '../../api/use-kinds.ts'
import classes from './blocks.module.css'
import type { BlockOf } from './page-block-view.tsx'
import { pageTexts } from './page-texts.ts'
import { RecordTable } from './record-table.tsx'

/** Columns that fit beside each other in a block of that many twelfths; the list has them all. */
const shownColumns = (span = 12) => (span <= 4 ? 2 : span <= 6 ? 4 : 7)

/** The first records of a view, and the way to the whole list. */
export function ViewBlock({ block }: { block: BlockOf<'view'> }) {
  const t = useText(pageTexts)
  const app = useApp()
  const view = app.model.views.get(block.view)
  const entity = view ? app.model.entities.get(view.entity) : undefined
  if (!view || !entity) return <EmptyState compact icon="lock" title={t('viewGone')} />
  return <Rows block={block} view={view} entity={entity} />
}

function Rows({ block, view, entity }: { block: BlockOf<'view'>; view: ViewDocument; entity: EntityModel }) {
  const t = useText(pageTexts)
  const localize = useLocalize()
  const app = useApp()
  const { viewTypes } = useKinds()
  const fields = viewTypes.has(view.type) ? viewPaths(viewTypes.get(view.type), view.options) : []
  // The title first, because it is the way into the record.
  const paths = new Set([entity.title.key, ...fields.map(({ path }) => path)])
  const columns = [...paths].slice(0, shownColumns(block.span))
  const { data, error, refetch } = useQuery(blockQuery(app.key, block, view, columns))
  return (
    <section className={classes.card} aria-label={localize(block.label ?? view.label)}>
      <header className={classes.head}>
        <h2 className={classes.title}>{localize(block.label ?? view.label)}</h2>
        <Button
          variant="subtle"
          size="xs"
          renderRoot={(props) => (
            <Link
              to="/a/$app/$entity"
              params={{ app: app.key, entity: view.entity }}
              search={{ view: view.key }}
              {...props}
            />
          )}
        >
          {t('openList')}
        </Button>
      </header>
      {!data && !error ? <RowSkeletons rows={Math.min(block.limit ?? 8, 5)} height={36} /> : null}
      {error ? (
        <ErrorState
          compact
          title={t('loadFailed')}
          message={messageOf(error)}
          errorId={requestIdOf(error)}
          onRetry={() => void refetch()}
        />
      ) : null}
      {data?.records.length === 0 ? <EmptyState compact icon={entity.document.icon} title={t('nothing')} /> : null}
      {data?.records.length ? <RecordTable entity={entity} columns={columns} records={data.records} /> : null}
    </section>
  )
}

function blockQuery(app: string, block: BlockOf<'view'>, view: ViewDocument, columns: string[]) {
  const { filter, sort } = view.options
  const query: Query = {
    select: columns,
    page: { size: block.limit ?? 8 },
    ...(filter ? { filter } : {}),
    ...(sort ? { sort } : {}),
  }
  return {
    queryKey: queryKeys.query(app, view.entity, query),
    queryFn: ({ signal }: { signal: AbortSignal }) => records.query(app, view.entity, query, signal),
  }
}
