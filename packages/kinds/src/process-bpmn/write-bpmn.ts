import { type Language, type LocalizedText, localize, type Registry } from '@mortise/core'
import { printFormula } from '@mortise/expressions/text'
import {
  type AppModel,
  type ProcessDocument,
  type ProcessNode,
  type ProcessTransition,
  StoredExpressionSchema,
  schemaOf,
} from '@mortise/metadata'
import { fits } from '@mortise/metadata/schema'
import { compileProcess, Duration, nodeOptions, type ProcessNodeType } from '@mortise/process'
import { type BpmnParts, exportBpmn, type Shape, type TriggerText } from '@mortise/process/bpmn'
import { writeDuration } from './read-texts.ts'

export interface Writing {
  nodeTypes: Registry<ProcessNodeType>
  model: AppModel
  language: Language
  /** Where the nodes are drawn. */
  shapes: BpmnParts['shapes'] | ReadonlyMap<string, Shape>
}

/**
 * A process as a file of BPMN 2.0: what other programs understand in their words, and everything else beside it, so that
 * opening the file gives the same process again.
 */
export async function writeBpmn(document: ProcessDocument, writing: Writing): Promise<string> {
  const { nodes, transitions } = document
  const conditions = entriesOf(transitions, (line) => conditionText(line, document, writing))
  const named = ({ label, type }: ProcessNode): LocalizedText => label ?? writing.nodeTypes.get(type).label
  return exportBpmn(compileProcess(document, writing.nodeTypes), {
    labels: {
      ...entriesOf(transitions, ({ label }) => label && localize(label, writing.language)),
      ...entriesOf(nodes, (node) => localize(named(node), writing.language)),
      [document.key]: localize(document.label, writing.language),
    },
    conditions,
    triggers: entriesOf(nodes, (node) => triggerText(node, document, writing)),
    calls: entriesOf(nodes, (node) => calledBy(node, writing)),
    shapes: Object.fromEntries(
      [...(writing.shapes instanceof Map ? writing.shapes : Object.entries(writing.shapes))].map(([key, shape]) => {
        const { x, y, width, height } = shape
        return [key, { x, y, width, height }]
      }),
    ),
    own: {
      ...entriesOf(nodes, ({ label, description, options }) => keptOf({ label, description, options })),
      ...entriesOf(transitions, ({ key, label, when, outcome }) =>
        keptOf({ label, when, outcome, text: conditions[key] }),
      ),
      [document.key]: ownOf(document),
    },
  })
}

function entriesOf<Member extends { key: string }, Value>(
  members: readonly Member[],
  of: (member: Member) => Value | undefined,
): { [key: string]: Value } {
  return Object.fromEntries(
    members.flatMap((member): [string, Value][] => {
      const value = of(member)
      return value === undefined ? [] : [[member.key, value]]
    }),
  )
}

const keptOf = (values: { readonly [name: string]: unknown }) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))

/** Everything but the drawing, which the file has; and the order in which the document has it. */
function ownOf({ kind: _kind, key: _key, $schema: _schema, layout: _layout, off: _off, ...document }: ProcessDocument) {
  const keys = (members: readonly { key: string }[]) => members.map(({ key }) => key)
  return { ...document, nodes: keys(document.nodes), transitions: undefined, lines: keys(document.transitions) }
}

function conditionText({ when }: ProcessTransition, document: ProcessDocument, writing: Writing): string | undefined {
  return when && inWords(when, document, writing)
}

function inWords({ expr }: NonNullable<ProcessTransition['when']>, { entity }: ProcessDocument, writing: Writing) {
  if (entity === undefined) return undefined
  return printFormula(expr, { schema: schemaOf(writing.model), entity, language: writing.language })
}

/** For how long a step waits, or until what holds, where BPMN has a place for it. */
function triggerText(
  { options = {} }: ProcessNode,
  document: ProcessDocument,
  writing: Writing,
): TriggerText | undefined {
  const { after, condition } = options
  if (fits(Duration, after)) return { after: writeDuration(after) }
  const text = fits(StoredExpressionSchema, condition) ? inWords(condition, document, writing) : undefined
  return text === undefined ? undefined : { condition: text }
}

function calledBy(node: ProcessNode, { nodeTypes }: Writing): string | undefined {
  const type = nodeTypes.get(node.type)
  return type.calls?.(nodeOptions(node, type))
}
