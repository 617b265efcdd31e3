import { type Language, type LocalizedText, localize } from '@mortise/core'
import type { ProcessDocument, ProcessNode } from '@mortise/metadata'
import { currentLanguage, type TextParams, toastError } from '@mortise/ui'
import { createContext, useContext, useMemo } from 'react'
import { type Design, useDesign } from '../draft/design-context.ts'
import { inBoth } from '../in-both.ts'
import { editTexts } from './edit-texts.ts'
import type { EditContext } from './edits/node-knowledge.ts'
import { nodeAt } from './edits/process-lines.ts'
import type { Edited, EditResult } from './edits/tree-edits.ts'

type StepKey = Extract<(typeof editTexts)['keys'][number], `did${string}`>

/** What a step of the history is called; `node` is the key of the node that it is about. */
export interface Step {
  key: StepKey
  name?: LocalizedText
}

/** What can be done with the process that is open. Each edit is one step of the history. */
export interface ProcessDesigning {
  key: string
  edits: EditContext
  current(): ProcessDocument | undefined
  nameOf(key: string): LocalizedText
  /** Does an edit; what cannot be done is said in words. Answers with what to look at next. */
  edit(step: Step, run: (document: ProcessDocument) => EditResult | Edited | null): Edited | null
  /** Takes over the document as a panel changed it. */
  put(document: ProcessDocument, step: { label: LocalizedText; merge?: string }): void
}

export const ProcessDesigningContext = createContext<ProcessDesigning | null>(null)

export function useProcess(): ProcessDesigning {
  const design = useContext(ProcessDesigningContext)
  if (!design) throw new Error('unreachable: no process is being designed here')
  return design
}

/** The operations on the process with this key, over the draft that is open. */
export function useProcessDesigning(key: string): ProcessDesigning {
  const design = useDesign()
  return useMemo(() => designingOf(key, design), [key, design])
}

function designingOf(key: string, { store, nodeTypes, published }: Design): ProcessDesigning {
  const current = () => {
    const document = store.snapshot().documents.get(`process/${key}`)
    return document?.kind === 'process' ? document : undefined
  }
  const nameOf = (node: string): LocalizedText =>
    nameOfNode(current() && nodeAt(current() as ProcessDocument, node), node)
  const nameOfNode = (node: ProcessNode | undefined, otherwise: string): LocalizedText => {
    if (!node) return { zh: otherwise, en: otherwise }
    return node.label ?? (nodeTypes.has(node.type) ? nodeTypes.get(node.type).label : { zh: node.type, en: node.type })
  }
  return {
    key,
    current,
    nameOf,
    get edits() {
      return { nodeTypes, model: store.snapshot().model, takenKeys: publishedKeys(published.get(`process/${key}`)) }
    },
    edit(step, run) {
      const before = current()
      const result = before ? run(before) : null
      if (!result) return null
      if ('refused' in result) {
        toastError(editTexts.t(`refused_${result.refused}`))
        return null
      }
      const { name } = step
      const params = (language: Language): TextParams => (name ? { name: localize(name, language) } : {})
      store.change(inBoth(editTexts, step.key, params), ({ put }) => put(result.document))
      return result
    },
    put: (document, { label, merge }) => store.change(label, ({ put }) => put(document), merge ? { merge } : {}),
  }
}

/** Keys of nodes and lines that were published: running instances may stand there. */
function publishedKeys(document: unknown): ReadonlySet<string> {
  const { nodes = [], transitions = [] } = (document ?? {}) as Partial<ProcessDocument>
  return new Set([...nodes, ...transitions].map(({ key }) => key))
}

/** The name of a node in the language of the page. */
export function nameHere(design: ProcessDesigning, key: string): string {
  return localize(design.nameOf(key), currentLanguage())
}
