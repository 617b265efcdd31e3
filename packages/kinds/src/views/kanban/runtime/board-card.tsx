import { useDraggable } from '@dnd-kit/core'
import type { EntityRecord } from '@mortise/data'
import { ActionIcon, useText, useViewServices } from '@mortise/ui'
import { IconArrowsExchange } from '@tabler/icons-react'
import { memo } from 'react'
import { FieldValue, isBlank, speaksForItself } from '../../../view-parts/field-value.tsx'
import { FixedMark } from '../../../view-parts/fixed-mark.tsx'
import { type RecordColour, useRecordColour } from '../../../view-parts/use-record-colour.tsx'
import { useTitleOf } from '../../../view-parts/use-title-of.tsx'
import type { CellPlace } from '../model/board-store.ts'
import { type Board, useBoard } from './board-context.ts'
import classes from './kanban.module.css'
import { kanbanTexts } from './kanban-texts.ts'

interface BoardCardProps {
  record: EntityRecord
  place: CellPlace
}

/** What dnd-kit carries of a card on its way. */
export interface CardData {
  record: EntityRecord
  place: CellPlace
}

/** A card: opened by a click, moved by dragging it, by the keyboard from its title, or by its menu. */
export const BoardCard = memo(function BoardCard({ record, place }: BoardCardProps) {
  const board = useBoard()
  const colour = useRecordColour(board.entity, board.options.colour)(record)
  const t = useText(kanbanTexts)
  const title = useTitleOf(board.entity)(record)
  const data: CardData = { record, place }
  const fixed = useWhyFixed(board, record)
  const movable = board.movable && fixed === null
  const { setNodeRef, setActivatorNodeRef, listeners, attributes, isDragging } = useDraggable({
    id: record.id,
    data: data as never,
    disabled: !movable,
  })
  const { onKeyDown, ...pointer } = (listeners ?? {}) as { [event: string]: (event: never) => void }
  return (
    <article
      ref={setNodeRef}
      className={classes.card}
      data-card={record.id}
      data-dragging={isDragging || undefined}
      data-movable={movable || undefined}
      data-open={board.openId === record.id || undefined}
      style={stripe(colour)}
      title={colour?.rule ?? undefined}
      {...pointer}
    >
      <button
        ref={setActivatorNodeRef}
        type="button"
        className={classes.cardTitle}
        onClick={() => board.open(record.id)}
        {...(movable && {
          onKeyDown: onKeyDown as never,
          'aria-roledescription': t('card'),
          'aria-describedby': attributes['aria-describedby'],
        })}
      >
        {title}
        {colour?.rule && <span className="ui-visually-hidden"> ({colour.rule})</span>}
        <FixedMark why={fixed} />
      </button>
      {movable && (
        <ActionIcon
          className={classes.cardMenu}
          size="sm"
          aria-label={t('moveCard', { title })}
          title={t('moveTo')}
          onClick={() => board.askMove({ record, place })}
        >
          <IconArrowsExchange size={14} aria-hidden />
        </ActionIcon>
      )}
      <CardFields record={record} />
    </article>
  )
})

/** Why this card stays in its column although others can be moved. */
function useWhyFixed({ movable, group }: Board, record: EntityRecord): string | null {
  const { whyNot } = useViewServices()
  return movable ? whyNot(record, group.key) : null
}

/** The card under the pointer while it is dragged. */
export function CardShadow({ record }: { record: EntityRecord }) {
  const board = useBoard()
  const colour = useRecordColour(board.entity, board.options.colour)(record)
  const title = useTitleOf(board.entity)(record)
  return (
    <div className={classes.card} data-lifted="" style={stripe(colour)}>
      <span className={classes.cardTitle}>{title}</span>
      <CardFields record={record} />
    </div>
  )
}

/** Figures and dates in lines with their names; choices and people, which speak for themselves, in one row below. */
function CardFields({ record }: { record: EntityRecord }) {
  const { fields } = useBoard()
  const filled = fields.filter(({ path }) => !isBlank(record[path]))
  const chips = filled.filter(({ field }) => speaksForItself(field))
  return (
    <>
      {filled
        .filter(({ field }) => !speaksForItself(field))
        .map(({ path, field, label }) => (
          <div key={path} className={classes.line}>
            <span className={classes.lineName}>{label}</span>
            <span className={classes.lineValue}>
              <FieldValue path={path} field={field} record={record} />
            </span>
          </div>
        ))}
      {chips.length > 0 && (
        <div className={classes.chips}>
          {chips.map(({ path, field, label }) => (
            <span key={path} title={label} className={classes.chip}>
              <FieldValue path={path} field={field} record={record} />
            </span>
          ))}
        </div>
      )}
    </>
  )
}

function stripe(colour: RecordColour | null) {
  return colour ? ({ '--card-stripe': `var(--ui-hue-${colour.hue}-dot)` } as object) : undefined
}
