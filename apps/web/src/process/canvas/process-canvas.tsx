import type { ProcessDrawing } from '@mortise/api'
import type { LocalizedText } from '@mortise/core'
import { EmptyState, useLocalize, useText } from '@mortise/ui'
import {
  type KeyboardEvent,
  lazy,
  type ReactNode,
  type Ref,
  Suspense,
  useCallback,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
} from 'react'
import { CanvasLines } from './canvas-lines.tsx'
import { type CanvasNodeSource, canvasPlacing, nameOfNode } from './canvas-look.ts'
import type { LineMarks, NodeMarks } from './canvas-marks.ts'
import { CanvasNode } from './canvas-node.tsx'
import { canvasTexts } from './canvas-texts.ts'
import { CanvasTools } from './canvas-tools.tsx'
import type { DrawnLine, PlacedNode, PlacedProcess, Point } from './drawing.ts'
import type { BranchFolding } from './fold-branches.ts'
import { type Direction, nearestNode } from './nearest-node.ts'
import { cardSize, foldedSize } from './node-sizes.ts'
import { panByPointer } from './pan-by-pointer.ts'
import { placeFreely, placeProcess } from './place-process.ts'
import classes from './process-canvas.module.css'
import { type CanvasFolding, useFolding } from './use-folding.ts'
import { useMapShown } from './use-map-shown.ts'
import { useViewport, type Viewport } from './use-viewport.ts'

const CanvasMap = lazy(async () => ({ default: (await import('./canvas-map.tsx')).CanvasMap }))

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

const noMarks = () => undefined
const nothing: ReadonlySet<string> = new Set()

/** A process as a drawing to look at: it is moved about, made larger, walked through by the arrow keys, selected in. */
export function ProcessCanvas(props: ProcessCanvasProps) {
  const { drawing, mode = 'tree', selected = null, folded = nothing, overlay } = props
  const { lineMarks = noMarks } = props
  const t = useText(canvasTexts)
  const localize = useLocalize()
  const scroller = useRef<HTMLDivElement>(null)
  const world = useRef<HTMLDivElement>(null)
  const { drawn, marksOf, toggle } = useFolding(props, scroller)
  const placed = usePlaced(drawing, { drawn, mode, folded, lineMarks })
  const origin = useMemo(() => originOf(placed), [placed])
  const size = useMemo(
    () => ({ width: placed.size.width - origin.x, height: placed.size.height - origin.y }),
    [placed, origin],
  )
  const first = placed.nodes.get(drawing.nodes[0]?.key ?? '')
  const beginning = first ? first.x + first.width / 2 - origin.x : size.width / 2
  const viewport = useViewport(scroller, world, { size, beginning })
  const described = useMemo(() => describeAll(drawing, localize), [drawing, localize])
  const frames = useMemo(() => new Set(drawing.nodes.map((node) => node.in)), [drawing.nodes])
  const there = placed.nodes.get(props.opensAt ?? '')
  useFirstFit(viewport, there && { ...there, x: there.x - origin.x, y: there.y - origin.y })
  const focus = (key: string) => {
    const node = placed.nodes.get(key)
    if (node) viewport.reveal({ ...node, x: node.x - origin.x, y: node.y - origin.y })
    buttonOf(scroller.current, key)?.focus({ preventScroll: true })
  }
  useImperativeHandle(props.controls, () => ({ ...viewport, focus, placed: () => placed }))
  const currentKey = selected !== null && placed.nodes.has(selected) ? selected : (drawing.nodes[0]?.key ?? null)
  const [map, showMap] = useMapShown(props.map ?? false)
  const toneOf = useCallback((key: string) => marksOf(key)?.tone, [marksOf])
  const shown = drawn.nodes.filter(({ key }) => placed.nodes.has(key))
  const foldsAt = (key: string) => (frames.has(key) || drawn.foldable.has(key) ? !folded.has(key) : null)
  if (drawing.nodes.length === 0) return <EmptyState icon="sitemap" title={t('empty')} />
  return (
    <section className={classes.canvas} aria-label={props.label ?? t('canvas')}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the nodes are the controls; here their keys and clicks arrive */}
      <div
        ref={scroller}
        className={classes.scroller}
        onKeyDown={(event) => onCanvasKey(event, { placed, viewport, props, focus, foldsAt, toggle })}
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
                lines={drawn.transitions}
                lineMarks={lineMarks}
                selected={selected}
                onSelect={props.selectsLines ? props.onSelect : undefined}
              />
              {shown.map((node) => {
                const { x, y, width, height, frame } = placed.nodes.get(node.key) ?? noPlace
                return (
                  <CanvasNode
                    key={node.key}
                    {...{ node, x, y, width, height, frame, onFold: toggle }}
                    open={foldsAt(node.key)}
                    selected={selected === node.key}
                    current={currentKey === node.key}
                    marks={marksOf(node.key)}
                    described={described.get(node.key) ?? ''}
                  />
                )
              })}
              {overlay?.(placed)}
            </div>
          </div>
        </div>
      </div>
      {map ? (
        <Suspense fallback={null}>
          <CanvasMap {...{ placed, origin, size, scroller, world }} scale={viewport.scale} toneOf={toneOf} />
        </Suspense>
      ) : null}
      <CanvasTools viewport={viewport} map={map} onMap={showMap}>
        {props.tools}
      </CanvasTools>
    </section>
  )
}

const noPlace = { x: 0, y: 0, width: 0, height: 0, frame: false }

interface Placing {
  drawn: BranchFolding<CanvasNodeSource, CanvasLineSource>
  mode: 'tree' | 'free'
  folded: ReadonlySet<string>
  lineMarks(key: string): LineMarks | undefined
}

function usePlaced({ layout }: CanvasDrawing, { drawn, mode, folded, lineMarks }: Placing): PlacedProcess {
  return useMemo(() => {
    const labelled = new Set(
      drawn.transitions
        .filter(({ key, label, otherwise }) => label || otherwise || lineMarks(key)?.label)
        .map(({ key }) => key),
    )
    const place = mode === 'free' ? placeFreely : placeProcess
    return place(
      { ...drawn, layout },
      {
        ...{ ...canvasPlacing, folded, labelled: (line: DrawnLine) => labelled.has(line.key) },
        // A folded fork has a line more: what it hides.
        sizeOf: (node) => (drawn.hidden.has(node.key) ? foldedSize : (canvasPlacing.sizeOf?.(node) ?? cardSize)),
      },
    )
  }, [drawn, layout, mode, folded, lineMarks])
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

/** Once, when the canvas has come to its size. */
function useFirstFit({ begin, centre }: Viewport, there: PlacedNode | undefined): void {
  const first = useRef(there)
  useEffect(() => {
    begin()
    if (first.current) centre(first.current)
  }, [begin, centre])
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
  foldsAt(key: string): boolean | null
  toggle: CanvasFolding['toggle']
}

function onCanvasKey(event: KeyboardEvent<HTMLElement>, context: KeyContext): void {
  const { placed, viewport, props, focus, foldsAt, toggle } = context
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
  } else if (key !== undefined && plain && event.key.toLowerCase() === 'f' && toggle && foldsAt(key) !== null) {
    event.preventDefault()
    toggle(key)
  } else if (key !== undefined && plain && event.key === 'Enter') {
    event.preventDefault()
    props.onSelect?.(key)
    props.onOpen?.(key)
  } else props.onKeyDown?.(event)
}
