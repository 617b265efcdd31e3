import type { ValidationIssue } from '@mortise/api'
import type { LocalizedText } from '@mortise/core'
import type { EntityModel, FieldModel, NodePart, NodePlace, ProcessDocument, ProcessNode } from '@mortise/metadata'
import type { ProcessNodeType } from '@mortise/process'
import { createContext, useContext } from 'react'

/** What the editors of options know of where they are. */
export interface PanelPlace {
  process: ProcessDocument
  /** The node that is edited. */
  node: ProcessNode
  type: ProcessNodeType
  place: NodePlace
  /** Findings about the document. */
  issues: readonly ValidationIssue[]
  /** Pointer of the options inside the document. */
  base: string
  nameOf(node: ProcessNode): LocalizedText
}

export const PanelPlaceContext = createContext<PanelPlace | null>(null)

export function usePanelPlace(): PanelPlace {
  const place = useContext(PanelPlaceContext)
  if (!place) throw new Error('unreachable: no node is edited here')
  return place
}

/** What the options would name if one of them had this value: what the type of node says about it. */
export function tryPart<Name extends NodePart['part']>(
  { type, node, place }: PanelPlace,
  { pointer, value, part }: { pointer: string; value: unknown; part: Name },
): Extract<NodePart, { part: Name }> | undefined {
  const options = setAt(node.options ?? {}, pointer.split('/').slice(1), value)
  try {
    const parts = type.parts(options as never, place)
    return parts.find((one) => one.part === part && one.pointer === pointer) as
      | Extract<NodePart, { part: Name }>
      | undefined
  } catch {
    // Options that are not finished yet name nothing.
    return undefined
  }
}

/** A copy with the value at a path; what is on the way there and missing is made. */
export function setAt(within: unknown, [step, ...rest]: readonly string[], value: unknown): unknown {
  if (step === undefined) return value
  if (Array.isArray(within)) {
    const copy = [...within]
    copy[Number(step)] = setAt(within[Number(step)], rest, value)
    return copy
  }
  const members = (typeof within === 'object' && within !== null ? within : {}) as { readonly [name: string]: unknown }
  return { ...members, [step]: setAt(members[step], rest, value) }
}

/** The table whose field an option names, and which of its fields will do. */
export function fieldChoice(
  panel: PanelPlace,
  pointer: string,
): { table: EntityModel; accepts(field: FieldModel): boolean } | null {
  const { names, root, entity, itemEntity } = panel.place
  for (const table of [root, entity, itemEntity]) {
    const probe = table ? [...table.fields.keys()][0] : undefined
    if (!table || probe === undefined) continue
    const part = tryPart(panel, { pointer, value: probe, part: 'field' })
    if (part)
      return {
        table: names.entities.get(part.entity) ?? table,
        accepts: (field) => part.wanted?.accepts(field) ?? true,
      }
  }
  return root && { table: root, accepts: () => true }
}
