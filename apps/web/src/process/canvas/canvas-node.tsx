import { ActionIcon, useLocalize, useText, VisuallyHidden } from '@mortise/ui'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { memo, type ReactNode } from 'react'
import { type CanvasNodeSource, lookOf, nameOfNode } from './canvas-look.ts'
import type { NodeMarks } from './canvas-marks.ts'
import { canvasTexts } from './canvas-texts.ts'
import { NodeIcon } from './node-icon.tsx'
import classes from './process-canvas.module.css'

interface CanvasNodeProps {
  node: CanvasNodeSource
  x: number
  y: number
  width: number
  height: number
  frame: boolean
  /** Whether what it holds or parts is seen; null where nothing of it can be folded. */
  open: boolean | null
  selected: boolean
  /** The one that Tab leads to. */
  current: boolean
  marks: NodeMarks | undefined
  /** What is read out after its name. */
  described: string
  onFold?: ((key: string) => void) | undefined
}

/** A node as a button; where it holds others, the head of their frame. */
export const CanvasNode = memo(function CanvasNode(props: CanvasNodeProps) {
  const { node, x, y, width, height, frame, open, selected, current, marks, described } = props
  const localize = useLocalize()
  const look = lookOf(node.type)
  const shape = look.shape
  const name = localize(nameOfNode(node))
  const type = localize(look.type)
  const place = frame ? { left: x + 1, top: y + 1, width: width - 2 } : { left: x, top: y, width, height }
  const typed = name !== type && shape === 'card'
  const extra = marks?.extra ?? (typed ? type : null)
  // What is read out besides what can be seen.
  const unseen = [name !== type && extra !== type ? type : '', marks?.said, described].filter(Boolean).join(', ')
  return (
    <>
      {frame ? (
        <div
          className={classes.frame}
          style={{ left: x, top: y, width, height }}
          data-selected={selected || undefined}
        />
      ) : null}
      <button
        type="button"
        className={frame ? classes.frameHead : classes.node}
        style={place}
        tabIndex={current ? 0 : -1}
        aria-pressed={selected}
        {...(open === null || !props.onFold ? {} : { 'aria-expanded': open, 'data-folds': '' })}
        title={name}
        data-canvas-item
        data-node={node.key}
        data-shape={shape}
        data-tone={marks?.tone}
        data-selected={selected || undefined}
      >
        <span
          className={classes.tile}
          style={{ background: `var(--ui-hue-${look.hue}-bg)`, color: `var(--ui-hue-${look.hue}-fg)` }}
        >
          <NodeIcon name={look.icon} size={shape === 'card' ? 18 : 14} />
        </span>
        <span className={classes.words}>
          <span className={classes.name}>{name}</span>
          {extra === null ? null : <span className={classes.extra}>{extra}</span>}
          {unseen === '' ? null : <VisuallyHidden>, {unseen}</VisuallyHidden>}
        </span>
        {marks?.badge ? <span className={classes.badge}>{marks.badge}</span> : null}
      </button>
      <Fold {...props} name={name} />
    </>
  )
})

function Fold({ node, x, y, width, height, frame, open, onFold, name }: CanvasNodeProps & { name: string }): ReactNode {
  const t = useText(canvasTexts)
  if (!onFold || open === null) return null
  const label = t(open ? 'fold' : 'unfold', { name })
  return (
    <ActionIcon
      size="sm"
      className={classes.fold}
      style={{ left: x + width - 32, top: y + (frame ? 7 : height / 2 - 11) }}
      aria-label={label}
      aria-expanded={open}
      tabIndex={-1}
      data-canvas-item
      onClick={() => onFold(node.key)}
    >
      {open ? <IconChevronDown size={15} aria-hidden /> : <IconChevronRight size={15} aria-hidden />}
    </ActionIcon>
  )
}
