import type { AggregateQuery } from '@mortise/data'
import type { AggregateFunction, EntityModel, FieldModel, ListColumn } from '@mortise/metadata'
import { resolvePath, shownField } from '@mortise/metadata'
import { type RuntimeServices, useRuntimeServices, useText } from '@mortise/ui'
import { textOf } from '@mortise/ui/grid'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import { queryKeys } from '../../../api/query-keys.ts'
import { useApp } from '../../../api/use-app.ts'
import { listTexts } from '../list-texts.ts'
import { useRecordReads } from './record-reads.ts'
import classes from './summary.module.css'
import type { ListData } from './use-list-data.ts'

/** The figures under the columns; undefined when no column asks for one. */
export function useSummary(
  entity: EntityModel,
  columns: readonly ListColumn[],
  what: ListData['what'],
): ReadonlyMap<string, ReactNode> | undefined {
  const app = useApp()
  const reads = useRecordReads()
  const services = useRuntimeServices()
  const t = useText(listTexts)
  const wanted = useMemo(() => columns.filter((column) => column.summary !== undefined), [columns])
  const query: AggregateQuery = {
    ...what,
    metrics: wanted.map((column, index) => ({
      key: `m${index}`,
      function: column.summary ?? 'count',
      ...(column.summary === 'count' ? {} : { field: column.field }),
    })),
  }
  const rows = useQuery({
    queryKey: queryKeys.aggregate(app.key, entity.key, { query, scope: reads.scope }),
    queryFn: ({ signal }) => reads.aggregate(app.key, entity.key, query, signal),
    enabled: wanted.length > 0,
    placeholderData: (previous) => previous,
  }).data
  return useMemo(() => {
    if (wanted.length === 0) return undefined
    const figures = rows?.[0]?.metrics
    return new Map(
      wanted.map((column, index) => {
        const field = resolvePath(services.app, entity, column.field)?.field
        const name = column.summary ?? 'count'
        const value = figures?.[`m${index}`]
        return [
          column.field,
          <Figure
            key={column.field}
            label={t(`summary_${name}`)}
            value={field && figures ? figureText(value, name, field, services) : '…'}
          />,
        ]
      }),
    )
  }, [wanted, rows, entity, services, t])
}

/** In a narrow column the name gives way, never the figure. */
function Figure({ label, value }: { label: string; value: string }) {
  return (
    <span className={classes.figure} title={`${label} ${value}`}>
      <span>{label}</span>
      <span className={classes.value}>{value}</span>
    </span>
  )
}

/** A figure as text: counts as numbers, all others as values of the field. */
export function figureText(
  value: unknown,
  name: AggregateFunction,
  field: FieldModel,
  services: RuntimeServices,
): string {
  if (value === null || value === undefined) return '—'
  const locale = services.language === 'zh' ? 'zh-CN' : 'en'
  if (name === 'count' || name === 'count_distinct') return Number(value).toLocaleString(locale)
  const shown = shownField(field)
  if (shown.kind.group !== 'number') return textOf(value, field, services)
  const { scale } = shown.options
  // Fields whose values are plain numbers (integers) show averages with two places.
  if (typeof scale !== 'number') return Number(value).toLocaleString(locale, { maximumFractionDigits: 2 })
  return textOf(name === 'avg' ? Number(value).toFixed(scale + extraPlaces(shown)) : String(value), field, services)
}

/** Percentages are fractions: their scale counts places of the percentage. */
function extraPlaces(field: FieldModel): number {
  return field.type === 'percent' ? 2 : 0
}
