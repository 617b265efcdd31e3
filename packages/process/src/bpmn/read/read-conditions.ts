import { type BpmnElement, bodyOf } from '../bpmn-element.ts'
import { type Draft, type DraftLine, type DraftNode, linesOf } from './draft.ts'

/** Reads which lines are taken under a condition, and which one when no other is. */
export function readConditions(draft: Draft): void {
  for (const node of draft.nodes.values()) {
    for (const line of linesOf(draft, node.outgoing)) {
      if (line.element) readCondition(draft, line, line.element === node.element?.default ? 'default' : 'other')
    }
  }
}

function readCondition(draft: Draft, line: DraftLine, which: 'default' | 'other'): void {
  const expression = line.element?.conditionExpression
  const text = bodyOf(expression)
  if (which === 'default') {
    line.otherwise = true
    if (text) draft.problems.warn('condition_on_default', line.element)
    return
  }
  if (expression) line.conditional = true
  if (text) draft.parts.conditions[line.key] = text
}

/** Once it is known what each node does: conditions stand where something chooses, and there only. */
export function settleConditions(draft: Draft): void {
  for (const node of draft.nodes.values()) {
    const lines = linesOf(draft, node.outgoing)
    if (!chooses(node)) for (const line of lines) dropCondition(draft, node, line)
    else if (node.exact) reportMissing(draft, lines)
    else settleChoice(draft, node, lines)
  }
}

const chooses = ({ control }: DraftNode): boolean =>
  control.do === 'choose' || (control.do === 'fork' && control.branches === 'some')

function dropCondition(draft: Draft, node: DraftNode, line: DraftLine): void {
  if (!line.conditional && !line.otherwise) return
  delete draft.parts.conditions[line.key]
  if (line.conditional) draft.problems.warn('condition_unused', line.element, { from: node.element?.name ?? node.key })
  delete line.conditional
  delete line.otherwise
}

function settleChoice(draft: Draft, node: DraftNode, lines: readonly DraftLine[]): void {
  for (const line of lines) {
    // A line with a label out of a gateway is a case, whether or not its condition was written.
    const isCase = node.control.do === 'choose' || Boolean(line.element?.name?.trim())
    if (!line.otherwise && isCase) line.conditional = true
  }
  reportMissing(draft, lines)
  const isOpen = lines.every((line) => line.conditional)
  if (isOpen) draft.problems.warn('default_missing', aboutNode(node))
}

/** A gateway that the file only implies is spoken of as what it belongs to. */
function aboutNode({ element, key }: DraftNode): BpmnElement | { id: string } {
  return element ?? { id: key.replace(/__fork_*$/, '') }
}

function reportMissing(draft: Draft, lines: readonly DraftLine[]): void {
  for (const line of lines) {
    if (line.conditional && !draft.parts.conditions[line.key]) draft.problems.warn('condition_missing', line.element)
  }
}
