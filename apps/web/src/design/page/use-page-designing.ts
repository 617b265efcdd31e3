import { currentLanguage } from '@mortise/ui'
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import { useDesign } from '../draft/design-context.ts'
import { createSelection } from '../form/model/selection-store.ts'
import { useDesignAddress } from '../frame/design-address.ts'
import { createPageDrag } from './drag/page-drag.ts'
import { canvasSelector } from './drag/page-drop-line.ts'
import { createPageActions, kindOf } from './model/page-actions.ts'
import { nameOfDrag, sayPageSelection } from './model/page-keys.ts'
import type { PageDesign } from './page-design-context.ts'
import { pageDesignTexts } from './page-design-texts.ts'
import type { Place } from './tree/page-node.ts'

export interface PageDesigning {
  design: PageDesign
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

const { t } = pageDesignTexts

/** Everything about designing a page that its parts share. */
export function usePageDesigning(key: string, focusing: Focusing): PageDesigning {
  const draft = useDesign()
  const { at } = useDesignAddress()
  const [menu, setMenu] = useState<PageDesigning['menu']>(null)
  const [moving, setMoving] = useState(false)
  const live = useRef<HTMLDivElement>(null)
  const ghost = useRef<HTMLDivElement>(null)
  const line = useRef<HTMLDivElement>(null)
  const focus = useRef(focusing)
  focus.current = focusing
  const design = useMemo((): PageDesign => {
    const selection = createSelection()
    const actions = createPageActions(draft, key, selection)
    const announce = (words: string) => {
      if (live.current) live.current.textContent = words
    }
    const sayPlace = ({ parent, index }: Place) =>
      t('saidPlace', {
        parent: actions.nameOf(parent, currentLanguage()),
        index: index + 1,
        count: (actions.index().get(parent)?.children.length ?? 0) + 1,
      })
    const drag = createPageDrag({
      blocks: () => actions.page().blocks,
      parts: () => ({ line: line.current, ghost: ghost.current }),
      drop(source, place) {
        if (source.from === 'page') actions.move(source.ids, place)
        else actions.insert(source.type, place)
        // Its keys work on what was dropped.
        document.querySelector<HTMLElement>(canvasSelector)?.focus({ preventScroll: true })
      },
      lifted(source) {
        if (ghost.current) ghost.current.textContent = nameOfDrag(source)
        announce(t('saidLifted', { name: nameOfDrag(source) }))
      },
      over: (place) => announce(sayPlace(place)),
      ended: (source, place) =>
        announce(
          place
            ? t('saidDropped', { name: nameOfDrag(source), where: sayPlace(place) })
            : t('saidCancelled', { name: nameOfDrag(source) }),
        ),
    })
    selection.subscribe(() => {
      const member = actions.index().get(selection.get().lead ?? '')?.member
      announce(
        sayPageSelection({ actions, selection }, member ? kindOf(draft.blockTypes, member, currentLanguage()) : ''),
      )
    })
    return {
      ...{ actions, selection, drag, announce },
      openMenu: setMenu,
      openMoveTo: () => setMoving(true),
      goToPalette: () => focus.current.palette(),
      goToProperties: () => focus.current.properties(),
    }
  }, [draft, key])
  useEffect(() => {
    if (at !== null && design.actions.index().has(at)) design.selection.select([at])
  }, [design, at])
  useEffect(() => () => design.drag.cancel(), [design])
  return {
    ...{ design, menu, moving, live, ghost, line },
    closeMenu: () => setMenu(null),
    closeMoving: () => setMoving(false),
  }
}
