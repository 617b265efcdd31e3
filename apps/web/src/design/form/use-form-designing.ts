import { localize } from '@mortise/core'
import { currentLanguage } from '@mortise/ui'
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import { useDesign } from '../draft/design-context.ts'
import { useDesignAddress } from '../frame/design-address.ts'
import { createDragController } from './drag/drag-controller.ts'
import { canvasSelector } from './drag/drop-line.ts'
import type { FormDesign } from './form-design-context.ts'
import { sayEnded, sayLifted, sayPlace, saySelected } from './model/announcements.ts'
import type { Drop } from './model/drop.ts'
import { createFormActions } from './model/form-actions.ts'
import { createSelection } from './model/selection-store.ts'
import { fieldNodeId } from './tree/form-node.ts'

/** A new field that waits for its name. */
interface WantedField {
  type: string
  drop: Drop | undefined
}

export interface FormDesigning {
  design: FormDesign
  wanted: WantedField | null
  closeWanted(): void
  menu: { x: number; y: number } | null
  closeMenu(): void
  moving: boolean
  closeMoving(): void
  /** The element that says things to screen readers. */
  live: RefObject<HTMLDivElement | null>
  ghost: RefObject<HTMLDivElement | null>
  line: RefObject<HTMLDivElement | null>
}

interface Focusing {
  palette(): void
  properties(): void
}

/** Everything about designing a form that its parts share. */
export function useFormDesigning(key: string, focusing: Focusing): FormDesigning {
  const draft = useDesign()
  const [wanted, setWanted] = useState<WantedField | null>(null)
  const [menu, setMenu] = useState<FormDesigning['menu']>(null)
  const [moving, setMoving] = useState(false)
  const live = useRef<HTMLDivElement>(null)
  const ghost = useRef<HTMLDivElement>(null)
  const line = useRef<HTMLDivElement>(null)
  const focus = useRef(focusing)
  focus.current = focusing
  const design = useMemo((): FormDesign => {
    const selection = createSelection()
    const actions = createFormActions(draft, key, selection)
    const announce = (words: string) => {
      if (live.current) live.current.textContent = words
    }
    const askForField = (type: string, drop?: Drop) => setWanted({ type, drop })
    const drag = createDragController({
      body: actions.form,
      parts: () => ({ line: line.current, ghost: ghost.current }),
      drop(source, drop) {
        if (source.from === 'form') actions.move(source.ids, drop)
        else if (source.entry.adds === 'new_field') askForField(source.entry.type, drop)
        else actions.insert(source.entry, drop)
        // Its keys work on what was dropped.
        document.querySelector<HTMLElement>(canvasSelector)?.focus({ preventScroll: true })
      },
      lifted(source) {
        if (ghost.current) ghost.current.textContent = localize(source.name, currentLanguage())
        announce(sayLifted(source))
      },
      over: (_, drop) => announce(sayPlace(actions, drop)),
      ended: (source, drop) => announce(sayEnded(actions, source, drop)),
    })
    return {
      ...{ form: key, actions, selection, drag, announce, askForField, openMenu: setMenu },
      openMoveTo: () => setMoving(true),
      goToPalette: () => focus.current.palette(),
      goToProperties: () => focus.current.properties(),
    }
  }, [draft, key])
  useEffect(() => {
    const { selection, actions, announce, drag } = design
    const end = selection.subscribe(() => announce(saySelected(actions, selection.get())))
    return () => {
      end()
      drag.dispose()
    }
  }, [design])
  useStraySelection(design)
  useAddressed(design)
  return {
    ...{ design, wanted, menu, moving, live, ghost, line },
    closeWanted: () => setWanted(null),
    closeMenu: () => setMenu(null),
    closeMoving: () => setMoving(false),
  }
}

/** What the address names, a finding that was clicked say, is selected. */
function useAddressed({ selection, actions }: FormDesign): void {
  const { at } = useDesignAddress()
  useEffect(() => {
    if (at === null) return
    const index = actions.index()
    const id = [at, fieldNodeId(at)].find((one) => index.has(one))
    if (id !== undefined) selection.select([id])
  }, [at, selection, actions])
}

/** What was undone or taken away by others is selected no more. */
function useStraySelection({ selection, actions, form }: FormDesign): void {
  const { store } = useDesign()
  useEffect(
    () =>
      store.subscribe(() => {
        if (!store.snapshot().documents.has(`form/${form}`)) return
        const { ids } = selection.get()
        const index = actions.index()
        const left = [...ids].filter((id) => index.has(id))
        if (left.length < ids.size) selection.select(left)
      }),
    [store, selection, actions, form],
  )
}
