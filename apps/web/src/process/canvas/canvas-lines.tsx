import { useLocalize, useText } from '@mortise/ui'
import { memo } from 'react'
import type { LineMarks } from './canvas-marks.ts'
import type { CanvasLineSource } from './canvas-props.ts'
import { canvasTexts } from './canvas-texts.ts'
import type { PlacedProcess } from './drawing.ts'
import { isFoldedLine } from './fold-branches.ts'
import { linePath } from './line-path.ts'
import classes from './process-canvas.module.css'

interface CanvasLinesProps {
  placed: PlacedProcess
  lines: readonly CanvasLineSource[]
  lineMarks(key: string): LineMarks | undefined
  selected: string | null
  /** Makes the labels buttons. */
  onSelect?: ((key: string) => void) | undefined
}

/** All lines of a drawing with their labels. */
export const CanvasLines = memo(function CanvasLines(props: CanvasLinesProps) {
  const { placed, lines, lineMarks } = props
  const places = new Map(placed.lines.filter(({ kind }) => kind === 'line').map(({ key, label }) => [key, label]))
  return (
    <>
      <svg className={classes.lines} width={1} height={1} aria-hidden>
        {placed.lines.map((line) => {
          const marks = line.kind === 'line' && !isFoldedLine(line.key) ? lineMarks(line.key) : undefined
          return (
            <path
              key={`${line.kind} ${line.key} ${line.from}`}
              className={classes.line}
              d={linePath(line.points)}
              data-kind={line.kind}
              data-line={line.kind === 'line' ? line.key : undefined}
              data-tone={marks?.tone}
              style={marks?.weight === undefined ? undefined : { strokeWidth: marks.weight }}
            />
          )
        })}
      </svg>
      {lines.map((line) => {
        const at = places.get(line.key)
        return at ? <LineLabel key={line.key} line={line} at={at} {...props} /> : null
      })}
    </>
  )
})

interface LineLabelProps extends CanvasLinesProps {
  line: CanvasLineSource
  at: { x: number; y: number }
}

function LineLabel({ line, at, lineMarks, selected, onSelect }: LineLabelProps) {
  const t = useText(canvasTexts)
  const localize = useLocalize()
  const marks = lineMarks(line.key)
  const text = marks?.label ?? (line.label ? localize(line.label) : line.otherwise ? t('otherwise') : null)
  if (text === null) return null
  const shared = {
    className: classes.label,
    style: { left: at.x, top: at.y },
    title: marks?.title ?? text,
    'data-tone': marks?.tone,
    'data-selected': selected === line.key || undefined,
    'data-canvas-item': true,
  }
  if (!onSelect) return <span {...shared}>{text}</span>
  return (
    <button {...shared} type="button" data-line-label={line.key} onClick={() => onSelect(line.key)}>
      {text}
    </button>
  )
}
