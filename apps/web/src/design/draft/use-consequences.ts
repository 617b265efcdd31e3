import { type AppDocumentAny, type DocumentId, diffApps, soundDocuments, validateApp } from '@mortise/metadata'
import { useLocalize } from '@mortise/ui'
import { useMemo } from 'react'
import { issueInWords } from '../frame/issue-in-words.ts'
import { useDesign } from './design-context.ts'
import { type DraftEdit, indexDocuments, runEdit, withSteps } from './draft-documents.ts'

export interface EditConsequences {
  /** What is changed elsewhere, in words. */
  changes: readonly string[]
  /** What is found afterwards that was not found before. */
  breaks: readonly string[]
}

/** Tries an edit without doing it; `of` is the document that it is about, whose own change needs no telling. */
export function useConsequences(edit: DraftEdit, of: DocumentId): EditConsequences {
  const localize = useLocalize()
  const { store, fieldTypes, viewTypes, blockTypes, commandActions, processes } = useDesign()
  return useMemo(() => {
    const { documents } = store.snapshot()
    const after = [...withSteps(documents, runEdit(documents, edit)).values()]
    const before = [...documents.values()]
    const kinds = { fieldTypes, viewTypes, blockTypes, commandActions, processes }
    const known = new Set(validateApp(before, kinds).map(nameOf))
    const documentsAfter = indexDocuments(after)
    const breaks = validateApp(after, kinds)
      .filter((issue) => !known.has(nameOf(issue)))
      .map((issue) => {
        const { where, message } = issueInWords(issue, { documents: documentsAfter, fieldTypes })
        return `${where.map(localize).join(' › ')}: ${localize(message)}`
      })
    // What is not finished elsewhere in the draft has no words yet.
    const sound = (all: readonly AppDocumentAny[]) => soundDocuments(all, fieldTypes)
    const changes = diffApps(sound(before), sound(after), { fieldTypes })
      .filter(({ document }) => document !== of)
      .map(({ text }) => localize(text))
    return { changes: [...new Set(changes)], breaks: [...new Set(breaks)] }
  }, [store, fieldTypes, viewTypes, blockTypes, commandActions, processes, edit, of, localize])
}

function nameOf({ document, code, message }: { document: string | null; code: string; message: { en: string } }) {
  return `${document} ${code} ${message.en}`
}
