import type { EntityDocument, FieldDocument } from '@mortise/metadata'
import { ActionIcon, AppIcon, Tooltip, useLocalize, useText } from '@mortise/ui'
import { IconMaximize, IconMinus, IconPlus } from '@tabler/icons-react'
import { type PointerEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useDesign } from '../../draft/design-context.ts'
import { useDesignAddress } from '../../frame/design-address.ts'
import { FieldTypeIcon } from '../fields/field-type-icon.tsx'
import { overviewTexts } from '../overview-texts.ts'
import { liveFields } from '../use-table.ts'
import { type DiagramRelation, type PlacedTable, placeTables } from './place-tables.ts'
import classes from './table-diagram.module.css'

const headHeight = 36
const rowHeight = 22
/** What of a table is shown: its relations, which the lines begin at. */
const margin = 32

interface Relation extends DiagramRelation {
  field: string
}

/** The tables with lines along their relations; a click opens one. Dragging moves the picture, the wheel zooms. */
export function TableDiagram({ tables }: { tables: readonly EntityDocument[] }) {
  const t = useText(overviewTexts)
  const frame = useRef<HTMLElement>(null)
  const { relations, placed, size } = useDiagram(tables)
  const { view, zoom, fit, drag } = useView(frame, size)
  const byKey = new Map(placed.map((place) => [place.key, place]))
  return (
    <section ref={frame} className={classes.frame} aria-label={t('diagram')} onPointerDown={drag}>
      <div className={classes.canvas} style={{ transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})` }}>
        <svg className={classes.lines} width={size.width} height={size.height} aria-hidden>
          {relations.map(({ from, to, field }) => (
            <Line
              key={`${from}.${field}`}
              from={byKey.get(from)}
              to={byKey.get(to)}
              row={rowOf(tables, from, field, relations)}
            />
          ))}
        </svg>
        {tables.map((table) => (
          <TableBox key={table.key} table={table} place={byKey.get(table.key)} relations={relations} />
        ))}
      </div>
      <div className={classes.tools}>
        <Tool label={t('zoomIn')} onClick={() => zoom(1.25)}>
          <IconPlus size={15} aria-hidden />
        </Tool>
        <Tool label={t('zoomOut')} onClick={() => zoom(0.8)}>
          <IconMinus size={15} aria-hidden />
        </Tool>
        <Tool label={t('zoomFit')} onClick={fit}>
          <IconMaximize size={15} aria-hidden />
        </Tool>
      </div>
    </section>
  )
}

function Tool({ label, onClick, children }: { label: string; onClick(): void; children: React.ReactNode }) {
  return (
    <Tooltip label={label} position="left">
      <ActionIcon aria-label={label} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  )
}

function useDiagram(tables: readonly EntityDocument[]) {
  const { fieldTypes } = useDesign()
  return useMemo(() => {
    const known = new Set(tables.map(({ key }) => key))
    const relations: Relation[] = tables.flatMap((table) =>
      liveFields(table).flatMap((field) => {
        const relation = fieldTypes.has(field.type) ? fieldTypes.get(field.type).relation : undefined
        const to = String(field.options?.entity ?? '')
        // Lines point at the record that owns them; drawn from there as well, each would be there twice.
        return relation && relation !== 'children' && known.has(to) ? [{ from: table.key, to, field: field.key }] : []
      }),
    )
    const heights = tables.map(({ key }) => ({
      key,
      height: headHeight + relations.filter(({ from }) => from === key).length * rowHeight + 8,
    }))
    const placed = placeTables(heights, relations)
    const width = Math.max(0, ...placed.map(({ x, width: own }) => x + own))
    const height = Math.max(0, ...placed.map(({ y, height: own }) => y + own))
    return { relations, placed, size: { width, height } }
  }, [tables, fieldTypes])
}

function rowOf(
  tables: readonly EntityDocument[],
  table: string,
  field: string,
  relations: readonly Relation[],
): number {
  const own = relations.filter(({ from }) => from === table)
  return tables.length > 0 ? own.findIndex((relation) => relation.field === field) : 0
}

interface View {
  x: number
  y: number
  scale: number
}

function useView(frame: { current: HTMLElement | null }, size: { width: number; height: number }) {
  const [view, setView] = useState<View>({ x: margin, y: margin, scale: 1 })
  const fit = () => {
    const box = frame.current?.getBoundingClientRect()
    if (!box || size.width === 0) return
    const scale = Math.min(1, (box.width - margin * 2) / size.width, (box.height - margin * 2) / size.height)
    setView({
      scale,
      x: (box.width - size.width * scale) / 2,
      y: Math.max(margin, (box.height - size.height * scale) / 2),
    })
  }
  useLayoutEffect(fit, [size.width, size.height])
  const zoom = (by: number, at?: { x: number; y: number }) =>
    setView((last) => {
      const box = frame.current?.getBoundingClientRect()
      const centre = at ?? { x: (box?.width ?? 0) / 2, y: (box?.height ?? 0) / 2 }
      const scale = Math.min(2, Math.max(0.2, last.scale * by))
      const ratio = scale / last.scale
      return { scale, x: centre.x - (centre.x - last.x) * ratio, y: centre.y - (centre.y - last.y) * ratio }
    })
  const zooming = useRef(zoom)
  zooming.current = zoom
  useEffect(() => {
    const element = frame.current
    const onWheel = (event: WheelEvent) => {
      event.preventDefault()
      const box = element?.getBoundingClientRect()
      zooming.current(event.deltaY < 0 ? 1.1 : 0.9, {
        x: event.clientX - (box?.left ?? 0),
        y: event.clientY - (box?.top ?? 0),
      })
    }
    element?.addEventListener('wheel', onWheel, { passive: false })
    return () => element?.removeEventListener('wheel', onWheel)
  }, [frame])
  function drag(event: PointerEvent<HTMLElement>) {
    if (event.button !== 0 || (event.target as HTMLElement).closest('button')) return
    const ended = new AbortController()
    const { signal } = ended
    document.addEventListener(
      'pointermove',
      ({ movementX, movementY }) => setView((last) => ({ ...last, x: last.x + movementX, y: last.y + movementY })),
      { signal },
    )
    document.addEventListener('pointerup', () => ended.abort(), { signal })
    document.addEventListener('pointercancel', () => ended.abort(), { signal })
  }
  return { view, zoom, fit, drag }
}

interface TableBoxProps {
  table: EntityDocument
  place: PlacedTable | undefined
  relations: readonly Relation[]
}

function TableBox({ table, place, relations }: TableBoxProps) {
  const localize = useLocalize()
  const { open } = useDesignAddress()
  if (!place) return null
  const own = relations.filter(({ from }) => from === table.key).flatMap(({ field }) => fieldOf(table, field))
  return (
    <button
      type="button"
      className={classes.table}
      style={{ left: place.x, top: place.y, width: place.width, height: place.height }}
      onClick={() => open(`entity/${table.key}`)}
    >
      <span className={classes.head}>
        <AppIcon name={table.icon ?? 'table'} colour={table.colour} size={12} tile />
        <span className="ui-truncate">{localize(table.label)}</span>
      </span>
      {own.map((field) => (
        <span key={field.key} className={classes.row}>
          <FieldTypeIcon type={field.type} size={12} />
          <span className="ui-truncate">{localize(field.label)}</span>
        </span>
      ))}
    </button>
  )
}

function fieldOf(table: EntityDocument, key: string): FieldDocument[] {
  return table.fields.filter((field) => field.key === key)
}

function Line({ from, to, row }: { from: PlacedTable | undefined; to: PlacedTable | undefined; row: number }) {
  if (!from || !to) return null
  const y1 = from.y + headHeight + row * rowHeight + rowHeight / 2
  const y2 = to.y + headHeight / 2
  const leftwards = to.x < from.x
  const x1 = leftwards ? from.x : from.x + from.width
  const x2 = leftwards || to.x === from.x ? to.x + to.width : to.x
  const bend = Math.max(36, Math.abs(x2 - x1) / 2)
  const [c1, c2] = [leftwards ? x1 - bend : x1 + bend, leftwards || to.x === from.x ? x2 + bend : x2 - bend]
  return (
    <>
      <path className={classes.line} d={`M ${x1} ${y1} C ${c1} ${y1} ${c2} ${y2} ${x2} ${y2}`} />
      <circle className={classes.end} cx={x2} cy={y2} r={3} />
    </>
  )
}
