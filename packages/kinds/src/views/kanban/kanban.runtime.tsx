import { DndContext, DragOverlay } from '@dnd-kit/core'
import { type FieldModel, resolvePath } from '@mortise/metadata'
import {
  defineViewRuntime,
  useLocalize,
  usePhone,
  useRuntimeServices,
  useText,
  useViewServices,
  type ViewProps,
} from '@mortise/ui'
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { isWritten, ValueCell } from '../../view-parts/field-value.tsx'
import { ViewFailed } from '../../view-parts/view-failed.tsx'
import kanban, { type KanbanOptions } from './kanban.ts'
import type { BoardColumn } from './model/board-columns.ts'
import { cellKey } from './model/board-store.ts'
import { landingIndex } from './model/landing.ts'
import { type CardData, CardShadow } from './runtime/board-card.tsx'
import { type Board, BoardContext } from './runtime/board-context.ts'
import { DesktopBoard } from './runtime/desktop-board.tsx'
import classes from './runtime/kanban.module.css'
import { kanbanTexts } from './runtime/kanban-texts.ts'
import { MoveDialog } from './runtime/move-dialog.tsx'
import { PhoneBoard } from './runtime/phone-board.tsx'
import {
  type BoardColumns,
  useBoardStore,
  useCardFields,
  useColumnName,
  useColumns,
  useFigure,
} from './runtime/use-board.ts'
import { useBoardDrag } from './runtime/use-board-drag.ts'

/** A board of cards in columns. */
function KanbanView({ entity, options }: ViewProps<KanbanOptions>) {
  const { app } = useRuntimeServices()
  const group = resolvePath(app, entity, options.group)?.field
  const lane = (options.lanes && resolvePath(app, entity, options.lanes)?.field) || null
  const phone = usePhone()
  return group ? (
    <KnownBoard entity={entity} options={options} group={group} lane={phone ? null : lane} phone={phone} />
  ) : null
}

interface KnownBoardProps extends ViewProps<KanbanOptions> {
  group: FieldModel
  lane: FieldModel | null
  phone: boolean
}

function KnownBoard({ entity, options, group, lane, phone }: KnownBoardProps) {
  const view = useViewServices()
  const t = useText(kanbanTexts)
  const label = useLocalize()
  // A phone has no room for lanes: their field is asked about only where they are shown.
  const shownOptions = useMemo(() => (lane ? options : { ...options, lanes: undefined }), [options, lane])
  const store = useBoardStore(entity, shownOptions)
  const columns = useColumns(store, group, lane)
  const snapshot = useSyncExternalStore(store.subscribe, store.snapshot)
  const [asked, askMove] = useState<CardData | null>(null)
  const board = useBoardOf({ entity, options, group, lane, store, askMove })
  const root = useRef<HTMLDivElement>(null)
  const line = useRef<HTMLDivElement>(null)
  const drag = useBoardDrag({ board, columns, root, line })
  useOrder(columns, board)
  if (snapshot.error && !snapshot.counted)
    return <ViewFailed title={t('boardFailed')} error={snapshot.error} onRetry={store.refresh} />
  function moveTo(column: BoardColumn) {
    if (!asked) return
    const place = columns.place(column, asked.place.lane)
    const index = landingIndex(entity, view.sort, store.cell(cellKey(place)).records, asked.record)
    askMove(null)
    void drag.move(asked, { place, index }, true)
  }
  return (
    <BoardContext value={board}>
      <DndContext {...drag.context}>
        <div ref={root} className={classes.board} data-lifting={drag.lifted ? '' : undefined}>
          {phone ? <PhoneBoard columns={columns} /> : <DesktopBoard columns={columns} />}
          <div ref={line} className={classes.insertion} aria-hidden />
          <div className="ui-visually-hidden" role="status" data-board-status="" />
        </div>
        <DragOverlay dropAnimation={null}>{drag.lifted && <CardShadow record={drag.lifted} />}</DragOverlay>
      </DndContext>
      {asked && <MoveDialog card={asked} columns={columns.columns} onChoose={moveTo} onClose={() => askMove(null)} />}
      <span className="ui-visually-hidden">{t('board', { entity: label(entity.plural) })}</span>
    </BoardContext>
  )
}

type BoardInput = Pick<Board, 'entity' | 'options' | 'group' | 'lane' | 'store' | 'askMove'>

function useBoardOf({ entity, options, group, lane, store, askMove }: BoardInput): Board {
  const view = useViewServices()
  const { app } = useRuntimeServices()
  const fields = useCardFields(entity, options.fields ?? [])
  const nameOf = useColumnName()
  const total = (options.total && resolvePath(app, entity, options.total)?.field) || null
  const figure = useFigure(total, options.totalFunction ?? 'sum')
  const collapsed = useMemo(() => new Set(options.collapsed), [options.collapsed])
  const { create } = view
  return {
    ...{ entity, options, group, lane, fields, store, askMove, nameOf, figure },
    movable: isWritten(group) && view.mayWrite(group.key),
    openId: view.openId,
    open: view.open,
    drawName: (column, field) =>
      column.value === null ? nameOf(column, field) : <ValueCell field={field} value={column.value} />,
    create:
      create &&
      (({ column, lane: at }) => {
        const initial = { [group.key]: column.value, ...(at && lane && { [lane.key]: at.value }) }
        void create(initial).then((record) => record && store.refresh())
      }),
    isFolded: ({ key }) => collapsed.has(key),
    fold({ key }) {
      const next = collapsed.has(key) ? [...collapsed].filter((one) => one !== key) : [...collapsed, key]
      view.setOptions({ collapsed: next })
    },
  }
}

/** The panel steps through the cards from left to right. */
function useOrder({ columns, lanes, place }: BoardColumns, { store }: Board) {
  const { setOrder } = useViewServices()
  useEffect(() => {
    const tell = () => {
      const cells = lanes.flatMap((lane) => columns.map((column) => store.cell(cellKey(place(column, lane)))))
      setOrder(cells.flatMap(({ records }) => records.map(({ id }) => id)))
    }
    tell()
    return store.subscribe(tell)
  }, [columns, lanes, place, store, setOrder])
}

export default defineViewRuntime<KanbanOptions>(kanban, { View: KanbanView })
