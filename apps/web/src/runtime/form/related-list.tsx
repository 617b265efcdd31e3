import type { EntityModel, FormItem } from '@mortise/metadata'
import { Button, ErrorState, RowSkeletons, useLocalize, useRuntimeServices, useText } from '@mortise/ui'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { messageOf, requestIdOf } from '../../api/api-error.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { records } from '../../api/records.ts'
import { useCapabilities } from '../../api/use-app.ts'
import { RecordTable } from '../page/record-table.tsx'
import { useFormEditing } from './editing-context.ts'
import { formTexts } from './form-texts.ts'
import classes from './related-list.module.css'

type RelatedItem = Extract<FormItem, { item: 'related_list' }>

const firstPage = 5
const nextPages = 20

/** Records of another table that point at this one: how many, the latest of them, and a new one. */
export function RelatedList({ item }: { item: RelatedItem }) {
  const { app } = useRuntimeServices()
  const { recordId } = useFormEditing()
  const other = app.entities.get(item.entity)
  const { read } = useCapabilities(item.entity)
  if (!other || !read || recordId === null || !other.fields.has(item.field)) return null
  return <RelatedRecords item={item} other={other} recordId={recordId} />
}

function RelatedRecords({ item, other, recordId }: { item: RelatedItem; other: EntityModel; recordId: string }) {
  const t = useText(formTexts)
  const localize = useLocalize()
  const [size, setSize] = useState(firstPage)
  const columns = item.columns ?? [other.title.key]
  const query = {
    select: columns.filter((path) => path !== 'id'),
    filter: { field: item.field, op: 'eq' as const, value: recordId },
    sort: item.sort,
    page: { size },
    count: 'exact' as const,
  }
  const { data, error, refetch } = useQuery({
    queryKey: queryKeys.query(other.app, other.key, query),
    queryFn: ({ signal }) => records.query(other.app, other.key, query, signal),
    placeholderData: (before) => before,
  })
  const total = data?.total?.count ?? 0
  const name = localize(other.label)
  return (
    <section className={classes.list}>
      <header className={classes.header}>
        <h3 className={classes.title}>{localize(item.label ?? other.plural)}</h3>
        {data ? <span className={classes.count}>{total}</span> : null}
        <NewRelated item={item} other={other} recordId={recordId} />
      </header>
      {error ? (
        <ErrorState message={messageOf(error)} errorId={requestIdOf(error)} onRetry={() => void refetch()} />
      ) : null}
      {!data && !error ? <RowSkeletons rows={2} /> : null}
      {data && data.records.length === 0 ? <p className={classes.none}>{t('relatedNone', { name })}</p> : null}
      {data && data.records.length > 0 ? <RecordTable entity={other} columns={columns} records={data.records} /> : null}
      {data && total > data.records.length ? (
        <Button variant="subtle" size="xs" onClick={() => setSize((before) => before + nextPages)}>
          {t('relatedMore')}
        </Button>
      ) : null}
    </section>
  )
}

function NewRelated({ item, other, recordId }: { item: RelatedItem; other: EntityModel; recordId: string }) {
  const t = useText(formTexts)
  const localize = useLocalize()
  const services = useRuntimeServices()
  if (!services.canCreate(other.key) || !services.createRecord) return null
  return (
    <Button
      variant="subtle"
      size="xs"
      className={classes.add}
      leftSection={<IconPlus size={14} aria-hidden />}
      onClick={() => void services.createRecord?.(other.key, { [item.field]: recordId })}
    >
      {t('relatedNew', { name: localize(other.label) })}
    </Button>
  )
}
