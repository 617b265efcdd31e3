import type { ProcessDrawing } from '@mortise/api'
import type { LocalizedText } from '@mortise/core'
import { EmptyState, useLocalize, useText } from '@mortise/ui'
import { type KeyboardEvent, type ReactNode, type Ref, useEffect, useImperativeHandle, useMemo, useRef } from 'react'
import { CanvasLines } from './canvas-lines.tsx'
import { type CanvasNodeSource, canvasPlacing, nameOfNode } from './canvas-look.ts'
import type { LineMarks, NodeMarks } from './canvas-marks.ts'
import { CanvasNode } from './canvas-node.tsx'
import { canvasTexts } from './canvas-texts.ts'
import { CanvasTools } from './canvas-tools.tsx'
import type { DrawnLine, PlacedProcess, Point } from './drawing.ts'
import { type Direction, nearestNode } from './nearest-node.ts'
import { panByPointer } from './pan-by-pointer.ts'
import { placeFreely, placeProcess } from './place-process.ts'
import classes from './process-canvas.module.css'
import { useViewport, type Viewport } from './use-viewport.ts'

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
  onSelect?(key: string | null): void
  /** Enter, or a click on what is selected. */
  onOpen?(key: string): void
  /** Keep the functions the same while nothing changes: nodes are drawn again when they do. */
  nodeMarks?(key: string): NodeMarks | undefined
  lineMarks?(key: string): LineMarks | undefined
  /** Labels of lines are buttons that select the line. */
  selectsLines?: boolean
  folded?: ReadonlySet<string>
  onFold?(key: string): void
  /** Keys that the canvas does not use itself. */
  onKeyDown?(event: KeyboardEvent<HTMLElement>): void
  /** What is drawn over it, in the coordinates of the drawing. */
  overlay?(placed: PlacedProcess): ReactNode
  /** More buttons at the corner. */
  tools?: ReactNode
  controls?: Ref<CanvasControls>
}

const noMarks = () => undefined
const nothing: ReadonlySet<string> = new Set()

/** A process as a drawing to look at: it is moved about, made larger, walked through by the arrow keys, selected in. */
export function ProcessCanvas(props: ProcessCanvasProps) {
  const { drawing, mode = 'tree', selected = null, folded = nothing, onFold, overlay } = props
  const { nodeMarks = noMarks, lineMarks = noMarks } = props
  const t = useText(canvasTexts)
  const localize = useLocalize()
  const scroller = useRef<HTMLDivElement>(null)
  const world = useRef<HTMLDivElement>(null)
  const placed = usePlaced(drawing, { mode, folded, lineMarks })
  const origin = useMemo(() => originOf(placed), [placed])
  const size = useMemo(
    () => ({ width: placed.size.width - origin.x, height: placed.size.height - origin.y }),
    [placed, origin],
  )
  const first = placed.nodes.get(drawing.nodes[0]?.key ?? '')
  const beginning = first ? first.x + first.width / 2 - origin.x : size.width / 2
  const viewport = useViewport(scroller, world, { size, beginning })
  const described = useMemo(() => describeAll(drawing, localize), [drawing, localize])
  const inside = useMemo(() => countInside(drawing.nodes), [drawing.nodes])
  useFirstFit(viewport)
  const focus = (key: string) => {
    const node = placed.nodes.get(key)
    if (node) viewport.reveal({ ...node, x: node.x - origin.x, y: node.y - origin.y })
    buttonOf(scroller.current, key)?.focus({ preventScroll: true })
  }
  useImperativeHandle(props.controls, () => ({ ...viewport, focus, placed: () => placed }))
  const currentKey = selected !== null && placed.nodes.has(selected) ? selected : (drawing.nodes[0]?.key ?? null)
  const shown = drawing.nodes.filter(({ key }) => placed.nodes.has(key))
  if (drawing.nodes.length === 0) return <EmptyState icon="sitemap" title={t('empty')} />
  return (
    <section className={classes.canvas} aria-label={props.label ?? t('canvas')}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the nodes are the controls; here their keys and clicks arrive */}
      <div
        ref={scroller}
        className={classes.scroller}
        onKeyDown={(event) => onCanvasKey(event, { placed, viewport, props, focus })}
        onClick={(event) => onCanvasClick(event.target, props)}
        onPointerDown={panByPointer}
      >
        <div className={classes.room}>
          <div
            ref={world}
            className={classes.world}
            style={{ width: size.width * viewport.scale, height: size.height * viewport.scale }}
          >
            <div
              className={classes.zoomed}
              style={{ transform: `scale(${viewport.scale}) translate(${-origin.x}px, ${-origin.y}px)` }}
            >
              <CanvasLines
                placed={placed}
                lines={drawing.transitions}
                lineMarks={lineMarks}
                selected={selected}
                onSelect={props.selectsLines ? props.onSelect : undefined}
              />
              {shown.map((node) => {
                const { x, y, width, height, frame } = placed.nodes.get(node.key) ?? noPlace
                return (
                  <CanvasNode
                    key={node.key}
                    {...{ node, x, y, width, height, frame, onFold }}
                    inside={inside.get(node.key) ?? null}
                    selected={selected === node.key}
                    current={currentKey === node.key}
                    marks={nodeMarks(node.key)}
                    described={described.get(node.key) ?? ''}
                  />
                )
              })}
              {overlay?.(placed)}
            </div>
          </div>
        </div>
      </div>
      <CanvasTools viewport={viewport}>{props.tools}</CanvasTools>
    </section>
  )
}

