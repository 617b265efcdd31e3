import { Tabs, useText } from '@mortise/ui'
import type { ReactNode } from 'react'
import { DragLayer } from './drag-layer.tsx'
import { type PreviewWidth, SheetStage } from './sheet-stage.tsx'
import type { WorkbenchState } from './use-workbench.ts'
import classes from './workbench.module.css'
import { workbenchTexts } from './workbench-texts.ts'

interface WorkbenchProps {
  bench: WorkbenchState
  width: PreviewWidth
  /** Of the sheet that the canvas is on. */
  sheetClass?: string
  /** What the palette is called. */
  paletteName: string
  palette: ReactNode
  outline: ReactNode
  /** One of `PropertiesSide` and `TabbedSide`. */
  side: ReactNode
  /** The canvas. */
  children: ReactNode
}

/** Palette or outline, a canvas, and its properties: what forms and pages are designed with. */
export function Workbench({ bench, width, paletteName, palette, outline, side, children, ...rest }: WorkbenchProps) {
  const t = useText(workbenchTexts)
  return (
    <>
      <div className={classes.workbench}>
        <Tabs value={bench.left} onChange={bench.setLeft} className={classes.left} keepMounted={false}>
          <Tabs.List grow>
            <Tabs.Tab value="palette">{paletteName}</Tabs.Tab>
            <Tabs.Tab value="outline">{t('outline')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="palette" className={classes.side}>
            {palette}
          </Tabs.Panel>
          <Tabs.Panel value="outline" className={classes.side}>
            {outline}
          </Tabs.Panel>
        </Tabs>
        <SheetStage width={width} {...rest} data-drag-scroll>
          {children}
        </SheetStage>
        {side}
      </div>
      <div ref={bench.live} className="ui-visually-hidden" role="status" aria-live="assertive" data-design-live />
      <DragLayer line={bench.line} ghost={bench.ghost} />
    </>
  )
}
