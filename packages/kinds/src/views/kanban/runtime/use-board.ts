import { type EntityModel, type FieldModel, shownField } from '@mortise/metadata'
import { type RuntimeServices, useRuntimeServices, useText, useViewServices } from '@mortise/ui'
import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { personOf } from '../../../runtime/person-name.tsx'
import { shownPaths, valueText } from '../../../view-parts/field-value.tsx'
import { useFollowChanges } from '../../../view-parts/use-follow-changes.tsx'
import { viewTexts } from '../../../view-parts/view-texts.tsx'
import type { KanbanOptions } from '../kanban.ts'
import { type BoardColumn, columnsOf } from '../model/board-columns.ts'
import { type BoardStore, type CellPlace, cellKey, createBoardStore } from '../model/board-store.ts'

/** The store of a board: made anew when what it shows is asked for differently; follows changes made elsewhere. */
export function useBoardStore(entity: EntityModel, options: KanbanOptions): BoardStore {
  const view = useViewServices()
  const { what, sort } = view
  const calls = useRef(view)
  calls.current = view
  const { group, lanes, fields = [], total, totalFunction = 'sum', colour } = options
  const key = JSON.stringify([entity.key, what, sort, group, lanes, fields, total, totalFunction, colour])
  // The key is all that the store is made of.
  const store = useMemo(() => {
    const select = new Set(['id', 'version', entity.title.key, group, ...fields, ...sort.map(({ field }) => field)])
    if (lanes) select.add(lanes)
    if (colour) select.add(colour)
    return createBoardStore(
      {
        ...what,
        ...{ sort, group, lanes, select: [...select] },
        total: total ? { field: total, function: totalFunction } : undefined,
      },
      {
        query: (query, signal) => calls.current.query(query, signal),
        aggregate: (query, signal) => calls.current.aggregate(query, signal),
      },
    )
  }, [key])
  useEffect(() => () => store.stop(), [store])
  useFollowChanges(store.refresh)
  return store
}

export interface BoardColumns {
  columns: readonly BoardColumn[]
  /** One entry without a lane where the board has none. */
  lanes: readonly (BoardColumn | null)[]
  place(column: BoardColumn, lane: BoardColumn | null): CellPlace
  countOf(place: CellPlace): number
}

/** Columns and lanes as the figures have them; known from the options of a choice before any have come. */
export function useColumns(store: BoardStore, group: FieldModel, lane: FieldModel | null): BoardColumns {
  const services = useRuntimeServices()
  const { rows, laneRows, cellCounts, counted } = useSyncExternalStore(store.subscribe, store.snapshot)
  const columns = useMemo(() => {
    const known = counted || shownField(group).optionSet !== null
    return known ? columnsOf({ field: group, rows, nameOf: (id) => personOf(services, id)?.name }) : []
  }, [group, rows, counted, services])
  const lanes = useMemo(() => {
    if (!lane) return [null]
    const found = columnsOf({ field: lane, rows: laneRows, nameOf: (id) => personOf(services, id)?.name })
    return found.filter(({ count }) => count > 0)
  }, [lane, laneRows, services])
  // The same object for the same cell, or every card would be drawn again with every figure that comes.
  const places = useRef(new Map<string, CellPlace>())
  const place = useCallback((column: BoardColumn, at: BoardColumn | null) => {
    const key = cellKey({ column, lane: at })
    const known = places.current.get(key)
    if (known && known.column.closed === column.closed) return known
    const made = { column, lane: at }
    places.current.set(key, made)
    return made
  }, [])
  const countOf = (at: CellPlace) => (at.lane ? (cellCounts.get(cellKey(at)) ?? 0) : at.column.count)
  return { columns, lanes, place, countOf }
}

/** What a column is called, in words. */
export function useColumnName(): (column: BoardColumn, field: FieldModel) => string {
  const services = useRuntimeServices()
  const t = useText(viewTexts)
  return (column, field) => (column.value === null ? t('blank') : columnText(services, field, column.value))
}

function columnText(services: RuntimeServices, field: FieldModel, value: BoardColumn['value']): string {
  const shown = shownField(field)
  const option = shown.optionSet?.options.get(String(value))
  if (option) return option.label[services.language] ?? option.label.en
  return valueText(services, field, value)
}

/** The figure of a column as its field writes values; averages with the places of the field. */
export function useFigure(total: FieldModel | null, name: string): (column: BoardColumn) => string | null {
  const services = useRuntimeServices()
  return ({ total: value }) => {
    if (!total || value === null || value === undefined) return null
    const { scale } = shownField(total).options
    const places = typeof scale === 'number' ? scale : 2
    return valueText(services, total, name === 'avg' ? Number(value).toFixed(places) : String(value))
  }
}

/** Fields of the card with their names. */
export function useCardFields(entity: EntityModel, paths: readonly string[]) {
  const services = useRuntimeServices()
  const key = paths.join()
  return useMemo(() => shownPaths(services, entity, key === '' ? [] : key.split(',')), [services, entity, key])
}
