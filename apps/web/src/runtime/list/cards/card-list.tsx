import type { EntityRecord } from '@mortise/data'
import { type EntityModel, type FieldModel, type ListColumn, type ListOptions, shownField } from '@mortise/metadata'
import { useLocalize, useRuntimeServices, useText } from '@mortise/ui'
import { type GridHue, type GridRow, hueStyle } from '@mortise/ui/grid'
import { type ComponentType, memo, useEffect, useMemo, useRef, useState } from 'react'
import type { ListData } from '../data/use-list-data.ts'
import { useRowLook } from '../grid/use-row-look.ts'
import { listTexts } from '../list-texts.ts'
import { useColumnField } from '../views/use-column-field.ts'
import classes from './card-list.module.css'
import { type CardPlaces, placeCards } from './place-cards.ts'

interface CardListProps {
  entity: EntityModel
  options: ListOptions
  data: ListData
  onOpen(id: string): void
}

const fieldsOnCard = 3

/** The list on a phone: a card per record with its title, three fields and its state; only those in sight are drawn. */
export function CardList({ entity, options, data, onOpen }: CardListProps) {
  const { columns } = options
  const lookOf = useRowLook(options.colours)
  const t = useText(listTexts)
  const label = useLocalize()
  const scroller = useRef<HTMLElement>(null)
  const { source, heads } = data.snapshot
  const layout = useCardLayout(entity, columns)
  const places = useMemo(() => placeCards(source.rowCount, heads), [source.rowCount, heads])
  const span = useVisibleCards(scroller, places)
  useEffect(() => source.ensureRange(span.from, span.to), [source, span.from, span.to])
  const indexes = Array.from({ length: span.to - span.from }, (_, offset) => span.from + offset)
  return (
    <section
      ref={scroller}
      className={classes.scroller}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={t('cardList', { entity: label(entity.plural) })}
    >
      <ul className={classes.list} style={{ height: places.height }}>
        {indexes.map((index) => (
          <li
            key={index}
            className={classes.place}
            style={{ transform: `translateY(${places.topOf(index)}px)` }}
            aria-posinset={index + 1}
            aria-setsize={source.rowCount}
          >
            <ColouredCard row={source.rowAt(index)} lookOf={lookOf} layout={layout} onOpen={onOpen} />
          </li>
        ))}
      </ul>
    </section>
  )
}

interface CardField {
  path: string
  label: string
  field: FieldModel
}
interface CardLayout {
  title: CardField
  chip: CardField | null
  fields: CardField[]
}

/** Title, one choice as the chip, and the first three other fields of the view. */
function useCardLayout(entity: EntityModel, columns: readonly ListColumn[]): CardLayout {
  const columnField = useColumnField(entity)
  return useMemo(() => {
    const title = { path: entity.title.key, field: entity.title, label: '' }
    const others = columns.flatMap((column): CardField[] => {
      const found = column.field === title.path ? null : columnField(column)
      return found ? [{ path: column.field, ...found }] : []
    })
    const chip = others.find(({ field }) => shownField(field).optionSet !== null) ?? null
    return { title, chip, fields: others.filter((other) => other !== chip).slice(0, fieldsOnCard) }
  }, [columnField, entity, columns])
}

function ColouredCard({ lookOf, ...props }: Omit<CardProps, 'look'> & { lookOf: ReturnType<typeof useRowLook> }) {
  const { row } = props
  return <Card {...props} look={row.type === 'record' ? lookOf?.(row.record)?.row : undefined} />
}

interface CardProps {
  row: GridRow<EntityRecord>
  /** The rule that gives the card its colour. */
  look: GridHue | null | undefined
  layout: CardLayout
  onOpen(id: string): void
}

const Card = memo(function Card({ row, look, layout, onOpen }: CardProps) {
  if (row.type === 'group') {
    return (
      <div className={classes.group}>
        {row.group.label} <span>{row.group.count.toLocaleString()}</span>
      </div>
    )
  }
  if (row.type === 'loading') return <div className={classes.card} data-loading="" aria-hidden />
  const { record } = row
  return (
    <button
      type="button"
      className={classes.card}
      data-hue={look ? '' : undefined}
      style={hueStyle(look)}
      onClick={() => onOpen(record.id)}
    >
      <span className={classes.head}>
        <span className={`${classes.title} ui-truncate`}>
          <Value {...layout.title} record={record} />
        </span>
        {look && <span className={classes.rule}>{look.label}</span>}
        {layout.chip && <Value {...layout.chip} record={record} />}
      </span>
      {layout.fields.map((line) => (
        <span key={line.path} className={classes.line}>
          <span className={classes.name}>{line.label}</span>
          <span className={`${classes.value} ui-truncate`}>
            <Value {...line} record={record} />
          </span>
        </span>
      ))}
    </button>
  )
})

function Value({ path, field, record }: Pick<CardField, 'path' | 'field'> & { record: EntityRecord }) {
  const { fieldRuntimes } = useRuntimeServices()
  const Cell = fieldRuntimes.get(field.type).Cell as ComponentType<{
    field: FieldModel
    value: unknown
    appearance: 'card'
  }>
  return <Cell field={field} value={record[path] ?? shownField(field).kind.blank ?? null} appearance="card" />
}

function useVisibleCards(scroller: React.RefObject<HTMLElement | null>, places: CardPlaces) {
  const [seen, setSeen] = useState({ scrollTop: 0, height: 812 })
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const update = () => setSeen({ scrollTop: element.scrollTop, height: element.clientHeight || 812 })
    update()
    element.addEventListener('scroll', update, { passive: true })
    const observer = typeof ResizeObserver === 'undefined' ? null : new ResizeObserver(update)
    observer?.observe(element)
    return () => {
      element.removeEventListener('scroll', update)
      observer?.disconnect()
    }
  }, [scroller])
  return places.visible(seen.scrollTop, seen.height)
}
