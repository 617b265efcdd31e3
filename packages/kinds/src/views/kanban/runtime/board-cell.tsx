import { Button, useIntersection, useText } from '@mortise/ui'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { viewTexts } from '../../../view-parts/view-texts.tsx'
import { type CellPlace, cellKey } from '../model/board-store.ts'
import { BoardCard } from './board-card.tsx'
import { useBoard } from './board-context.ts'
import classes from './kanban.module.css'
import { kanbanTexts } from './kanban-texts.ts'

interface BoardCellProps {
  place: CellPlace
  /** How many records belong here. */
  count: number
  /** The cell scrolls by itself and loads on as it is scrolled; else a button does. */
  scrolls: boolean
  /** It is in sight from the start: its cards are asked for without waiting for the first picture. */
  first?: boolean
}

/** The cards of one column (and lane): a page at a time, fetched when the cell comes in sight. */
export function BoardCell({ place, count, scrolls, first = false }: BoardCellProps) {
  const { store, nameOf, group, movable } = useBoard()
  const t = useText(kanbanTexts)
  const words = useText(viewTexts)
  const key = cellKey(place)
  const cell = useSyncExternalStore(store.subscribe, () => store.cell(key))
  const sight = useIntersection({ rootMargin: '200px' })
  const end = useRef<HTMLDivElement>(null)
  const inSight = sight.entry?.isIntersecting ?? false
  useEffect(() => {
    if ((first || inSight) && cell.state === 'idle') store.open(place)
  }, [first, inSight, cell.state, store, place])
  const more = cell.next !== null && cell.state === 'ready'
  const loaded = cell.records.length
  useEffect(() => {
    const mark = end.current
    if (!scrolls || !more || !mark) return
    // Anew after each page: whether the end is near is asked of the cards as they are drawn now.
    const load = ([entry]: IntersectionObserverEntry[]) => entry?.isIntersecting && loaded > 0 && store.more(place)
    const observer = new IntersectionObserver(load, { root: mark.parentElement, rootMargin: '400px 0px' })
    observer.observe(mark)
    return () => observer.disconnect()
  }, [scrolls, more, loaded, store, place])
  const left = count - cell.records.length
  return (
    <div
      ref={sight.ref}
      className={classes.cell}
      data-cell={key}
      data-scrolls={scrolls || undefined}
      data-closed={(movable && place.column.closed) || undefined}
      // A part that scrolls must be reachable by keyboard, also while it is empty.
      {...(scrolls && { tabIndex: 0, role: 'group', 'aria-label': nameOf(place.column, group) })}
    >
      {cell.records.map((record) => (
        <BoardCard key={record.id} record={record} place={place} />
      ))}
      {cell.state === 'failed' && (
        <div className={classes.note} role="alert">
          {t('failed')}{' '}
          <Button size="xs" variant="subtle" onClick={() => store.open(place)}>
            {words('retry')}
          </Button>
        </div>
      )}
      {cell.state === 'idle' || (cell.state === 'loading' && cell.records.length === 0) ? (
        <CardSkeleton count={count} />
      ) : null}
      {cell.state === 'ready' && cell.records.length === 0 && <div className={classes.note}>{t('none')}</div>}
      {more && !scrolls && (
        <Button size="xs" variant="subtle" color="gray" onClick={() => store.more(place)}>
          {left > 0 ? t('moreOf', { count: left }) : words('more')}
        </Button>
      )}
      {scrolls && <div ref={end} className={classes.end} />}
    </div>
  )
}

function CardSkeleton({ count }: { count: number }) {
  return (
    <>
      {Array.from({ length: Math.min(3, Math.max(1, count)) }, (_, index) => (
        <div key={index} className={classes.skeleton} aria-hidden />
      ))}
    </>
  )
}
