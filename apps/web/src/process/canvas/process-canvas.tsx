import { EmptyState, useLocalize, useText } from '@mortise/ui'
import { lazy, Suspense, useCallback, useEffect, useImperativeHandle, useMemo, useRef } from 'react'
import { onCanvasClick, onCanvasKey } from './canvas-input.ts'
import { CanvasLines } from './canvas-lines.tsx'
import { CanvasNode } from './canvas-node.tsx'
import type { ProcessCanvasProps } from './canvas-props.ts'
import { canvasTexts } from './canvas-texts.ts'
import { CanvasTools } from './canvas-tools.tsx'
import { describeNodes } from './describe-nodes.ts'
import type { PlacedNode } from './drawing.ts'
import { panByPointer } from './pan-by-pointer.ts'
import classes from './process-canvas.module.css'
import { useFolding } from './use-folding.ts'
import { useMapShown } from './use-map-shown.ts'
import { originOf, usePlaced } from './use-placed.ts'
import { useViewport, type Viewport } from './use-viewport.ts'

const CanvasMap = lazy(async () => ({ default: (await import('./canvas-map.tsx')).CanvasMap }))

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
  const described = useMemo(() => describeNodes(drawn, localize), [drawn, localize])
  const frames = useMemo(() => new Set(drawing.nodes.map((node) => node.in)), [drawing.nodes])
  const there = placed.nodes.get(props.opensAt ?? '')
  useFirstFit(viewport, there && { ...there, x: there.x - origin.x, y: there.y - origin.y })
  const focus = (key: string) => {
    const node = placed.nodes.get(key)
    if (node) viewport.reveal({ ...node, x: node.x - origin.x, y: node.y - origin.y })
    buttonOf(scroller.current, key)?.focus({ preventScroll: true })
  }
  useImperativeHandle(props.controls, () => ({ ...viewport, focus, placed: () => placed }))
  const [map, showMap] = useMapShown(props.map ?? false)
  const toneOf = useCallback((key: string) => marksOf(key)?.tone, [marksOf])
  const shown = drawn.nodes.filter(({ key }) => placed.nodes.has(key))
  // What is selected may be folded away; then Tab leads to the first that is seen.
  const currentKey = selected !== null && placed.nodes.has(selected) ? selected : (shown[0]?.key ?? null)
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
