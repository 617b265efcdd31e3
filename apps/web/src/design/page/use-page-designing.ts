import { currentLanguage } from '@mortise/ui'
import { useEffect, useMemo } from 'react'
import { useDesign } from '../draft/design-context.ts'
import { createSelection } from '../form/model/selection-store.ts'
import { useDesignSelection } from '../workbench/use-design-selection.ts'
import type { WorkbenchState } from '../workbench/use-workbench.ts'
import { createPageDrag } from './drag/page-drag.ts'
import { canvasSelector } from './drag/page-drop-line.ts'
import { createPageActions, kindOf } from './model/page-actions.ts'
import { nameOfDrag, sayPageSelection } from './model/page-keys.ts'
import type { PageDesign } from './page-design-context.ts'
import { pageDesignTexts } from './page-design-texts.ts'
import type { Place } from './tree/page-node.ts'

const { t } = pageDesignTexts

/** What the parts of designing a page share. */
export function usePageDesigning(key: string, { acts, line, ghost }: WorkbenchState): PageDesign {
  const draft = useDesign()
  const design = useMemo((): PageDesign => {
    const { announce } = acts
    const selection = createSelection()
    const actions = createPageActions(draft, key, selection)
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
    return { ...{ actions, selection, drag }, ...acts }
  }, [draft, key, acts, line, ghost])
  const { selection, actions, drag } = design
  useDesignSelection({
    selection,
    has() {
      if (!draft.store.snapshot().documents.has(`page/${key}`)) return
      const index = actions.index()
      return (id) => index.has(id)
    },
  })
  useEffect(() => () => drag.cancel(), [drag])
  return design
}
