import type { ValidationIssue } from '@mortise/api'
import type { Registry } from '@mortise/core'
import type {
  AppModel,
  BlockType,
  CommandActionType,
  DocumentByKind,
  DocumentId,
  DocumentKind,
  FieldType,
  ProcessKnowledge,
  ViewType,
} from '@mortise/metadata'
import type { ProcessNodeType } from '@mortise/process'
import { createContext, useContext, useRef, useSyncExternalStore } from 'react'
import type { DraftSnapshot, DraftStore } from './draft-store.ts'

/** What the designers share: the open draft, what is in force, and who else is here. */
export interface Design {
  /** Key of the app. */
  app: string
  /** Key of the draft; null: the one that everyone works on. */
  draft: string | null
  store: DraftStore
  fieldTypes: Registry<FieldType>
  viewTypes: Registry<ViewType>
  blockTypes: Registry<BlockType>
  commandActions: Registry<CommandActionType>
  nodeTypes: Registry<ProcessNodeType>
  processes: ProcessKnowledge
  /** The documents in force, by id: what was published keeps its key. Empty for an app that never was. */
  published: ReadonlyMap<DocumentId, DocumentByKind[DocumentKind]>
}

export const DesignContext = createContext<Design | null>(null)

/** The open draft: its `store` changes it. Never a reason to render again. */
export function useDesign(): Design {
  const design = useContext(DesignContext)
  if (!design) throw new Error('unreachable: no draft is open here')
  return design
}

/** A part of the draft; renders again only when that part is another. */
export function useDraft<Part>(select: (snapshot: DraftSnapshot) => Part): Part {
  const { store } = useDesign()
  return useSyncExternalStore(store.subscribe, () => select(store.snapshot()))
}

/** A document of the draft, or undefined when it is not there (any more). */
export function useDesignDocument<Kind extends DocumentKind>(
  id: `${Kind}/${string}`,
): DocumentByKind[Kind] | undefined {
  return useDraft(({ documents }) => documents.get(id as DocumentId)) as DocumentByKind[Kind] | undefined
}

/** All documents of a kind, in their order; the same array until one of them changes. */
export function useDesignDocuments<Kind extends DocumentKind>(kind: Kind): readonly DocumentByKind[Kind][] {
  const last = useRef<readonly DocumentByKind[Kind][]>([])
  return useDraft(({ documents }) => {
    const found = [...documents.values()].filter((document) => document.kind === kind) as DocumentByKind[Kind][]
    const same = found.length === last.current.length && found.every((document, at) => document === last.current[at])
    if (!same) last.current = found
    return last.current
  })
}

/** The draft compiled as far as it makes sense; what is not finished is missing in it. */
export function useDesignModel(): AppModel {
  return useDraft(({ model }) => model)
}

const none: readonly ValidationIssue[] = []

/** What is wrong with a document; with null, what concerns no document in particular. */
export function useIssues(id: DocumentId | null): readonly ValidationIssue[] {
  const last = useRef<{ all: readonly ValidationIssue[]; id: DocumentId | null; own: readonly ValidationIssue[] }>({
    all: none,
    id: null,
    own: none,
  })
  return useDraft(({ issues }) => {
    if (last.current.all === issues && last.current.id === id) return last.current.own
    const own = issues.filter(({ document }) => document === id)
    const same =
      last.current.id === id &&
      own.length === last.current.own.length &&
      own.every(({ code, pointer }, at) => {
        const former = last.current.own[at]
        return former?.code === code && former.pointer === pointer
      })
    last.current = { all: issues, id, own: same ? last.current.own : own.length > 0 ? own : none }
    return last.current.own
  })
}
