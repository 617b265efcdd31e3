import type { Query } from '@mortise/data'
import { type EntityModel, type Filter, type ViewDocument, viewPaths } from '@mortise/metadata'
import {
  ActionIcon,
  type BlockProps,
  defineBlockRuntime,
  EmptyState,
  ErrorState,
  RowSkeletons,
  Tooltip,
  useLocalize,
  usePageServices,
  useRuntimeServices,
  useText,
} from '@mortise/ui'
import { IconPlus } from '@tabler/icons-react'
import { BlockBroken } from '../../block-parts/block-broken.tsx'
import { BlockCard, useBlockTitle } from '../../block-parts/block-card.tsx'
import { blockTexts } from '../../block-parts/block-texts.tsx'
import classes from '../../block-parts/blocks.module.css'
import { allOf, filterHere } from '../../block-parts/filter-here.ts'
import list from '../../views/list/list.ts'
import view, { type ViewBlockOptions } from './view.ts'

/** Columns that fit beside each other in a block of that many twelfths; the list has them all. */
const shownColumns = (span = 12) => (span <= 4 ? 2 : span <= 6 ? 4 : 7)

/** The first records of a list, or a whole view of another type; and the way to all of it. */
function ViewBlock(props: BlockProps<ViewBlockOptions>) {
  const t = useText(blockTexts)
  const { app } = useRuntimeServices()
  const { record } = usePageServices()
  const { view: key, through } = props.options
  const found = app.views.get(key)
  const entity = found && app.entities.get(found.entity)
  if (!found || !entity || (through && !entity.fields.has(through))) return <BlockBroken>{t('viewGone')}</BlockBroken>
  const here = through === undefined ? null : filterHere(entity, through, record)
  return <Card {...props} shown={found} entity={entity} here={here} waits={through !== undefined && !record} />
}

interface ShownProps extends BlockProps<ViewBlockOptions> {
  shown: ViewDocument
  entity: EntityModel
  /** Only the records of the page's record; null: all of the view. */
  here: Filter | null
  waits: boolean
}

function Card(props: ShownProps) {
  const { block, options, shown, entity, here } = props
  const t = useText(blockTexts)
  const localize = useLocalize()
  const services = useRuntimeServices()
  const { parts, record } = usePageServices()
  const title = useBlockTitle(block) || localize(shown.label)
  const name = localize(entity.label)
  const initial = options.through && record ? { [options.through]: record.id } : {}
  const mayCreate = options.create && services.canCreate(entity.key) && services.createRecord
  return (
    <BlockCard
      title={title}
      actions={
        <>
          {mayCreate ? (
            <Tooltip label={t('newOf', { name })}>
              <ActionIcon
                aria-label={t('newOf', { name })}
                onClick={() => void services.createRecord?.(entity.key, initial)}
              >
                <IconPlus size={16} aria-hidden />
              </ActionIcon>
            </Tooltip>
          ) : null}
          <parts.ListLink
            entity={entity.key}
            view={shown.key}
            filter={here ? allOf([shown.options.filter, here]) : undefined}
            className={classes.open}
          >
            {t('openList')}
          </parts.ListLink>
        </>
      }
    >
      {shown.type === list.type ? (
        <Rows {...props} />
      ) : (
        <parts.View view={shown} filter={here ?? undefined} height={options.height ?? 420} />
      )}
    </BlockCard>
  )
}

function Rows({ block, options, shown, entity, here, waits }: ShownProps) {
  const t = useText(blockTexts)
  const { useRecords, parts } = usePageServices()
  const fields = viewPaths(list, shown.options)
  // The title first, because it is the way into the record.
  const paths = new Set([
    entity.title.key,
    ...fields.filter(({ option }) => option === 'columns').map(({ path }) => path),
  ])
  const columns = [...paths].filter((path) => path !== options.through).slice(0, shownColumns(block.span))
  const filter = allOf([shown.options.filter, here])
  const size = options.limit ?? 8
  const query: Query = {
    select: columns,
    page: { size },
    ...(filter && { filter }),
    ...(shown.options.sort && { sort: shown.options.sort }),
  }
  const { data, error, retry } = useRecords(waits ? null : entity.key, query)
  if (error)
    return <ErrorState compact title={t('loadFailed')} message={error.message} errorId={error.id} onRetry={retry} />
  if (!data) return <RowSkeletons rows={Math.min(size, 5)} height={36} />
  if (data.records.length === 0) return <EmptyState compact icon={entity.document.icon} title={t('nothing')} />
  return (
    <div className={classes.rows}>
      <parts.RecordTable entity={entity} columns={columns} records={data.records} />
    </div>
  )
}

export default defineBlockRuntime<ViewBlockOptions>(view, { Block: ViewBlock })
