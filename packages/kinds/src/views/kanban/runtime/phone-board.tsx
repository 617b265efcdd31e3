import { useText } from '@mortise/ui'
import { useEffect, useRef, useState } from 'react'
import { BoardCell } from './board-cell.tsx'
import { useBoard } from './board-context.ts'
import { BoardHead } from './board-head.tsx'
import classes from './kanban.module.css'
import { kanbanTexts } from './kanban-texts.ts'
import type { BoardColumns } from './use-board.ts'

/** One column at a time: swiped from one to the next, or chosen by its tab. Lanes have no room here. */
export function PhoneBoard({ columns }: { columns: BoardColumns }) {
  const { group, nameOf } = useBoard()
  const t = useText(kanbanTexts)
  const strip = useRef<HTMLUListElement>(null)
  const tabs = useRef<HTMLDivElement>(null)
  const [shown, setShown] = useState(0)
  useEffect(() => {
    tabs.current?.children[shown]?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [shown])
  const show = (index: number) => {
    strip.current?.scrollTo({ left: index * strip.current.clientWidth, behavior: 'smooth' })
    setShown(index)
  }
  const onScroll = () => {
    const element = strip.current
    if (element && element.clientWidth > 0) setShown(Math.round(element.scrollLeft / element.clientWidth))
  }
  return (
    <div className={classes.phone}>
      <div ref={tabs} className={classes.tabs}>
        {columns.columns.map((column, index) => (
          <button
            key={column.key}
            type="button"
            className={classes.tab}
            aria-pressed={index === shown}
            aria-label={t('columnOf', { name: nameOf(column, group), count: column.count })}
            onClick={() => show(index)}
          >
            {nameOf(column, group)} <span className={classes.count}>{column.count.toLocaleString()}</span>
          </button>
        ))}
      </div>
      <ul ref={strip} className={classes.strip} onScroll={onScroll} aria-label={t('columns')}>
        {columns.columns.map((column, index) => {
          const place = columns.place(column, null)
          return (
            <li key={column.key} className={classes.page} aria-label={nameOf(column, group)}>
              <BoardHead column={column} place={place} foldable={false} />
              <BoardCell place={place} count={column.count} scrolls first={index === 0} />
            </li>
          )
        })}
      </ul>
    </div>
  )
}
