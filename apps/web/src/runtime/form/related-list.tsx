import type { EntityModel, FormItem } from '@mortise/metadata'
import {
  Button,
  ErrorState,
  type RelatedRecordsProps,
  RowSkeletons,
  useLocalize,
  useRuntimeServices,
  useText,
} from '@mortise/ui'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { messageOf, requestIdOf } from '../../api/api-error.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { useCapabilities } from '../../api/use-app.ts'
import { scoped, useRecordReads } from '../list/data/record-reads.ts'
import { ListLink } from '../page/list-link.tsx'
import { RecordTable } from '../page/record-table.tsx'
import { useFormEditing } from './editing-context.ts'
import { formTexts } from './form-texts.ts'
import classes from './related-list.module.css'

type RelatedItem = Extract<FormItem, { item: 'related_list' }>

const firstPage = 5
const nextPages = 20

/** Records of another table that point at this one: how many, the latest of them, and a new one. */
export function RelatedList({ item }: { item: RelatedItem }) {
  const localize = useLocalize()
  const { app } = useRuntimeServices()
  const { recordId } = useFormEditing()
  const other = app.entities.get(item.entity)
  if (!other?.fields.has(item.field) || recordId === null) return null
  return (
    <RelatedRecords
      title={localize(item.label ?? other.plural)}
      entity={other}
      field={item.field}
      columns={item.columns ?? [other.title.key]}
      sort={item.sort}
      size={firstPage}
      create
    />
  )
}

/** The same on a form and, with a frame around it and a way to the list, on a page. */
export function RelatedRecords({ framed = false, ...props }: RelatedRecordsProps & { framed?: boolean }) {
  const { recordId } = useFormEditing()
  const { read } = useCapabilities(props.entity.key)
  if (!read || recordId === null) return null
  return <Records {...props} recordId={recordId} framed={framed} />
}

type RecordsProps = RelatedRecordsProps & { recordId: string; framed: boolean }

function Records({ title, entity, field, columns, sort, size: first, create, recordId, framed }: RecordsProps) {
  const t = useText(formTexts)
  const localize = useLocalize()
  const [more, setMore] = useState(0)
  const reads = useRecordReads()
  const many = entity.fields.get(field)?.kind.relation === 'many'
  const filter = many
    ? { field, op: 'has_any' as const, value: [recordId] }
    : { field, op: 'eq' as const, value: recordId }
  const query = {
    select: columns.filter((path) => path !== 'id'),
    filter,
    sort: sort ? [...sort] : undefined,
    page: { size: first + more },
    count: 'exact' as const,
  }
  const { data, error, refetch } = useQuery({
    queryKey: queryKeys.query(entity.app, entity.key, scoped(reads, query)),
    queryFn: ({ signal }) => reads.query(entity.app, entity.key, query, signal),
    placeholderData: (before) => before,
  })
  const total = data?.total?.count ?? 0
  const name = localize(entity.label)
  return (
    <section className={classes.list} data-framed={framed || undefined} aria-label={title}>
      <header className={classes.header}>
        <h3 className={classes.title}>{title}</h3>
        {data ? <span className={classes.count}>{total}</span> : null}
        <span className={classes.gap} />
        {create ? <NewRelated entity={entity} initial={{ [field]: many ? [recordId] : recordId }} /> : null}
        {framed && total > 0 ? (
          <ListLink entity={entity.key} filter={filter} className={classes.open}>
            {t('relatedOpen')}
          </ListLink>
        ) : null}
      </header>
      {error ? (
        <ErrorState message={messageOf(error)} errorId={requestIdOf(error)} onRetry={() => void refetch()} />
      ) : null}
      {!data && !error ? <RowSkeletons rows={2} /> : null}
      {data && data.records.length === 0 ? <p className={classes.none}>{t('relatedNone', { name })}</p> : null}
      {data && data.records.length > 0 ? (
        <RecordTable entity={entity} columns={columns} records={data.records} />
      ) : null}
      {data && total > data.records.length ? (
        <Button variant="subtle" size="xs" onClick={() => setMore((before) => before + nextPages)}>
          {t('relatedMore')}
        </Button>
      ) : null}
    </section>
  )
}

function NewRelated({ entity, initial }: { entity: EntityModel; initial: { [field: string]: unknown } }) {
  const t = useText(formTexts)
  const localize = useLocalize()
  const services = useRuntimeServices()
  if (!services.canCreate(entity.key) || !services.createRecord) return null
  return (
    <Button
      variant="subtle"
      size="xs"
      leftSection={<IconPlus size={14} aria-hidden />}
      onClick={() => void services.createRecord?.(entity.key, initial)}
    >
      {t('relatedNew', { name: localize(entity.label) })}
    </Button>
  )
}
