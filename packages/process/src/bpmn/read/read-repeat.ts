import type { Repeat } from '../../graph/process-graph.ts'
import { type BpmnElement, bodyOf } from '../bpmn-element.ts'
import type { RepeatText } from '../bpmn-parts.ts'
import type { Draft } from './draft.ts'

/** How often an activity is done; null when once. */
export function readRepeat(draft: Draft, element: BpmnElement): Repeat | null {
  const { loopCharacteristics: loop } = element
  if (!loop) return null
  return loop.$type === 'bpmn:StandardLoopCharacteristics'
    ? readLoop(draft, element, loop)
    : readInstances(draft, element, loop)
}

function readLoop(draft: Draft, element: BpmnElement, loop: BpmnElement): Repeat {
  const condition = bodyOf(loop.loopCondition)
  const limit = Number(loop.loopMaximum)
  if (condition) keep(draft, element, { condition })
  else {
    const what = { zh: '循环到什么条件为止', en: 'under which condition it repeats' }
    draft.problems.warn('repeat_unclear', element, { what })
  }
  return { mode: loop.testBefore ? 'while' : 'until', ...(limit > 0 ? { limit } : {}) }
}

function readInstances(draft: Draft, element: BpmnElement, loop: BpmnElement): Repeat {
  const early = bodyOf(loop.completionCondition)
  const found = { ...itemsOf(loop), ...(early ? { early } : {}) }
  if (!found.items && !found.count) {
    const what = { zh: '对哪些对象逐一执行', en: 'over what it repeats' }
    draft.problems.warn('repeat_unclear', element, { what })
  }
  if (loop.behavior && loop.behavior !== 'All') {
    draft.problems.warn('repeat_behavior', element, { behavior: loop.behavior })
  }
  keep(draft, element, found)
  return {
    mode: loop.isSequential ? 'one_by_one' : 'all_at_once',
    ...(loop.completionCondition ? { early: true } : {}),
  }
}

/** The list stands in the standard's own place, or where the two widespread engines have it. */
function itemsOf(loop: BpmnElement): RepeatText {
  const attributes = loop.$attrs ?? {}
  const zeebe = loop.extensionElements?.values?.find(({ $type }) => $type === 'zeebe:loopCharacteristics') as
    | { [name: string]: unknown }
    | undefined
  const items = loop.loopDataInputRef?.id ?? attributes['camunda:collection'] ?? textOf(zeebe?.inputCollection)
  const item = loop.inputDataItem?.name ?? attributes['camunda:elementVariable'] ?? textOf(zeebe?.inputElement)
  const count = bodyOf(loop.loopCardinality)
  return { ...(items ? { items } : {}), ...(item ? { item } : {}), ...(count ? { count } : {}) }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function keep(draft: Draft, { id = '' }: BpmnElement, found: RepeatText): void {
  if (Object.keys(found).length > 0) draft.parts.repeats[id] = found
}
