import { useText } from '@mortise/ui'
import { BoardCell } from './board-cell.tsx'
import { useBoard } from './board-context.ts'
import { BoardHead, FoldedColumn } from './board-head.tsx'
import classes from './kanban.module.css'
import { kanbanTexts } from './kanban-texts.ts'
import type { BoardColumns } from './use-board.ts'

/** Columns beside each other. Without lanes each scrolls by itself; with them the board does, a row for each lane. */
export function DesktopBoard({ columns }: { columns: BoardColumns }) {
  const { lane } = useBoard()
  return lane ? <LaneRows columns={columns} /> : <Columns columns={columns} />
}

function Columns({ columns }: { columns: BoardColumns }) {
  const { isFolded, nameOf, group } = useBoard()
  const t = useText(kanbanTexts)
  return (
    <ul className={classes.columns} aria-label={t('columns')}>
      {columns.columns.map((column, index) => {
        if (isFolded(column))
          return (
            <li key={column.key} className={classes.foldedColumn}>
              <FoldedColumn column={column} />
            </li>
          )
        const place = columns.place(column, null)
        return (
          <li key={column.key} className={classes.column} aria-label={nameOf(column, group)}>
            <BoardHead column={column} place={place} />
            <BoardCell place={place} count={columns.countOf(place)} scrolls first={index < columnsAtOnce} />
          </li>
        )
      })}
    </ul>
  )
}

/** Of a wide window; those further right are asked for when they come in sight. */
const columnsAtOnce = 5

function LaneRows({ columns }: { columns: BoardColumns }) {
  const { lane: laneField, isFolded, nameOf, drawName } = useBoard()
  const t = useText(kanbanTexts)
  if (!laneField) return null
  const shown = columns.columns.map((column) => ({ column, folded: isFolded(column) }))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard
    <section className={classes.lanes} tabIndex={0} aria-label={t('columns')}>
      <div className={classes.laneHeads}>
        {shown.map(({ column, folded }) =>
          folded ? (
            <div key={column.key} className={classes.foldedColumn}>
              <FoldedColumn column={column} />
            </div>
          ) : (
            <div key={column.key} className={classes.laneHead}>
              <BoardHead column={column} place={columns.place(column, null)} />
            </div>
          ),
        )}
      </div>
      {columns.lanes.map(
        (lane) =>
          lane && (
            <section
              key={lane.key}
              className={classes.lane}
              aria-label={t('laneOf', { name: nameOf(lane, laneField), count: lane.count })}
            >
              <h2 className={classes.laneName}>
                {drawName(lane, laneField)}
                <span className={classes.count}>{lane.count.toLocaleString()}</span>
              </h2>
              <div className={classes.laneCells}>
                {shown.map(({ column, folded }) => {
                  const place = columns.place(column, lane)
                  return folded ? (
                    <div key={column.key} className={classes.foldedColumn} />
                  ) : (
                    <div key={column.key} className={classes.laneCell}>
                      <BoardCell place={place} count={columns.countOf(place)} scrolls={false} />
                    </div>
                  )
                })}
              </div>
            </section>
          ),
      )}
    </section>
  )
}
