import { type RefObject, useMemo, useRef, useState } from 'react'
import { focusFirstInput } from '../frame/focus-first-input.ts'

/** Where something is on the screen. */
interface ScreenPoint {
  x: number
  y: number
}

/** What the parts of a designer ask of what is around its canvas; the same as long as it is open. */
export interface WorkbenchActs {
  /** Says something to screen readers. */
  announce(words: string): void
  /** The menu of what is selected. */
  openMenu(at: ScreenPoint): void
  openMoveTo(): void
  /** Puts the focus into the search of the palette. */
  goToPalette(): void
  goToProperties(): void
}

/** What lies around a canvas: which parts are open, and the elements that are written to without drawing anew. */
export interface WorkbenchState {
  acts: WorkbenchActs
  /** What is open on the left. */
  left: string | null
  setLeft(tab: string | null): void
  menu: ScreenPoint | null
  closeMenu(): void
  moving: boolean
  closeMoving(): void
  live: RefObject<HTMLDivElement | null>
  ghost: RefObject<HTMLDivElement | null>
  line: RefObject<HTMLDivElement | null>
  search: RefObject<HTMLInputElement | null>
  /** The panel of properties. */
  properties: RefObject<HTMLDivElement | null>
}

/** @param showProperties Opens the properties where something else can be in their place. */
export function useWorkbench(showProperties?: () => void): WorkbenchState {
  const [left, setLeft] = useState<string | null>('palette')
  const [menu, setMenu] = useState<ScreenPoint | null>(null)
  const [moving, setMoving] = useState(false)
  const live = useRef<HTMLDivElement>(null)
  const ghost = useRef<HTMLDivElement>(null)
  const line = useRef<HTMLDivElement>(null)
  const search = useRef<HTMLInputElement>(null)
  const properties = useRef<HTMLDivElement>(null)
  const show = useRef(showProperties)
  show.current = showProperties
  const acts = useMemo(
    (): WorkbenchActs => ({
      announce(words) {
        if (live.current) live.current.textContent = words
      },
      openMenu: setMenu,
      openMoveTo: () => setMoving(true),
      goToPalette() {
        setLeft('palette')
        requestAnimationFrame(() => search.current?.focus())
      },
      goToProperties() {
        show.current?.()
        focusFirstInput(() => properties.current)
      },
    }),
    [],
  )
  return {
    ...{ acts, left, setLeft, menu, moving, live, ghost, line, search, properties },
    closeMenu: () => setMenu(null),
    closeMoving: () => setMoving(false),
  }
}
