import type { AggregateRow } from '@mortise/data'
import { type EntityModel, type FieldModel, type Filter, shownField } from '@mortise/metadata'
import {
  type BlockProps,
  defineBlockRuntime,
  Skeleton,
  useLanguage,
  usePageServices,
  useRuntimeServices,
  useText,
} from '@mortise/ui'
import { IconArrowDownRight, IconArrowUpRight, IconMinus } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { BlockBroken } from '../../block-parts/block-broken.tsx'
import { useBlockTitle } from '../../block-parts/block-card.tsx'
import { blockTexts } from '../../block-parts/block-texts.tsx'
import classes from '../../block-parts/blocks.module.css'
import { useFitting } from '../../block-parts/use-fitting.tsx'
import figure, { type FigureOptions } from './figure.ts'
import { changeOf } from './model/change-of.ts'
import { figureFilter, figureQuery } from './model/figure-query.ts'

/** One number over the records of a table; a click opens the list behind it. */
function FigureBlock(props: BlockProps<FigureOptions>) {
  const t = useText(blockTexts)
  const { app } = useRuntimeServices()
  const entity = app.entities.get(props.options.entity)
  const missing = [props.options.field, props.options.through].some((key) => key && !entity?.fields.has(key))
  if (!entity || missing) return <BlockBroken>{t('tableGone')}</BlockBroken>
  return <Card {...props} entity={entity} />
}

function Card({ block, options, entity }: BlockProps<FigureOptions> & { entity: EntityModel }) {
  const { app } = useRuntimeServices()
  const { useAggregate, record, parts } = usePageServices()
  const title = useBlockTitle(block)
  const waits = options.through !== undefined && !record
  const filter = figureFilter(entity, options, record, 'this')
  const former = figureFilter(entity, options, record, 'last')
  const now = useAggregate(waits ? null : entity.key, figureQuery(options, filter))
  const before = useAggregate(waits || !options.compare ? null : entity.key, figureQuery(options, former))
  const view = options.view === undefined ? undefined : app.views.get(options.view)
  const card = (
    <>
      <span className={classes.figureLabel}>{title}</span>
      {now.data ? <Figure value={valueIn(now.data)} options={options} entity={entity} /> : null}
      {!now.data && !now.error ? <Skeleton height={24} width="50%" my={4} /> : null}
      {now.error ? <span className={classes.failed}>{now.error.message}</span> : null}
      {options.compare ? <Change now={now.data} before={before.data} /> : null}
    </>
  )
  if (!view && options.through === undefined) return <div className={classes.figure}>{card}</div>
  // A view has its own filter; without one the list is that of the figure.
  const shown: Filter | undefined = view ? undefined : filter
  return (
    <parts.ListLink entity={entity.key} view={view?.key} filter={shown} className={classes.figure}>
      {card}
    </parts.ListLink>
  )
}

const valueIn = (rows: readonly AggregateRow[]): unknown => rows[0]?.metrics.figure

function Figure({ value, options, entity }: { value: unknown; options: FigureOptions; entity: EntityModel }) {
  const language = useLanguage()
  const { fieldRuntimes } = useRuntimeServices()
  const ref = useFitting<HTMLSpanElement>()
  const field = options.field === undefined ? undefined : entity.fields.get(options.field)
  const counts = options.function === 'count' || options.function === 'count_distinct'
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

const arrows = { up: IconArrowUpRight, down: IconArrowDownRight, same: IconMinus }

/** Keeps its line while it is loaded, so that nothing moves. */
function Change({ now, before }: { now: AggregateRow[] | undefined; before: AggregateRow[] | undefined }) {
  const t = useText(blockTexts)
  const language = useLanguage()
  const change = now && before ? changeOf(valueIn(now), valueIn(before)) : null
  if (!change) return <span className={classes.change} />
  const Arrow = arrows[change.direction]
  const share =
    change.share === null
      ? null
      : new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en', {
          style: 'percent',
          maximumFractionDigits: 0,
        }).format(change.share)
  const words = { up: 'upBy', down: 'downBy', same: 'same' } as const
  return (
    <span className={classes.change}>
      <Arrow size={14} aria-hidden />
      {share === null ? t('noBefore') : t(words[change.direction], { share })}
    </span>
  )
}

export default defineBlockRuntime<FigureOptions>(figure, { Block: FigureBlock })
