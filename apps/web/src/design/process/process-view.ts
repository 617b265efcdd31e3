import type { ProcessDocument } from '@mortise/metadata'
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
import { isMeeting } from '../../process/canvas/canvas-look.ts'
import type { CanvasControls } from '../../process/canvas/canvas-props.ts'
import { holdersOf } from '../../process/canvas/fold-branches.ts'
import { useKeptFolds } from '../../process/canvas/kept-folds.ts'
import { useDesign, useIssues } from '../draft/design-context.ts'
import { useDesignAddress } from '../frame/design-address.ts'
import { type Finding, findingsOf } from './findings.ts'

/** What stands at the right: the settings of what is selected, those of the process, or the findings. */
export type Drawer = 'selected' | 'process' | 'findings' | null

/** What is tried in the place of the stage; `from`: the version that a comparison begins with. */
export interface Trial {
  name: 'walk' | 'coverage' | 'replay' | 'forecast' | 'compare'
  from?: number
}

/** How the process is looked at; nothing of it is part of the document. */
export interface ProcessView {
  mode: 'tree' | 'free'
  setMode(mode: 'tree' | 'free'): void
  selected: string | null
  /** Selects, unfolds what hides it and, unless `false`, gives the node the focus once it is drawn. */
  select(key: string | null, focus?: boolean): void
  /** Unfolds what hides a node, selects it and scrolls to it; the focus stays where it is. */
  reveal(key: string): void
  drawer: Drawer
  setDrawer(drawer: Drawer): void
  folded: ReadonlySet<string>
  setFolded(folded: ReadonlySet<string>): void
  toggleFold(key: string): void
  trial: Trial | null
  setTrial(trial: Trial | null): void
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
  const { app } = useDesign()
  const { folded, setFolded, toggleFold } = useKeptFolds(app, document.key)
  const [trial, setTrial] = useState<Trial | null>(null)
  const [searching, setSearching] = useState(false)
  const controls = useRef<CanvasControls | null>(null)
  const wanted = useRef<string | null>(null)
  const sought = useRef<string | null>(null)
  const shown = useRef({ document, folded })
  shown.current = { document, folded }
  const issues = useIssues(`process/${document.key}`)
  const findings = useMemo(() => findingsOf(issues, document), [issues, document])
  const unfold = useCallback(
    (key: string) => {
      const now = shown.current
      if (now.folded.size === 0) return
      const holders = holdersOf(now.document, key, isMeeting)
      const left = [...now.folded].filter((one) => !holders.has(one))
      if (left.length < now.folded.size) setFolded(new Set(left))
    },
    [setFolded],
  )
  useEffect(() => {
    if (at === null) return
    setSelected(at)
    setDrawer('selected')
    unfold(at)
    wanted.current = at
  }, [at, unfold])
  // What was just made or unfolded is drawn by now.
  useEffect(() => {
    const [key, found] = [wanted.current, sought.current]
    wanted.current = null
    sought.current = null
    if (key !== null) controls.current?.focus(key)
    const placed = found === null ? undefined : controls.current?.placed().nodes.get(found)
    if (placed) controls.current?.reveal(placed)
  })
  return useMemo(
    () => ({
      ...{ mode, setMode, selected, drawer, setDrawer, folded, setFolded, toggleFold, trial, setTrial },
      ...{ searching, setSearching, findings, controls },
      reveal(key) {
        sought.current = key
        unfold(key)
        setSelected(key)
      },
      select(key, focus = true) {
        if (focus) wanted.current = key
        if (key !== null) unfold(key)
        setSelected(key)
        setDrawer((now) => (key === null && now === 'selected' ? null : now))
      },
    }),
    [mode, selected, drawer, folded, setFolded, toggleFold, unfold, trial, searching, findings],
  )
}
