import {
  type Active,
  type Announcements,
  type CollisionDetection,
  type DragEndEvent,
  type DragStartEvent,
  type KeyboardCoordinateGetter,
  KeyboardSensor,
  MouseSensor,
  TouchSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import type { EntityRecord } from '@mortise/data'
import { type TextParams, toast, toastError, useText, useViewServices } from '@mortise/ui'
import { type RefObject, useRef, useState } from 'react'
import { announce } from '../../../view-parts/announce.tsx'
import { useTitleOf } from '../../../view-parts/use-title-of.tsx'
import { type BoardColumn, limitOf } from '../model/board-columns.ts'
import { type CellPlace, cellKey } from '../model/board-store.ts'
import { landingIndex } from '../model/landing.ts'
import type { CardData } from './board-card.tsx'
import type { Board } from './board-context.ts'
import { kanbanTexts } from './kanban-texts.ts'
import type { BoardColumns } from './use-board.ts'

interface DragInput {
  board: Board
  columns: BoardColumns
  root: RefObject<HTMLElement | null>
  line: RefObject<HTMLElement | null>
}

/** Where a card would go. */
interface Target {
  place: CellPlace
  index: number
}

/**
 * Dragging cards by mouse, finger and keyboard. Nothing on the board moves until a card is let go: one line shows where
 * it would stand, and the hit test is ours, so that no card has to watch the pointer.
 */
export function useBoardDrag({ board, columns, root, line }: DragInput) {
  const view = useViewServices()
  const nameOfCard = useTitleOf(board.entity)
  const t = useText(kanbanTexts)
  const [lifted, setLifted] = useState<EntityRecord | null>(null)
  const target = useRef<Target | null>(null)
  const told = useRef<Target | null>(null)
  const move = useMove(board)

  const cellsInOrder = () => [...(root.current?.querySelectorAll<HTMLElement>('[data-cell]') ?? [])]
  const placeOf = (element: Element | null | undefined): CellPlace | null => {
    const key = element?.closest('[data-cell]')?.getAttribute('data-cell')
    if (key === null || key === undefined) return null
    for (const column of columns.columns)
      for (const lane of columns.lanes) {
        const place = columns.place(column, lane)
        if (cellKey(place) === key) return place
      }
    return null
  }
  const accepts = ({ record, place: from }: CardData, place: CellPlace) =>
    !place.column.closed &&
    (from.column.key === place.column.key || board.movable) &&
    (from.lane?.key === place.lane?.key || (board.lane !== null && view.mayWrite(board.lane.key, record)))

  function aim(data: CardData, place: CellPlace | null) {
    if (!place || !accepts(data, place)) {
      target.current = null
      return hideLine(line.current)
    }
    const { records } = board.store.cell(cellKey(place))
    const others = records.filter(({ id }) => id !== data.record.id)
    const same = cellKey(place) === cellKey(data.place)
    const index = same
      ? records.findIndex(({ id }) => id === data.record.id)
      : landingIndex(board.entity, view.sort, others, data.record)
    target.current = { place, index }
    if (same) hideLine(line.current)
    else showLine(line.current, root.current, cellKey(place), index)
  }

  const collisionDetection: CollisionDetection = ({ active, pointerCoordinates }) => {
    if (pointerCoordinates) {
      const { x, y } = pointerCoordinates
      // The card that is dragged lies under the pointer, too: it is no place.
      const under = document.elementsFromPoint(x, y).find((element) => root.current?.contains(element))
      aim(dataOf(active), placeOf(under))
    }
    return []
  }

  const coordinateGetter: KeyboardCoordinateGetter = (event, { context, currentCoordinates }) => {
    const step = steps[event.code]
    const data = context.active && dataOf(context.active)
    if (!step || !data) return undefined
    event.preventDefault()
    const from = target.current?.place ?? data.place
    const next = neighbourPlace(columns, from, step, (place) => !board.isFolded(place.column) && accepts(data, place))
    const cell = next && cellsInOrder().find((element) => element.dataset.cell === cellKey(next))
    if (!next || !cell) return undefined
    cell.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    aim(data, next)
    const { left, top } = cell.getBoundingClientRect()
    return { x: left, y: Math.max(top, currentCoordinates.y) }
  }

  function finish({ active }: Pick<DragEndEvent, 'active'>, byKeyboard: boolean) {
    const goal = target.current
    const data = dataOf(active)
    stop()
    if (goal && cellKey(goal.place) !== cellKey(data.place)) void move(data, goal, byKeyboard)
  }
  function stop() {
    setLifted(null)
    hideLine(line.current)
    target.current = null
    told.current = null
  }

  const titleOf = (active: Active) => nameOfCard(dataOf(active).record)
  const nameOf = (place: CellPlace) => placeName(board, place)
  const announcements: Announcements = {
    onDragStart: ({ active }) => t('lifted', { title: titleOf(active), place: nameOf(dataOf(active).place) }),
    onDragMove({ active }) {
      const goal = target.current
      if (!goal || (told.current && cellKey(told.current.place) === cellKey(goal.place))) return undefined
      told.current = goal
      return t('over', { title: titleOf(active), place: nameOf(goal.place), index: goal.index + 1 })
    },
    onDragOver: () => undefined,
    // What comes of it is told when the server has answered.
    onDragEnd: ({ active }) =>
      target.current && cellKey(target.current.place) !== cellKey(dataOf(active).place)
        ? undefined
        : t('stays', { title: titleOf(active), place: nameOf(dataOf(active).place) }),
    onDragCancel: ({ active }) => t('cancelled', { title: titleOf(active), place: nameOf(dataOf(active).place) }),
  }
  return {
    lifted,
    move,
    context: {
      sensors: useSensors(
        useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
        useSensor(TouchSensor, { activationConstraint: { delay: 220, tolerance: 8 } }),
        useSensor(KeyboardSensor, {
          coordinateGetter,
          keyboardCodes: { start: ['Space'], cancel: ['Escape'], end: ['Space', 'Enter'] },
        }),
      ),
      collisionDetection,
      accessibility: { announcements, screenReaderInstructions: { draggable: t('instructions') }, restoreFocus: true },
      onDragStart({ active }: DragStartEvent) {
        target.current = null
        setLifted(dataOf(active).record)
      },
      onDragEnd: (event: DragEndEvent) => finish(event, event.activatorEvent instanceof KeyboardEvent),
      onDragCancel: stop,
    },
  }
}

/** Writes the fields that the new place stands for, and says how it went. */
function useMove(board: Board) {
  const view = useViewServices()
  const nameOfCard = useTitleOf(board.entity)
  const t = useText(kanbanTexts)
  return async ({ record, place }: CardData, goal: Target, focus: boolean) => {
    const values: { [field: string]: unknown } = {}
    if (goal.place.column.key !== place.column.key) values[board.group.key] = goal.place.column.value
    if (board.lane && goal.place.lane && goal.place.lane.key !== place.lane?.key)
      values[board.lane.key] = goal.place.lane.value
    const title = nameOfCard(record)
    if (values[board.group.key] !== undefined && isOverLimit(board, goal.place.column, t)) {
      announce('board', t('refused', { title, place: placeName(board, place) }))
      return
    }
    // What is computed for a card is no field that a save could answer.
    const select = ['id', 'version', ...Object.keys(record).filter((key) => !key.startsWith('$'))]
    const moved = board.store.move({
      ...{ record, from: place, to: goal.place, index: goal.index, values },
      save: () => view.save(record, values, [...new Set(select)]),
    })
    if (focus) focusCard(record.id)
    const done = await moved
    announce('board', t(done ? 'dropped' : 'refused', { title, place: placeName(board, done ? goal.place : place) }))
    if (focus) focusCard(record.id)
  }
}

/** Tells that a column is full; true where it takes no other card. */
function isOverLimit(
  board: Board,
  column: BoardColumn,
  t: (key: 'full' | 'overfull', words: TextParams) => string,
): boolean {
  const { limits = [], limitRefuses = false } = board.options
  const most = limitOf(limits, column)
  if (most === null || column.count < most) return false
  const words = { name: board.nameOf(column, board.group), most }
  if (limitRefuses) toastError(t('full', words))
  else toast(t('overfull', words))
  return limitRefuses
}

function placeName(board: Board, { column, lane }: CellPlace): string {
  const name = board.nameOf(column, board.group)
  return lane && board.lane ? `${name} · ${board.nameOf(lane, board.lane)}` : name
}

function dataOf(active: Active): CardData {
  return active.data.current as unknown as CardData
}

interface Step {
  column: number
  lane: number
}
const steps: { readonly [code: string]: Step } = {
  ArrowLeft: { column: -1, lane: 0 },
  ArrowRight: { column: 1, lane: 0 },
  ArrowUp: { column: 0, lane: -1 },
  ArrowDown: { column: 0, lane: 1 },
}

/** The next place in a direction that takes the card; those that do not are stepped over. */
export function neighbourPlace(
  { columns, lanes, place }: Pick<BoardColumns, 'columns' | 'lanes' | 'place'>,
  from: CellPlace,
  step: Step,
  accepts: (place: CellPlace) => boolean,
): CellPlace | null {
  let column = columns.findIndex(({ key }) => key === from.column.key)
  let lane = lanes.findIndex((one) => (one?.key ?? null) === (from.lane?.key ?? null))
  for (;;) {
    column += step.column
    lane += step.lane
    const [nextColumn, nextLane] = [columns[column], lanes[lane]]
    if (nextColumn === undefined || nextLane === undefined) return null
    const next = place(nextColumn, nextLane)
    if (accepts(next)) return next
  }
}

/** Puts the line between two cards of a cell. It lies over the board and moves nothing. */
function showLine(line: HTMLElement | null, root: HTMLElement | null, key: string, index: number) {
  const cell = [...(root?.querySelectorAll<HTMLElement>('[data-cell]') ?? [])].find(
    ({ dataset }) => dataset.cell === key,
  )
  if (!line || !cell) return
  const cards = [...cell.querySelectorAll<HTMLElement>('[data-card]:not([data-dragging])')]
  const box = cell.getBoundingClientRect()
  const above = cards[index - 1]?.getBoundingClientRect()
  const below = cards[index]?.getBoundingClientRect()
  const y = below ? below.top - 5 : above ? above.bottom + 3 : box.top + 6
  const inside = Math.min(Math.max(y, box.top + 2), box.bottom - 4)
  line.style.width = `${box.width - 16}px`
  line.style.transform = `translate(${box.left + 8}px, ${inside}px)`
  line.dataset.shown = ''
  for (const other of root?.querySelectorAll<HTMLElement>('[data-aimed]') ?? []) delete other.dataset.aimed
  cell.dataset.aimed = ''
}

function hideLine(line: HTMLElement | null) {
  if (!line) return
  delete line.dataset.shown
  for (const other of document.querySelectorAll<HTMLElement>('[data-cell][data-aimed]')) delete other.dataset.aimed
}

/** A card that went elsewhere is another element: the keyboard goes with it. */
function focusCard(id: string) {
  setTimeout(() => document.querySelector<HTMLElement>(`[data-card="${id}"] button`)?.focus(), 60)
}
