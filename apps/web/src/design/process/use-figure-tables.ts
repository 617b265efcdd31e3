import { type LocalizedText, localize } from '@mortise/core'
import {
  type DocumentId,
  type FigureKind,
  figureDocuments,
  type ProcessDocument,
  type ProcessNode,
} from '@mortise/metadata'
import { type ReasonDemands, reasonedOutcomes, reasonKey, reasonLabel, reasonsOffered } from '@mortise/process'
import { useCallback } from 'react'
import { nameOfNode } from '../../process/canvas/canvas-look.ts'
import { useDesign } from '../draft/design-context.ts'
import { useDesignAddress } from '../frame/design-address.ts'
import { inBoth } from '../in-both.ts'
import { processDesignTexts } from './process-design-texts.ts'

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

function reasonsOf({ options }: ProcessNode): { key: string; label: LocalizedText }[] {
  const { demands } = (options ?? {}) as { demands?: ReasonDemands }
  return reasonedOutcomes
    .flatMap((outcome) => reasonsOffered(demands, outcome))
    .map((one) => ({ key: reasonKey(one), label: reasonLabel(one) }))
}
