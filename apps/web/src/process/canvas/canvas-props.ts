import type { ProcessDrawing } from '@mortise/api'
import type { KeyboardEvent, ReactNode, Ref } from 'react'
import type { CanvasNodeSource } from './canvas-look.ts'
import type { LineMarks, NodeMarks } from './canvas-marks.ts'
import type { PlacedProcess, Point } from './drawing.ts'
import type { Viewport } from './use-viewport.ts'

/** A line as it is drawn: with a label that was given to it, or with "otherwise". */
export type CanvasLineSource = ProcessDrawing['transitions'][number]

/** What is drawn: the drawing of an instance, or a document of a process. */
export interface CanvasDrawing {
  nodes: readonly CanvasNodeSource[]
  transitions: readonly CanvasLineSource[]
  layout?: { readonly [node: string]: Point } | undefined
}

/** What others may ask of the canvas. */
export interface CanvasControls extends Viewport {
  /** Gives a node the focus and scrolls to it. */
  focus(key: string): void
  placed(): PlacedProcess
}

export interface ProcessCanvasProps {
  drawing: CanvasDrawing
  /** Name for screen readers. */
  label?: string
  /** `tree`: placed by itself; `free`: where people put it. */
  mode?: 'tree' | 'free'
  /** Key of a node or line. */
  selected?: string | null
  /** The node that is in the middle at first. Default: the beginning. */
  opensAt?: string | undefined
  onSelect?(key: string | null): void
  /** Enter, or a click on what is selected. */
  onOpen?(key: string): void
  /** Keep the functions the same while nothing changes: nodes are drawn again when they do. */
  nodeMarks?(key: string): NodeMarks | undefined
  lineMarks?(key: string): LineMarks | undefined
  /** Labels of lines are buttons that select the line. */
  selectsLines?: boolean
  /** Forks and frames that are folded; forks only where the drawing places itself. */
  folded?: ReadonlySet<string>
  /** Folds a node or unfolds it. Keep the function the same. */
  onFold?(key: string): void
  /** What is shown of what a folded fork hides, beside how many steps it is. Keep the function the same. */
  foldedMarks?(key: string, hidden: readonly string[]): NodeMarks | undefined
  /** Keys that the canvas does not use itself. */
  onKeyDown?(event: KeyboardEvent<HTMLElement>): void
  /** What is drawn over it, in the coordinates of the drawing. */
  overlay?(placed: PlacedProcess): ReactNode
  /** An overview map at the corner, where there is room and the drawing is larger than the window. */
  map?: boolean
  /** More buttons at the corner. */
  tools?: ReactNode
  controls?: Ref<CanvasControls>
}
