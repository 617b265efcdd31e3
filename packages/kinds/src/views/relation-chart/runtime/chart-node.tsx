import type { EntityRecord } from '@mortise/data'
import { useText } from '@mortise/ui'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { type KeyboardEvent, memo, type PointerEvent } from 'react'
import { FieldValue, isBlank, type ShownPath } from '../../../view-parts/field-value.tsx'
import { FixedMark } from '../../../view-parts/fixed-mark.tsx'
import type { RecordColour } from '../../../view-parts/use-record-colour.tsx'
import type { PlacedNode } from '../model/place-nodes.ts'
import { chartTexts } from './chart-texts.ts'
import classes from './relation-chart.module.css'

export interface ChartNodeProps {
  node: PlacedNode
  record: EntityRecord
  title: string
  line: ShownPath | null
  badges: readonly ShownPath[]
  colour: RecordColour | null
  movable: boolean
  /** Why it stays where it is although others can be moved. */
  fixed: string | null
  /** The one that the keyboard is on. */
  active: boolean
  open: boolean
  dragged: boolean
  aimed: boolean
  onOpen(id: string): void
  onToggle(id: string): void
  onGrab(event: PointerEvent<HTMLElement>, id: string): void
  onKey(event: KeyboardEvent<HTMLElement>, id: string): void
}

/** A record on the sheet: opened by a click, dragged onto the one that it is to stand below. */
export const ChartNode = memo(function ChartNode(props: ChartNodeProps) {
  const { node, record, title, line, badges, colour, fixed, active, onOpen, onToggle, onGrab, onKey } = props
  const t = useText(chartTexts)
  const movable = props.movable && !fixed
  return (
    <div
      className={classes.node}
      data-node={node.id}
      data-movable={movable || undefined}
      data-open={props.open || undefined}
      data-dragged={props.dragged || undefined}
      data-aimed={props.aimed || undefined}
      title={colour?.rule ?? undefined}
      style={{
        transform: `translate(${node.x}px, ${node.y}px)`,
        ...(colour && ({ '--node-stripe': `var(--ui-hue-${colour.hue}-dot)` } as object)),
      }}
      onPointerDown={movable ? (event) => onGrab(event, node.id) : (event) => event.stopPropagation()}
    >
      <button
        type="button"
        className={classes.title}
        tabIndex={active ? 0 : -1}
        aria-describedby="relation-chart-help"
        onClick={() => onOpen(node.id)}
        onKeyDown={(event) => onKey(event, node.id)}
      >
        {title}
        {colour?.rule && <span className="ui-visually-hidden"> ({colour.rule})</span>}
        <FixedMark why={fixed} />
      </button>
      {line && !isBlank(record[line.path]) && (
        <span className={classes.line} title={line.label}>
          <FieldValue path={line.path} field={line.field} record={record} />
        </span>
      )}
      <span className={classes.badges}>
        {badges
          .filter(({ path }) => !isBlank(record[path]))
          .map(({ path, field, label }) => (
            <span key={path} title={label}>
              <FieldValue path={path} field={field} record={record} />
            </span>
          ))}
      </span>
      {node.below > 0 && (
        <button
          type="button"
          tabIndex={-1}
          className={classes.fold}
          aria-expanded={!node.folded}
          aria-label={node.folded ? t('unfold', { title, count: node.below }) : t('fold', { title })}
          onPointerDown={(event) => event.stopPropagation()}
          onClick={() => onToggle(node.id)}
        >
          {node.folded ? (
            <>
              {node.below} <IconChevronDown size={12} aria-hidden />
            </>
          ) : (
            <IconChevronUp size={12} aria-hidden />
          )}
        </button>
      )}
    </div>
  )
})
