import {
  defineViewRuntime,
  EmptyState,
  RowSkeletons,
  useLocalize,
  usePhone,
  useRuntimeServices,
  useShortcuts,
  useText,
  useViewServices,
  type ViewProps,
} from '@mortise/ui'
import { useEffect, useMemo, useRef, useState } from 'react'
import { shownPaths } from '../../view-parts/field-value.tsx'
import { NextPage } from '../../view-parts/next-page.tsx'
import { RecordLine } from '../../view-parts/record-line.tsx'
import { useRecordColour } from '../../view-parts/use-record-colour.tsx'
import { useRecordPages } from '../../view-parts/use-record-pages.tsx'
import { useTitleOf } from '../../view-parts/use-title-of.tsx'
import { ViewFailed } from '../../view-parts/view-failed.tsx'
import { viewTexts } from '../../view-parts/view-texts.tsx'
import classes from './runtime/split.module.css'
import { splitTexts } from './runtime/split-texts.ts'
import split, { type SplitOptions } from './split.ts'

const linesPerPage = 60
const noPaths: readonly string[] = []

/** A list with the form of the chosen record beside it; on a phone the record opens over the list. */
function SplitView({ entity, options }: ViewProps<SplitOptions>) {
  const view = useViewServices()
  const services = useRuntimeServices()
  const t = useText(splitTexts)
  const words = useText(viewTexts)
  const label = useLocalize()
  const titleOf = useTitleOf(entity)
  const phone = usePhone()
  const colourOf = useRecordColour(entity, options.colour)
  const { colour, fields = noPaths, list = 'narrow' } = options
  const shown = useMemo(() => shownPaths(services, entity, fields), [services, entity, fields])
  const select = ['id', 'version', entity.title.key, colour, ...fields].filter((path) => path !== undefined)
  const pages = useRecordPages(
    { ...view.what, select: [...new Set(select)], ...(view.sort.length > 0 && { sort: [...view.sort] }) },
    linesPerPage,
  )
  const { records } = pages
  const { setOrder } = view
  useEffect(() => setOrder(records.map(({ id }) => id)), [records, setOrder])
  const [wanted, choose] = useState<string | null>(null)
  const chosen = records.find(({ id }) => id === wanted)?.id ?? records[0]?.id
  const lines = useRef<HTMLUListElement>(null)
  const step = (by: number) => () => {
    const next = records[records.findIndex(({ id }) => id === chosen) + by]
    if (!next) return
    choose(next.id)
    const line = lines.current?.querySelector<HTMLElement>(`[data-record-line="${next.id}"]`)
    line?.scrollIntoView({ block: 'nearest' })
  }
  useShortcuts({ j: step(1), k: step(-1) }, !phone && records.length > 0)
  if (pages.state === 'failed' && records.length === 0)
    return <ViewFailed title={t('failed')} error={pages.error} onRetry={pages.refresh} />
  if (pages.state === 'loading' && records.length === 0) return <RowSkeletons rows={10} />
  if (records.length === 0) return <EmptyState icon="layout-sidebar" title={words('none')} />
  const { Record } = view
  return (
    <div className={classes.split} data-list={list} data-phone={phone || undefined}>
      <section
        className={classes.list}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label={t('list', { entity: label(entity.plural) })}
      >
        <ul ref={lines} className={classes.lines}>
          {records.map((record) => (
            <li key={record.id}>
              <RecordLine
                record={record}
                title={titleOf(record)}
                fields={shown}
                colour={colourOf(record)}
                current={!phone && record.id === chosen}
                onOpen={() => (phone || !Record ? view.open(record.id) : choose(record.id))}
              />
            </li>
          ))}
        </ul>
        <NextPage key={records.length} more={pages.more} className={classes.end} />
      </section>
      {phone ? null : (
        <section className={classes.record} aria-label={t('record')}>
          {Record && chosen !== undefined ? (
            <Record id={chosen} />
          ) : (
            <EmptyState icon="layout-sidebar" title={t('choose')} text={t('noForm')} />
          )}
        </section>
      )}
    </div>
  )
}

export default defineViewRuntime<SplitOptions>(split, { View: SplitView })