const noPlace = { x: 0, y: 0, width: 0, height: 0, frame: false }

interface Placing {
  mode: 'tree' | 'free'
  folded: ReadonlySet<string>
  lineMarks(key: string): LineMarks | undefined
}

function usePlaced(drawing: CanvasDrawing, { mode, folded, lineMarks }: Placing): PlacedProcess {
  return useMemo(() => {
    const labelled = new Set(
      drawing.transitions
        .filter(({ key, label, otherwise }) => label || otherwise || lineMarks(key)?.label)
        .map(({ key }) => key),
    )
    const place = mode === 'free' ? placeFreely : placeProcess
    return place(drawing, { ...canvasPlacing, folded, labelled: (line: DrawnLine) => labelled.has(line.key) })
  }, [drawing, mode, folded, lineMarks])
}

/** Where people put nodes may lie left of where a drawing begins by itself. */
function originOf({ nodes }: PlacedProcess): Point {
  let [x, y] = [0, 0]
  for (const node of nodes.values()) {
    x = Math.min(x, node.x - 24)
    y = Math.min(y, node.y - 24)
  }
  return { x, y }
}

/** What screen readers hear of the lines. */
function describeAll(drawing: CanvasDrawing, localize: (text: LocalizedText) => string): ReadonlyMap<string, string> {
  const byKey = new Map(drawing.nodes.map((node) => [node.key, node]))
  const out = Map.groupBy(drawing.transitions, ({ from }) => from)
  const nameOf = (key: string) => {
    const node = byKey.get(key)
    return node ? localize(nameOfNode(node)) : key
  }
  return new Map(
    drawing.nodes.map((node) => {
      const names = (out.get(node.key) ?? []).map(({ to }) => nameOf(to))
      const host = node.on === undefined ? [] : [canvasTexts.t('eventAt', { name: '', host: nameOf(node.on) }).trim()]
      const next = names.length > 0 ? canvasTexts.t('leadsTo', { names: [...new Set(names)].join(', ') }) : ''
      return [node.key, [...host, next].filter(Boolean).join(', ')]
    }),
  )
}

function countInside(nodes: readonly CanvasNodeSource[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { in: around } of nodes) if (around !== undefined) counts.set(around, (counts.get(around) ?? 0) + 1)
  return counts
}

/** Once, when the canvas has come to its size. */
function useFirstFit({ begin }: Viewport): void {
  useEffect(begin, [begin])
}

const buttonOf = (root: HTMLElement | null, key: string) =>
  root?.querySelector<HTMLElement>(`[data-node="${CSS.escape(key)}"]`) ?? null

function onCanvasClick(target: EventTarget, { onSelect, onOpen, selected }: ProcessCanvasProps): void {
  if (!(target instanceof Element)) return
  const key = target.closest<HTMLElement>('[data-node]')?.dataset.node
  if (key === undefined) {
    if (!target.closest('[data-canvas-item]')) onSelect?.(null)
    return
  }
  onSelect?.(key)
  if (selected === key || !onSelect) onOpen?.(key)
}

const arrows: { readonly [key: string]: Direction } = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
}

interface KeyContext {
  placed: PlacedProcess
  viewport: Viewport
  props: ProcessCanvasProps
  focus(key: string): void
}

function onCanvasKey(event: KeyboardEvent<HTMLElement>, context: KeyContext): void {
  const { placed, viewport, props, focus } = context
  const key = event.target instanceof HTMLElement ? event.target.dataset.node : undefined
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey
  const direction = plain && !event.shiftKey ? arrows[event.key] : undefined
  if (key !== undefined && direction) {
    event.preventDefault()
    const next = nearestNode(placed, key, direction)
    if (next === null) return
    props.onSelect?.(next)
    focus(next)
    return
  }
  const zooms: { readonly [key: string]: () => void } = {
    '+': () => viewport.zoom(1.2),
    '=': () => viewport.zoom(1.2),
    '-': () => viewport.zoom(1 / 1.2),
    '0': viewport.fit,
  }
  const zoom = plain ? zooms[event.key] : undefined
  if (zoom) {
    event.preventDefault()
    zoom()
  } else if (key !== undefined && plain && event.key === 'Enter') {
    event.preventDefault()
    props.onSelect?.(key)
    props.onOpen?.(key)
  } else props.onKeyDown?.(event)
}
