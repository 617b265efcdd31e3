import type { PageBlock, PageDocument } from '@mortise/metadata'
import { useText, VisuallyHidden } from '@mortise/ui'
import { IconPlus } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useSyncExternalStore } from 'react'
import { type PageCanvas as Canvas, PageCanvasContext } from '../../../runtime/page/page-canvas-context.ts'
import { nodeElement, outlineRow, tabHeads } from '../drag/page-drop-line.ts'
import { dragOf, handlePageKey } from '../model/page-keys.ts'
import { type PageDesign, usePageDesign } from '../page-design-context.ts'
import { pageDesignTexts } from '../page-design-texts.ts'
import { SamplePage } from '../preview/sample-page.tsx'
import { type Blocks, indexPage, pageId } from '../tree/page-node.ts'
import { BlockFrame } from './block-frame.tsx'
import classes from './page-canvas.module.css'

interface PageCanvasProps {
  page: PageDocument
  /** The record that it is drawn with; null: the first there is. */
  record: string | null
}

/** The page as users get it, with what is needed to select, move and resize what is on it. */
export function PageCanvas({ page, record }: PageCanvasProps) {
  const t = useText(pageDesignTexts)
  const hint = useId()
  const design = usePageDesign()
  const canvas = useDrawing(page.blocks)
  const root = useRef<HTMLDivElement>(null)
  useRootPresses(root)
  useReveal()
  return (
    <>
      <p id={hint} className="ui-visually-hidden">
        {t('canvasHint')}
      </p>
      {/* biome-ignore lint/a11y/useSemanticElements: a group of what is drawn, not of inputs */}
      <div
        ref={root}
        role="group"
        className={classes.canvas}
        data-page-canvas
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys of the canvas work while it has the focus
        tabIndex={0}
        aria-label={t('canvas')}
        aria-describedby={hint}
        onKeyDown={(event: KeyboardEvent<HTMLElement>) => void handlePageKey(design, event)}
      >
        <PageCanvasContext value={canvas}>
          <SamplePage page={page} blocks={page.blocks} record={record} />
        </PageCanvasContext>
      </div>
    </>
  )
}

/** How blocks are drawn: each in a frame, what is empty with a place to put things. */
function useDrawing(blocks: Blocks): Canvas {
  const { selection } = usePageDesign()
  const selected = useSyncExternalStore(selection.subscribe, selection.get)
  const containers = useMemo(() => containersOf(blocks), [blocks])
  return useMemo(
    () => ({
      aroundBlock: (block, draw) => (
        <BlockFrame key={block.key} block={block}>
          {draw}
        </BlockFrame>
      ),
      cellProps: ({ key }) => ({
        'data-page-node': key,
        'data-selected': selected.ids.has(key) ? 'true' : undefined,
      }),
      gridProps: (inner) => ({ 'data-page-grid': containers.get(inner) ?? pageId }),
      afterBlocks: (inner) => (inner.length === 0 ? <EmptySlot container={containers.get(inner) ?? pageId} /> : null),
    }),
    [containers, selected],
  )
}

/** The node whose blocks an array is. */
function containersOf(blocks: Blocks): WeakMap<readonly PageBlock[], string> {
  const containers = new WeakMap<readonly PageBlock[], string>([[blocks, pageId]])
  for (const { id, member } of indexPage(blocks).values()) if (member?.blocks) containers.set(member.blocks, id)
  return containers
}

/** What is in a container that has nothing in it: a place to drop, and a button for who does not drag. */
function EmptySlot({ container }: { container: string }) {
  const t = useText(pageDesignTexts)
  const { actions, selection, goToPalette } = usePageDesign()
  return (
    <button
      type="button"
      className={classes.empty}
      data-canvas-control
      onClick={() => {
        selection.select(container === pageId ? [] : [container])
        goToPalette()
      }}
    >
      <IconPlus size={14} aria-hidden />
      {t('dropHere')}
      <VisuallyHidden>{t('dropInto', { name: actions.nameOf(container, 'zh') })}</VisuallyHidden>
    </button>
  )
}

