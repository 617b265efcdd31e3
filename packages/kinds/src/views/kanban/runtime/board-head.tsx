import { ActionIcon, Tooltip, useLocalize, useText } from '@mortise/ui'
import { IconChevronLeft, IconPlus } from '@tabler/icons-react'
import { type BoardColumn, limitOf } from '../model/board-columns.ts'
import type { CellPlace } from '../model/board-store.ts'
import { useBoard } from './board-context.ts'
import classes from './kanban.module.css'
import { kanbanTexts } from './kanban-texts.ts'

/** The head of a column: its value, how many records, their figure, and a new record in it. */
export function BoardHead({
  column,
  place,
  foldable = true,
}: {
  column: BoardColumn
  place: CellPlace
  foldable?: boolean
}) {
  const { group, nameOf, drawName, figure, create, fold, entity, options } = useBoard()
  const t = useText(kanbanTexts)
  const label = useLocalize()
  const name = nameOf(column, group)
  const sum = figure(column)
  const most = limitOf(options.limits ?? [], column)
  return (
    <header className={classes.head} data-closed={column.closed || undefined}>
      <h2 className={classes.name} aria-label={t('columnOf', { name, count: column.count })}>
        <span className={classes.drawn}>{drawName(column, group)}</span>
        <span
          className={classes.count}
          data-over={(most !== null && column.count > most) || undefined}
          title={most === null ? undefined : t('limitOf', { most })}
        >
          {column.count.toLocaleString()}
          {most !== null && ` / ${most.toLocaleString()}`}
        </span>
      </h2>
      {sum !== null && (
        <span className={classes.sum} title={`${t(`total_${options.totalFunction ?? 'sum'}`)} ${sum}`}>
          {sum}
        </span>
      )}
      <span className={classes.headTools}>
        {create && !column.closed && (
          <Tooltip label={t('create', { name, entity: label(entity.label) })}>
            <ActionIcon
              size="sm"
              aria-label={t('create', { name, entity: label(entity.label) })}
              onClick={() => create(place)}
            >
              <IconPlus size={15} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )}
        {foldable && (
          <ActionIcon size="sm" aria-label={t('fold', { name })} onClick={() => fold(column)}>
            <IconChevronLeft size={15} aria-hidden />
          </ActionIcon>
        )}
      </span>
    </header>
  )
}

/** A folded column: its name and count stand upright. */
export function FoldedColumn({ column }: { column: BoardColumn }) {
  const { group, nameOf, fold } = useBoard()
  const t = useText(kanbanTexts)
  const name = nameOf(column, group)
  return (
    <button type="button" className={classes.folded} aria-label={t('unfold', { name })} onClick={() => fold(column)}>
      <span className={classes.count}>{column.count.toLocaleString()}</span>
      <span className={classes.upright}>{name}</span>
    </button>
  )
}
