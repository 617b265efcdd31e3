import type { Query } from '@mortise/data'
import { type EntityModel, type Filter, type ViewDocument, viewPaths } from '@mortise/metadata'
import { ErrorState, RowSkeletons, useLocalize, useText } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { messageOf, requestIdOf } from '../../api/api-error.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { records } from '../../api/records.ts'
import { useApp, useCapabilities } from '../../api/use-app.ts'
import { useKinds } from '../../api/use-kinds.ts'
import { RecordTable } from '../page/record-table.tsx'
import { useFormEditing } from './editing-context.ts'
import { formTexts } from './form-texts.ts'
import type { ItemProps } from './item-props.ts'
import classes from './related-list.module.css'
import { useItemState } from './rules/use-form-state.ts'

const usualLimit = 10
/** As many columns as can be read beside each other on a form. */
const shownColumns = 6

/** A view of another table, with those of its records that belong to this one. */
export function EmbeddedViewItem({ item }: ItemProps<'view'>) {
  const { model } = useApp()
  const { recordId } = useFormEditing()
  const view = model.views.get(item.view)
  const entity = model.entities.get(view?.entity ?? '')
  const { read } = useCapabilities(view?.entity ?? '')
  if (!useItemState(item.key).visible || !view || !entity || !read || recordId === null) return null
  return <Rows item={item} view={view} entity={entity} recordId={recordId} />
}

interface RowsProps {
  item: ItemProps<'view'>['item']
  view: ViewDocument
  entity: EntityModel
  recordId: string
}

function Rows({ item, view, entity, recordId }: RowsProps) {
  const t = useText(formTexts)
  const localize = useLocalize()
  const { viewTypes } = useKinds()
  const named = viewTypes.has(view.type) ? viewPaths(viewTypes.get(view.type), view.options) : []
  const paths = new Set([entity.title.key, ...named.map(({ path }) => path)])
  const columns = [...paths].filter((path) => path !== item.field).slice(0, shownColumns)
  const query = queryOf({ item, view, entity, recordId }, columns)
  const { data, error, refetch } = useQuery({
    queryKey: queryKeys.query(entity.app, entity.key, query),
    queryFn: ({ signal }) => records.query(entity.app, entity.key, query, signal),
  })
  return (
    <section className={classes.list}>
      <header className={classes.header}>
        <h3 className={classes.title}>{localize(item.label ?? view.label)}</h3>
        {data ? <span className={classes.count}>{data.total?.count ?? data.records.length}</span> : null}
      </header>
      {error ? (
        <ErrorState message={messageOf(error)} errorId={requestIdOf(error)} onRetry={() => void refetch()} />
      ) : null}
      {!data && !error ? <RowSkeletons rows={2} /> : null}
      {data?.records.length === 0 ? (
        <p className={classes.none}>{t('relatedNone', { name: localize(entity.label) })}</p>
      ) : null}
      {data && data.records.length > 0 ? (
        <RecordTable entity={entity} columns={columns} records={data.records} />
      ) : null}
    </section>
  )
}

function queryOf({ item, view, entity, recordId }: RowsProps, columns: string[]): Query {
  const many = entity.fields.get(item.field)?.kind.relation === 'many'
  const here: Filter = many
    ? { field: item.field, op: 'has_any', value: [recordId] }
    : { field: item.field, op: 'eq', value: recordId }
  const { filter, sort } = view.options
  return {
    select: columns,
    filter: filter ? { and: [filter as Filter, here] } : here,
    ...(sort && { sort }),
    page: { size: item.limit ?? usualLimit },
    count: 'exact',
  }
}
