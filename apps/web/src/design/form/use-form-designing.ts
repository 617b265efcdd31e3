import { localize } from '@mortise/core'
import { currentLanguage } from '@mortise/ui'
import { useEffect, useMemo, useState } from 'react'
import { useDesign } from '../draft/design-context.ts'
import { useDesignSelection } from '../workbench/use-design-selection.ts'
import type { WorkbenchState } from '../workbench/use-workbench.ts'
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
}

/** Everything about designing a form that its parts share. */
export function useFormDesigning(key: string, { acts, line, ghost }: WorkbenchState): FormDesigning {
  const draft = useDesign()
  const [wanted, setWanted] = useState<WantedField | null>(null)
  const design = useMemo((): FormDesign => {
    const { announce } = acts
    const selection = createSelection()
    const actions = createFormActions(draft, key, selection)
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
    return { ...{ form: key, actions, selection, drag, askForField }, ...acts }
  }, [draft, key, acts, line, ghost])
  useEffect(() => {
    const { selection, actions, announce, drag } = design
    const end = selection.subscribe(() => announce(saySelected(actions, selection.get())))
    return () => {
      end()
      drag.dispose()
    }
  }, [design])
  const { selection, actions } = design
  useDesignSelection({
    selection,
    named: (at) => [at, fieldNodeId(at)],
    has() {
      if (!draft.store.snapshot().documents.has(`form/${key}`)) return
      const index = actions.index()
      return (id) => index.has(id)
    },
  })
  return { design, wanted, closeWanted: () => setWanted(null) }
}
