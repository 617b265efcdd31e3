import type { EntityModel } from '@mortise/metadata'
import { ActionIcon, useLocalize, useRuntimeServices, useText, useViewServices } from '@mortise/ui'
import { IconMaximize, IconMinus, IconPlus } from '@tabler/icons-react'
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { announce } from '../../../view-parts/announce.tsx'
import { DragGhost } from '../../../view-parts/drag-ghost.tsx'
import { shownPaths } from '../../../view-parts/field-value.tsx'
import { usePointerDrag } from '../../../view-parts/use-pointer-drag.tsx'
import { useRecordColour } from '../../../view-parts/use-record-colour.tsx'
import { useTitleOf } from '../../../view-parts/use-title-of.tsx'
import { type Branch, findBranch, idsOf } from '../model/forest.ts'
import {
  type Direction,
  linesOf,
  nodeAt,
  nodeHeight,
  nodeTowards,
  nodeWidth,
  type PlacedNode,
  type Sheet,
} from '../model/place-nodes.ts'
import type { RelationChartOptions } from '../relation-chart.ts'
import { ChartNode } from './chart-node.tsx'
import { chartTexts } from './chart-texts.ts'
import { MoveBelowDialog } from './move-below-dialog.tsx'
import classes from './relation-chart.module.css'
import type { ChartRecords } from './use-chart-records.ts'
import { useSheetView } from './use-sheet-view.ts'

interface ChartSheetProps {
  entity: EntityModel
  options: RelationChartOptions
  loaded: ChartRecords
  forest: readonly Branch[]
  sheet: Sheet
}

/** Drawn beyond what is seen, so that moving the sheet shows no gaps. */
const spare = 300
/** Smaller than this nobody reads the names. */
const readable = 0.6
const noPaths: readonly string[] = []

