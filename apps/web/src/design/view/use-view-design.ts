import { type LocalizedText, localize } from '@mortise/core'
import type { ViewDocument, ViewOptions } from '@mortise/metadata'
import { createContext, useContext, useMemo } from 'react'
import { bare } from '../../runtime/list/views/view-options.ts'
import { useDesign } from '../draft/design-context.ts'
import type { DraftStore } from '../draft/draft-store.ts'
import { inBoth } from '../in-both.ts'
import { viewDesignTexts } from './view-design-texts.ts'
import { changeView } from './view-edits.ts'

type Step = 'didNewView' | 'didDuplicateView' | 'didMoveView' | 'didChangeView' | 'didDeleteView'

/** The label of a step about a view. */
export function viewStep(step: Step, name: LocalizedText): LocalizedText {
  return inBoth(viewDesignTexts, step, (language) => ({ name: localize(name, language) }))
}

/** What can be done with the view that is open; each is one step of the history, typing in one place a single one. */
export interface ViewDesign {
  change(change: (view: ViewDocument) => ViewDocument, merge?: string): void
  /** Null takes an option out. */
  setOptions(change: { readonly [option: string]: unknown }, merge?: string): void
}

export const ViewDesignContext = createContext<ViewDesign | null>(null)

export function useViewDesign(): ViewDesign {
  const design = useContext(ViewDesignContext)
  if (!design) throw new Error('unreachable: no view is being designed here')
  return design
}

export function useViewDesigning(key: string): ViewDesign {
  const { store } = useDesign()
  return useMemo(() => designOf(store, key), [store, key])
}

function designOf(store: DraftStore, key: string): ViewDesign {
  const change: ViewDesign['change'] = (next, merge) => {
    const view = store.snapshot().documents.get(`view/${key}`)
    if (view?.kind !== 'view') return
    store.change(
      viewStep('didChangeView', view.label),
      changeView(key, next),
      merge ? { merge: `${key} ${merge}` } : {},
    )
  }
  return {
    change,
    setOptions: (options, merge) =>
      change((view) => ({ ...view, options: bare({ ...view.options, ...options } as ViewOptions) }), merge),
  }
}
