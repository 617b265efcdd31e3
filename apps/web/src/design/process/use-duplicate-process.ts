import { localize } from '@mortise/core'
import type { ProcessDocument } from '@mortise/metadata'
import { useCallback } from 'react'
import { useDesign } from '../draft/design-context.ts'
import { useDesignAddress } from '../frame/design-address.ts'
import { inBoth } from '../in-both.ts'
import { firstFree } from '../keys/free-key.ts'
import { editTexts } from './edit-texts.ts'
import { processDesignTexts } from './process-design-texts.ts'

/** Makes another process like one, and opens it. */
export function useDuplicateProcess(): (document: ProcessDocument) => void {
  const { store } = useDesign()
  const { open } = useDesignAddress()
  return useCallback(
    (document) => {
      const key = firstFree(document.key, (one) => store.snapshot().documents.has(`process/${one}`))
      const label = inBoth(processDesignTexts, 'copyOf', (language) => ({ name: localize(document.label, language) }))
      const step = inBoth(editTexts, 'didDuplicate', (language) => ({
        name: localize(document.label, language),
      }))
      store.change(step, ({ put }) => put({ ...structuredClone(document), key, label }))
      open(`process/${key}`)
    },
    [store, open],
  )
}
