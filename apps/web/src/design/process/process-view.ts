import type { ProcessDocument } from '@mortise/metadata'
import { createContext, useContext, useEffect, useMemo, useRef, useState } from 'react'
import type { CanvasControls } from '../../process/canvas/process-canvas.tsx'
import { useIssues } from '../draft/design-context.ts'
import { useDesignAddress } from '../frame/design-address.ts'
import { type Finding, findingsOf } from './findings.ts'

/** What stands at the right: the settings of what is selected, those of the process, or the findings. */
export type Drawer = 'selected' | 'process' | 'findings' | null

/** How the process is looked at; nothing of it is part of the document. */
export interface ProcessView {
  mode: 'tree' | 'free'
  setMode(mode: 'tree' | 'free'): void
  selected: string | null
  /** Selects and, unless `false`, gives the node the focus once it is drawn. */
  select(key: string | null, focus?: boolean): void
  drawer: Drawer
  setDrawer(drawer: Drawer): void
  folded: ReadonlySet<string>
  setFolded(folded: ReadonlySet<string>): void
  searching: boolean
  setSearching(searching: boolean): void
  findings: readonly Finding[]
  controls: { current: CanvasControls | null }
}

export const ProcessViewContext = createContext<ProcessView | null>(null)

export function useView(): ProcessView {
  const view = useContext(ProcessViewContext)
  if (!view) throw new Error('unreachable: no process is being looked at here')
  return view
}

/** Begins with what the address names; what people placed by hand opens as they placed it. */
export function useProcessView(document: ProcessDocument): ProcessView {
  const { at } = useDesignAddress()
  const [mode, setMode] = useState<'tree' | 'free'>(document.layout ? 'free' : 'tree')
  const [selected, setSelected] = useState<string | null>(at)
  const [drawer, setDrawer] = useState<Drawer>(at === null ? null : 'selected')
  const [folded, setFolded] = useState<ReadonlySet<string>>(() => new Set())
  const [searching, setSearching] = useState(false)
  const controls = useRef<CanvasControls | null>(null)
  const wanted = useRef<string | null>(null)
  const issues = useIssues(`process/${document.key}`)
  const findings = useMemo(() => findingsOf(issues, document), [issues, document])
  useEffect(() => {
    if (at === null) return
    setSelected(at)
    setDrawer('selected')
    wanted.current = at
  }, [at])
  // What was just made is drawn by now.
  useEffect(() => {
    const key = wanted.current
    wanted.current = null
    if (key !== null) controls.current?.focus(key)
  })
  return useMemo(
    () => ({
      ...{ mode, setMode, selected, drawer, setDrawer, folded, setFolded, searching, setSearching, findings, controls },
      select(key, focus = true) {
        if (focus) wanted.current = key
        setSelected(key)
        setDrawer((now) => (key === null && now === 'selected' ? null : now))
      },
    }),
    [mode, selected, drawer, folded, searching, findings],
  )
}
