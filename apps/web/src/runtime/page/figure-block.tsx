import type { AggregateQuery } from '@mortise/data'
import { type FieldModel, shownField } from '@mortise/metadata'
import { Skeleton, useLanguage, useLocalize, useRuntimeServices, useText } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { records } from '../../api/records.ts'
import { useApp } from '../../api/use-app.ts'
import classes from './blocks.module.css'
import type { BlockOf } from './page-block-view.tsx'
import { pageTexts } from './page-texts.ts'
import { useFitting } from './use-fitting.ts'

/** One number over the records of a table; a click opens the list behind it. */
export function FigureBlock({ block }: { block: BlockOf<'figure'> }) {
  const t = useText(pageTexts)
  const localize = useLocalize()
  const app = useApp()
  const entity = app.model.entities.get(block.entity)
  const view = block.view ? app.model.views.get(block.view) : undefined
  const metric = { key: 'figure', function: block.function, ...(block.field ? { field: block.field } : {}) }
  const query: AggregateQuery = { metrics: [metric], ...(block.filter ? { filter: block.filter } : {}) }
  const { data, error } = useQuery({
    queryKey: queryKeys.aggregate(app.key, block.entity, query),
    queryFn: ({ signal }) => records.aggregate(app.key, block.entity, query, signal),
    enabled: entity !== undefined,
  })
  const card = (
    <>
      <span className={classes.figureLabel}>{localize(block.label)}</span>
      {data ? <Figure value={data[0]?.metrics.figure} block={block} /> : null}
      {!data && !error && entity ? <Skeleton height={24} width="50%" my={4} /> : null}
      {error ? <span className={classes.failed}>{messageOf(error)}</span> : null}
      {entity ? null : <span className={classes.failed}>{t('viewGone')}</span>}
    </>
  )
  if (!view) return <div className={classes.figure}>{card}</div>
  return (
    <Link
      to="/a/$app/$entity"
      params={{ app: app.key, entity: view.entity }}
      search={{ view: view.key }}
      className={classes.figure}
    >
      {card}
    </Link>
  )
}

function Figure({ value, block }: { value: unknown; block: BlockOf<'figure'> }) {
  const language = useLanguage()
  const { app, fieldRuntimes } = useRuntimeServices()
  const ref = useFitting<HTMLSpanElement>()
  const field = block.field ? app.entities.get(block.entity)?.fields.get(block.field) : undefined
  const counts = block.function === 'count' || block.function === 'count_distinct'
  if (!field || counts || value === null || value === undefined) {
    const number = new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en').format(Number(value ?? 0))
    return (
      <span ref={ref} className={classes.figureValue}>
        {number}
      </span>
    )
  }
  const shown = shownField(field)
  const Cell = fieldRuntimes.get(shown.type).Cell as ComponentType<{
    field: FieldModel
    value: unknown
    appearance: 'text'
  }>
  return (
    <span ref={ref} className={classes.figureValue}>
      <Cell field={shown} value={value} appearance="text" />
    </span>
  )
}