/** Clicks that no person made. */
const programmatic = 99

/** What is selected elsewhere comes into sight here: its tabs are opened. */
function useReveal(): void {
  const { selection, actions } = usePageDesign()
  useEffect(
    () =>
      selection.subscribe(() => {
        const { lead } = selection.get()
        if (lead !== null) requestAnimationFrame(() => reveal(actions, lead))
      }),
    [selection, actions],
  )
}

function reveal(actions: PageDesign['actions'], id: string): void {
  const index = actions.index()
  const around: string[] = []
  for (let at = index.get(id); at; at = index.get(at.parent ?? '')) around.unshift(at.id)
  for (const part of around) {
    const node = index.get(part)
    const tabs = node?.kind === 'tab' ? nodeElement(node.parent ?? '') : null
    const head = tabs ? tabHeads(tabs)[node?.index ?? 0] : undefined
    if (head && head.getAttribute('aria-selected') !== 'true')
      head.dispatchEvent(new MouseEvent('click', { bubbles: true, detail: programmatic }))
  }
  nodeElement(id)?.scrollIntoView({ block: 'nearest' })
  outlineRow(id)?.scrollIntoView({ block: 'nearest' })
}

/** One listener each for the whole canvas: presses begin drags, clicks select. */
function useRootPresses(root: { current: HTMLElement | null }): void {
  const design = usePageDesign()
  useEffect(() => {
    const element = root.current
    if (!element) return
    const ended = new AbortController()
    const { signal } = ended
    element.addEventListener('pointerdown', (event) => press(design, event), { signal })
    element.addEventListener('click', (event) => click(design, event), { signal })
    element.addEventListener('contextmenu', (event) => menu(design, event), { signal })
    return () => ended.abort()
  }, [root, design])
}

/** The node under a press: that of a tab where its heading is pressed. */
function nodeAt(target: EventTarget | null, { actions }: PageDesign): string | null {
  if (!(target instanceof Element)) return null
  const cell = target.closest<HTMLElement>('[data-page-node]')
  const head = target.closest<HTMLElement>('[role="tab"]')
  if (cell && head && head.closest('[data-page-node]') === cell) {
    return actions.index().get(cell.dataset.pageNode ?? '')?.children[tabHeads(cell).indexOf(head)] ?? null
  }
  return cell?.dataset.pageNode ?? null
}

const isControl = (target: EventTarget | null) =>
  target instanceof Element && target.closest('[data-canvas-control]') !== null

function press(design: PageDesign, event: PointerEvent): void {
  const { target } = event
  const { selection, drag } = design
  const handle = target instanceof Element && target.closest('[data-drag-handle]') !== null
  if (isControl(target) && !handle) return
  const id = handle ? selection.get().lead : nodeAt(target, design)
  if (id === null) return
  drag.press(event, () => {
    // What is not selected is dragged alone.
    if (!selection.get().ids.has(id)) selection.select([id])
    return dragOf(design, [...selection.get().ids])
  })
}

function click(design: PageDesign, event: MouseEvent): void {
  if (isControl(event.target) || event.detail === programmatic) return
  const { selection, actions } = design
  const id = nodeAt(event.target, design)
  if (id === null) selection.select([])
  else if (event.shiftKey)
    selection.extend(
      id,
      [...actions.index().keys()].filter((other) => other !== pageId),
    )
  else if (event.ctrlKey || event.metaKey) selection.toggle(id)
  else selection.select([id])
}

function menu(design: PageDesign, event: MouseEvent): void {
  const id = nodeAt(event.target, design)
  if (id === null) return
  event.preventDefault()
  if (!design.selection.get().ids.has(id)) design.selection.select([id])
  design.openMenu({ x: event.clientX, y: event.clientY })
}
