import type { EntityRecord } from '@mortise/data'
import type { EntityModel, PageBlock } from '@mortise/metadata'
import {
  EmptyState,
  type Loaded,
  type PageServices,
  PageServicesContext,
  type RelatedRecordsProps,
  useText,
} from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useMemo } from 'react'
import { messageOf, requestIdOf } from '../../api/api-error.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { useSession } from '../../api/session.ts'
import { useApp } from '../../api/use-app.ts'
import { RelatedRecords } from '../form/related-list.tsx'
import { pageReads, RecordReadsContext, scoped, useRecordReads } from '../list/data/record-reads.ts'
import type { EmbeddedViewProps } from './embedded-view.tsx'
import { Lead } from './lead.tsx'
import { ListLink } from './list-link.tsx'
import classes from './page-blocks.module.css'
import { PageBlocks } from './page-blocks.tsx'
import { pageTexts } from './page-texts.ts'
import { PageTimeline } from './page-timeline.tsx'
import { RecordFields, WholeForm } from './record-fields.tsx'
import { RecordTable } from './record-table.tsx'
import { useNoCommands, usePageCommands } from './use-page-commands.ts'

const View = lazy(() => import('./embedded-view.tsx').then((module) => ({ default: module.EmbeddedView })))

interface PageBodyProps {
  blocks: readonly PageBlock[]
  /** The table of the page and the record that it shows; null on pages that stand alone. */
  entity: EntityModel | null
  record: EntityRecord | null
  /** Says what is wrong with blocks. Default: to who may design the app. */
  designs?: boolean
}

const parts: PageServices['parts'] = {
  Blocks: PageBlocks,
  RecordTable,
  ListLink,
  Lead,
  View: PageView,
  RelatedRecords: PageRelatedRecords,
  Fields: RecordFields,
  Form: WholeForm,
  Timeline: PageTimeline,
}

/** The blocks of a page with everything that they need. */
export function PageBody({ blocks, entity, record, designs: told }: PageBodyProps) {
  const t = useText(pageTexts)
  const { key: app } = useApp()
  const { apps } = useSession()
  const designs = told ?? apps.find((one) => one.key === app)?.canDesign === true
  const services = useMemo(
    (): PageServices => ({
      ...{ entity, record, designs, parts, useRecords, useAggregate },
      useCommands: entity ? usePageCommands : useNoCommands,
    }),
    [entity, record, designs],
  )
  const reads = useRecordReads()
  return (
    // A preview reads in a way of its own.
    <RecordReadsContext value={reads.scope === undefined ? pageReads : reads}>
      <PageServicesContext value={services}>
        <div className={classes.place}>
          {blocks.length === 0 ? <EmptyState icon="layout-dashboard" title={t('emptyPage')} /> : null}
          <PageBlocks blocks={blocks} />
        </div>
      </PageServicesContext>
    </RecordReadsContext>
  )
}

function PageView(props: EmbeddedViewProps) {
  return (
    <Suspense fallback={<div style={{ height: props.height }} />}>
      <View {...props} />
    </Suspense>
  )
}

function PageRelatedRecords(props: RelatedRecordsProps) {
  return <RelatedRecords {...props} framed />
}

const useRecords: PageServices['useRecords'] = (entity, query) => {
  const app = useApp()
  const reads = useRecordReads()
  return loaded(
    useQuery({
      queryKey: queryKeys.query(app.key, entity ?? '', scoped(reads, query)),
      queryFn: ({ signal }) => reads.query(app.key, entity ?? '', query, signal),
      enabled: entity !== null,
    }),
  )
}

const useAggregate: PageServices['useAggregate'] = (entity, query) => {
  const app = useApp()
  const reads = useRecordReads()
  return loaded(
    useQuery({
      queryKey: queryKeys.aggregate(app.key, entity ?? '', scoped(reads, query)),
      queryFn: ({ signal }) => reads.aggregate(app.key, entity ?? '', query, signal),
      enabled: entity !== null,
    }),
  )
}

interface Answer<Value> {
  data: Value | undefined
  error: unknown
  refetch(): unknown
}

function loaded<Value>({ data, error, refetch }: Answer<Value>): Loaded<Value> {
  // What was read once stays readable while the connection is away.
  const failed = error && data === undefined ? { message: messageOf(error), id: requestIdOf(error) } : null
  return { data, error: failed, retry: () => void refetch() }
}
