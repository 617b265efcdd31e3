import { localize } from '@mortise/core'
import { printFormula } from '@mortise/expressions/text'
import { type ProcessDocument, type ProcessTransition, schemaOf } from '@mortise/metadata'
import { useLanguage, useText } from '@mortise/ui'
import { useCallback } from 'react'
import { nameOfNode } from '../../process/canvas/canvas-look.ts'
import { useDesignModel } from '../draft/design-context.ts'
import { nodeAt } from './edits/process-lines.ts'
import { processDesignTexts } from './process-design-texts.ts'

/** The conditions of the lines of a process in words; null: none. */
export function useConditionText(document: ProcessDocument): (line: ProcessTransition) => string | null {
  const t = useText(processDesignTexts)
  const language = useLanguage()
  const model = useDesignModel()
  return useCallback(
    ({ when, outcome }) => {
      if (outcome) {
        const node = nodeAt(document, outcome.of)
        const name = node ? localize(nameOfNode(node), language) : outcome.of
        return t('outcomeIs', { node: name, outcome: t(`outcome_${outcome.is}`) })
      }
      if (!when || document.entity === undefined) return null
      return printFormula(when.expr, { schema: schemaOf(model), entity: document.entity, language })
    },
    [document, model, language, t],
  )
}