/** The sheet with its records: only those in sight are drawn. */
export function ChartSheet({ entity, options, loaded, forest, sheet }: ChartSheetProps) {
  const services = useRuntimeServices()
  const view = useViewServices()
  const t = useText(chartTexts)
  const label = useLocalize()
  const titleOf = useTitleOf(entity)
  const colourOf = useRecordColour(entity, options.colour)
  const box = useRef<HTMLElement>(null)
  const control = useSheetView(box, sheet)
  const { badges = noPaths, line, folded = noPaths, parent } = options
  const shownBadges = useMemo(() => shownPaths(services, entity, badges), [services, entity, badges])
  const shownLine = useMemo(
    () => (line ? (shownPaths(services, entity, [line])[0] ?? null) : null),
    [services, entity, line],
  )
  const records = useMemo(() => new Map(loaded.records.map((record) => [record.id, record])), [loaded.records])
  const movable = view.mayWrite(parent)
  const mayMove = (id: string) => view.mayWrite(parent, records.get(id))
  const [active, setActive] = useState<string | null>(null)
  const current = active !== null && sheet.byId.has(active) ? active : (sheet.nodes[0]?.id ?? null)
  const [asking, ask] = useState<string | null>(null)
  const first = useRef(true)
  const { fit } = control
  // Once, when the first records have come: afterwards the user is where they went.
  useEffect(() => {
    if (!first.current) return
    first.current = false
    fit(readable)
  })
  const place = (id: string, above: string | null) => {
    const record = records.get(id)
    if (!record || (record[parent] ?? null) === above) return
    const title = titleOf(record)
    const target = above === null ? undefined : records.get(above)
    void loaded.move(record, above).then((done) => {
      const words = target ? t('moved', { title, above: titleOf(target) }) : t('freed', { title })
      announce('chart', done ? words : t('stays', { title }))
    })
  }
  const drag = useNodeDrag({ box, sheet, forest, control, onPlace: place })
  const toggle = (id: string) =>
    view.setOptions({ folded: folded.includes(id) ? folded.filter((one) => one !== id) : [...folded, id] })
  const latest = useRef({ toggle, open: view.open, grab: drag.grab, key: onKey })
  latest.current = { toggle, open: view.open, grab: drag.grab, key: onKey }
  // The same functions for all nodes as long as the sheet is there: a node is drawn anew for its own change only.
  const [handlers] = useState(() => ({
    onToggle: (id: string) => latest.current.toggle(id),
    onOpen: (id: string) => latest.current.open(id),
    onGrab: (event: React.PointerEvent<HTMLElement>, id: string) => latest.current.grab(event, id),
    onKey: (event: KeyboardEvent<HTMLElement>, id: string) => latest.current.key(event, id),
  }))
  const goTo = useCallback((node: PlacedNode) => {
    setActive(node.id)
    // After it is drawn: it may have been out of sight.
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(`[data-node="${node.id}"] button`)?.focus())
  }, [])
  function onKey(event: KeyboardEvent<HTMLElement>, id: string) {
    const node = sheet.byId.get(id)
    if (!node) return
    if (event.key.startsWith('Arrow')) {
      event.preventDefault()
      const next = nodeTowards(sheet, node, event.key as Direction)
      if (!next) return
      control.show(next.x, next.y, nodeWidth, nodeHeight)
      goTo(next)
    } else if (event.key === ' ' && node.below > 0) {
      event.preventDefault()
      toggle(id)
    } else if (event.key.toLowerCase() === 'm' && mayMove(id) && !event.ctrlKey && !event.metaKey) {
      event.preventDefault()
      ask(id)
    }
  }
  const { x, y, scale, width, height } = control.view
  const seen = (node: PlacedNode) => {
    const [left, top] = [node.x * scale + x, node.y * scale + y]
    return (
      left > -nodeWidth * scale - spare &&
      left < width + spare &&
      top > -nodeHeight * scale - spare &&
      top < height + spare
    )
  }
  const asked = asking === null ? undefined : records.get(asking)
  return (
    <>
      <section
        ref={box}
        className={classes.box}
        aria-label={t('chart', { entity: label(entity.plural) })}
        onPointerDown={control.onPan}
      >
        <div className={classes.sheet} style={{ transform: `translate(${x}px, ${y}px) scale(${scale})` }}>
          <svg className={classes.lines} width={sheet.width} height={sheet.height} aria-hidden>
            <path d={linesOf(sheet, seen)} />
          </svg>
          {sheet.nodes
            .filter((node) => seen(node) || node.id === current)
            .map((node) => {
              const record = records.get(node.id)
              return record ? (
                <ChartNode
                  key={node.id}
                  node={node}
                  record={record}
                  title={titleOf(record)}
                  line={shownLine}
                  badges={shownBadges}
                  colour={colourOf(record)}
                  movable={movable}
                  fixed={movable ? view.whyNot(record, parent) : null}
                  active={node.id === current}
                  open={view.openId === node.id}
                  dragged={drag.dragged === node.id}
                  aimed={drag.aimed === node.id}
                  {...handlers}
                />
              ) : null
            })}
        </div>
      </section>
      <div className={classes.tools}>
        <ActionIcon aria-label={t('zoomOut')} title={t('zoomOut')} onClick={() => control.zoom(0.8)}>
          <IconMinus size={15} aria-hidden />
        </ActionIcon>
        <ActionIcon aria-label={t('zoomIn')} title={t('zoomIn')} onClick={() => control.zoom(1.25)}>
          <IconPlus size={15} aria-hidden />
        </ActionIcon>
        <ActionIcon aria-label={t('fit')} title={t('fit')} onClick={() => fit()}>
          <IconMaximize size={15} aria-hidden />
        </ActionIcon>
      </div>
      <p className={classes.hint}>{drag.dragged !== null && drag.aimed === null ? t('atTop') : t('drag')}</p>
      <p id="relation-chart-help" className="ui-visually-hidden">
        {t('help')}
      </p>
      {drag.ghost && drag.dragged !== null && (
        <DragGhost x={drag.ghost.x} y={drag.ghost.y} text={titleOf(records.get(drag.dragged) ?? { id: '' })} />
      )}
      {asked && (
        <MoveBelowDialog
          title={titleOf(asked)}
          value={typeof asked[parent] === 'string' ? asked[parent] : null}
          choices={choicesFor(asked.id)}
          onApply={(above) => {
            ask(null)
            place(asked.id, above)
          }}
          onClose={() => ask(null)}
        />
      )}
    </>
  )

  /** Not the record itself, and nothing below it. */
  function choicesFor(id: string) {
    const branch = findBranch(forest, id)
    const without = branch ? idsOf(branch) : new Set([id])
    return loaded.records
      .filter((record) => !without.has(record.id))
      .map((record) => ({ value: record.id, label: titleOf(record) }))
  }
}

interface NodeDrag extends Pick<ChartSheetProps, 'sheet' | 'forest'> {
  box: React.RefObject<HTMLElement | null>
  control: ReturnType<typeof useSheetView>
  onPlace(id: string, above: string | null): void
}

/** Dragging records onto others; on the bare sheet they end below nothing. */
function useNodeDrag({ box, sheet, forest, control, onPlace }: NodeDrag) {
  const [state, setState] = useState<{ id: string; aimed: string | null; x: number; y: number } | null>(null)
  const aim = (id: string, x: number, y: number): string | null | undefined => {
    const bounds = box.current?.getBoundingClientRect()
    const branch = findBranch(forest, id)
    if (!bounds || !branch || x < bounds.left || x > bounds.right || y < bounds.top || y > bounds.bottom)
      return undefined
    const { view } = control
    const over = nodeAt(sheet, (x - bounds.left - view.x) / view.scale, (y - bounds.top - view.y) / view.scale)
    if (!over) return null
    return idsOf(branch).has(over.id) ? undefined : over.id
  }
  const start = usePointerDrag<string>({
    onMove(id, { x, y }) {
      control.stopPan()
      setState({ id, aimed: aim(id, x, y) ?? null, x, y })
    },
    onDrop(id, { x, y }) {
      setState(null)
      const target = aim(id, x, y)
      if (target !== undefined) onPlace(id, target)
    },
    onCancel: () => setState(null),
  })
  return {
    dragged: state?.id ?? null,
    aimed: state?.aimed ?? null,
    ghost: state,
    grab(event: React.PointerEvent<HTMLElement>, id: string) {
      // A finger that does not rest on the record moves the sheet.
      if (event.pointerType !== 'touch') event.stopPropagation()
      start(event, id)
    },
  }
}
