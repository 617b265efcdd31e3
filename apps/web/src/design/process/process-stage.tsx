import { localize } from '@mortise/core'
import type { ProcessDocument } from '@mortise/metadata'
import { ActionIcon, currentLanguage, useText, VisuallyHidden } from '@mortise/ui'
import { IconX } from '@tabler/icons-react'
import { type PointerEvent, type ReactNode, useCallback, useMemo, useState } from 'react'
import type { PlacedProcess } from '../../process/canvas/drawing.ts'
import { ProcessCanvas } from '../../process/canvas/process-canvas.tsx'
import { lazyPart } from '../lazy-part.tsx'
import { LineButtons, NodeBar } from './canvas-overlay.tsx'
import { choiceTexts } from './choice-texts.ts'
import { dragNode } from './drag-node.ts'
import { lineAt, nodeAt } from './edits/process-lines.ts'
import { processDesignTexts } from './process-design-texts.ts'
import classes from './process-designer.module.css'
import { useProcess } from './process-designing.ts'
import { ProcessDrawer } from './process-drawer.tsx'
import { handleProcessKey } from './process-keys.ts'
import { useView } from './process-view.ts'
import { ReplaceDialog } from './replace-dialog.tsx'
import { useCanvasMarks } from './use-canvas-marks.tsx'
import { useProcessActs } from './use-process-acts.ts'

const ChoiceMenu = lazyPart(async () => (await import('./choice-menu.tsx')).ChoiceMenu)
const DeleteBlockDialog = lazyPart(async () => (await import('./delete-block-dialog.tsx')).DeleteBlockDialog)
const FindingsPanel = lazyPart(async () => (await import('./findings-panel.tsx')).FindingsPanel)
const NodeSearch = lazyPart(async () => (await import('./node-search.tsx')).NodeSearch)

const nothing: ReadonlySet<string> = new Set()

/** The drawing with what changes it, and beside it the settings of what is selected. */
export function ProcessStage({ document, tools }: { document: ProcessDocument; tools: boolean }) {
  const t = useText(processDesignTexts)
  const choiceText = useText(choiceTexts)
  const design = useProcess()
  const view = useView()
  const { mode, selected, select, setDrawer, drawer, findings, controls } = view
  const [found, setFound] = useState<ReadonlySet<string>>(nothing)
  const [dropped, setDropped] = useState<File | null>(null)
  const { nodeMarks, lineMarks, foldedMarks } = useCanvasMarks(document, findings, found)
  const acts = useProcessActs(document)
  const open = useCallback(
    (key: string) => {
      select(key, false)
      setDrawer('selected')
    },
    [select, setDrawer],
  )
  const nameOf = useCallback((key: string) => localize(design.nameOf(key), currentLanguage()), [design])
  const barActs = useMemo(
    () => (selected !== null && nodeAt(document, selected) ? acts.possible(selected) : []),
    [acts, document, selected],
  )
  const overlay = (placed: PlacedProcess): ReactNode =>
    tools ? (
      <>
        <LineButtons placed={placed} nameOf={nameOf} onInsert={acts.openLine} />
        {selected !== null && barActs.length > 0 ? (
          <NodeBar placed={placed} node={selected} name={nameOf(selected)} acts={barActs} onAct={acts.act} />
        ) : null}
      </>
    ) : null
  const show = (key: string) => {
    select(key)
    if (nodeAt(document, key)) setDrawer('selected')
  }
  return (
    <div className={classes.workbench}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dragging; by keyboard blocks are moved with Alt and the arrows */}
      <div
        className={classes.stage}
        data-process-stage={mode}
        onPointerDown={(event) => tools && startDrag(event)}
        onDragOver={(event) => {
          if (tools && event.dataTransfer.types.includes('Files')) event.preventDefault()
        }}
        onDrop={(event) => {
          const [file] = tools ? event.dataTransfer.files : []
          if (!file) return
          event.preventDefault()
          setDropped(file)
        }}
        onKeyDown={(event) => {
          if (event.key.toLowerCase() !== 'f' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          view.setSearching(true)
        }}
      >
        {view.searching ? (
          <NodeSearch
            document={document}
            onShow={(key) => {
              setFound(new Set([key]))
              view.reveal(key)
            }}
            onClose={() => {
              setFound(nothing)
              view.setSearching(false)
              if (selected !== null) controls.current?.focus(selected)
            }}
          />
        ) : null}
        <ProcessCanvas
          drawing={document}
          mode={mode}
          selected={selected}
          onSelect={(key) => select(key, false)}
          {...(tools ? { onOpen: open } : {})}
          nodeMarks={nodeMarks}
          lineMarks={lineMarks}
          selectsLines={tools}
          folded={view.folded}
          onFold={view.toggleFold}
          foldedMarks={foldedMarks}
          onKeyDown={(event) => {
            if (tools) handleProcessKey(event, { document, acts })
          }}
          overlay={overlay}
          map
          controls={controls}
        />
        <VisuallyHidden role="status">{acts.said}</VisuallyHidden>
      </div>
      {drawer === 'findings' ? (
        <FindingsPanel findings={findings} onShow={show} onClose={() => setDrawer(null)} />
      ) : tools && drawer !== null && (drawer === 'process' || isThere(document, selected)) ? (
        <aside className={classes.drawer} aria-label={drawer === 'process' ? t('settings') : choiceText('openNode')}>
          <div className={classes.drawerHead}>
            <ActionIcon aria-label={t('close')} onClick={() => setDrawer(null)}>
              <IconX size={16} aria-hidden />
            </ActionIcon>
          </div>
          <div className={classes.drawerBody}>
            <ProcessDrawer document={document} of={drawer === 'process' ? null : selected} />
          </div>
        </aside>
      ) : null}
      {dropped ? <ReplaceDialog document={document} dropped={dropped} onClose={() => setDropped(null)} /> : null}
      {acts.menu ? <ChoiceMenu key={acts.menu.title} {...acts.menu} onClose={acts.closeMenu} /> : null}
      {acts.deleting !== null ? (
        <DeleteBlockDialog document={document} node={acts.deleting} onClose={acts.stopDeleting} onDone={acts.show} />
      ) : null}
    </div>
  )

  function startDrag(event: PointerEvent<HTMLElement>) {
    const source = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-node]') : null
    const key = source?.dataset.node
    if (!source || key === undefined) return
    dragNode(event, source, {
      onLines: mode === 'tree',
      scale: controls.current?.scale ?? 1,
      onDropOnLine: (line) => acts.moveTo(key, line),
      onMoved: (by) => acts.placeBy(key, by),
    })
  }
}

const isThere = (document: ProcessDocument, key: string | null): key is string =>
  key !== null && (nodeAt(document, key) !== undefined || lineAt(document, key) !== undefined)
