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
    const documentsAfter = indexDocuments(after)
    const breaks = newIssues(before, after, kinds).map((issue) => {
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

/** What is found after an edit that was not found before. */
export function newIssues(
  before: readonly AppDocumentAny[],
  after: readonly AppDocumentAny[],
  kinds: Parameters<typeof validateApp>[1],
): ReturnType<typeof validateApp> {
  const known = new Set(validateApp(before, kinds).map(nameOf))
  return validateApp(after, kinds).filter((issue) => !known.has(nameOf(issue)))
}

function nameOf({ document, code, message }: { document: string | null; code: string; message: { en: string } }) {
  return `${document} ${code} ${message.en}`
}
