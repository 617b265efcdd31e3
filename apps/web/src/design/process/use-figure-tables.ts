import { localize } from '@mortise/core'
import { type DocumentId, type FigureKind, figureDocuments, type ProcessDocument } from '@mortise/metadata'
import { useCallback } from 'react'
import { nameOfNode } from '../../process/canvas/canvas-look.ts'
import { useDesign } from '../draft/design-context.ts'
import { useDesignAddress } from '../frame/design-address.ts'
import { inBoth } from '../in-both.ts'
import { processDesignTexts } from './process-design-texts.ts'
import { reasonsOf } from './reasons-of.ts'

/** Makes a table of the figures of a process with a list of it, and opens it; one that is there is only opened. */
export function useFigureTables(): (process: ProcessDocument, of: FigureKind) => void {
  const { store } = useDesign()
  const { open } = useDesignAddress()
  return useCallback(
    (process, of) => {
      const { documents } = store.snapshot()
      const there = [...documents.values()].find(
        (one) =>
          one.kind === 'entity' && !one.archived && one.figures?.of === of && one.figures.process === process.key,
      )
      if (there) return open(`entity/${there.key}`)
      const has = (reference: DocumentId) => documents.has(reference)
      const [table, ...others] = figureDocuments({ process, of, nameOf: nameOfNode, reasonsOf, has })
      const step = inBoth(processDesignTexts, 'didFigures', (language) => ({ name: localize(table.label, language) }))
      store.change(step, ({ put }) => {
        for (const document of [table, ...others]) put(document)
      })
      open(`entity/${table.key}`)
    },
    [store, open],
  )
}
