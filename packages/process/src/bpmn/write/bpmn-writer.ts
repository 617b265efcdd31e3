import type { BpmnModdle } from 'bpmn-moddle'
import type { ProcessGraph, Trigger } from '../../graph/process-graph.ts'
import type { BpmnElement } from '../bpmn-element.ts'
import type { BpmnParts, Kept, KeptElement } from '../bpmn-parts.ts'
import type { ElementIds } from './element-ids.ts'

/** One file while it is written. */
export interface BpmnWriter {
  graph: ProcessGraph
  parts: BpmnParts
  ids: ElementIds
  moddle: BpmnModdle
  /** Elements by the key of their node or line. */
  nodes: Map<string, BpmnElement>
  lines: Map<string, BpmnElement>
  /** Messages, signals, errors and escalations, by kind and name. */
  named: Map<string, BpmnElement>
}

export function create(writer: BpmnWriter, type: string, attributes: object = {}): BpmnElement {
  return writer.moddle.create(`bpmn:${type}`, attributes) as BpmnElement
}

export function expression(writer: BpmnWriter, body: string | undefined): BpmnElement {
  return create(writer, 'FormalExpression', body === undefined ? {} : { body })
}

const namedTypes: { readonly [on: string]: { type: string; codeAs?: string } | undefined } = {
  message: { type: 'Message' },
  signal: { type: 'Signal' },
  error: { type: 'Error', codeAs: 'errorCode' },
  escalation: { type: 'Escalation', codeAs: 'escalationCode' },
}

/** What a trigger refers to: one for each name in the file. */
export function namedElement(writer: BpmnWriter, { on, name }: Trigger): BpmnElement | undefined {
  const kind = namedTypes[on]
  if (!kind || name === undefined) return undefined
  const key = `${on} ${name}`
  const known = writer.named.get(key)
  if (known) return known
  const id = writer.ids.other(`${kind.type}_${writer.named.size + 1}`)
  const made = create(writer, kind.type, { id, name, ...(kind.codeAs ? { [kind.codeAs]: name } : {}) })
  writer.named.set(key, made)
  return made
}

/** Attributes and children of an element that other programs put there. */
export function keptAttributes(writer: BpmnWriter, key: string, own: readonly BpmnElement[] = []): object {
  const kept: Kept = writer.parts.kept[key] ?? {}
  const documentation = kept.documentation?.map((text) => create(writer, 'Documentation', { text }))
  const values = [...own, ...(kept.extensions ?? []).map((extension) => keptElement(writer, extension))]
  const foreign = Object.entries(kept.foreign ?? {}).filter(([name]) => writer.parts.namespaces[prefixOf(name)])
  return {
    ...kept.attributes,
    ...Object.fromEntries(foreign),
    ...(documentation ? { documentation } : {}),
    ...(values.length > 0 ? { extensionElements: create(writer, 'ExtensionElements', { values }) } : {}),
  }
}

const prefixOf = (name: string): string => name.slice(0, name.indexOf(':'))

function keptElement(writer: BpmnWriter, { name, uri, attributes, text, children }: KeptElement): BpmnElement {
  const inner = children.map((child) => keptElement(writer, child))
  return writer.moddle.createAny(name, uri, {
    ...attributes,
    ...(text === undefined ? {} : { $body: text }),
    ...(inner.length > 0 ? { $children: inner } : {}),
  }) as BpmnElement
}
