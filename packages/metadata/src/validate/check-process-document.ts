import { types } from '@mortise/expressions'
import { placeholderKeys } from '../documents/placeholder.ts'
import type { ProcessDocument, ProcessTransition } from '../documents/process.ts'
import type { EntityModel } from '../model/app-model.ts'
import { nodePlace } from '../model/node-place.ts'
import type { AppIndex, Report } from './app-index.ts'
import { checkDuplicateKeys, checkDuplicateNames } from './check-duplicates.ts'
import { checkFilter } from './check-filter.ts'
import { checkNode, nodeFault } from './check-process-node.ts'
import { checkDocument, checkEntity, checkField } from './check-reference.ts'
import { checkStored } from './check-stored.ts'
import { issueDefinitions } from './issue-definitions.ts'
import { pointerTo } from './json-pointer.ts'

/** A process while it is checked. */
export interface ProcessCheck {
  document: ProcessDocument
  index: AppIndex
  report: Report
  /** Null where there is none, or none that can be gone on with. */
  entity: EntityModel | null
}

/** Checks a process: for whom and when it starts, each node and line by itself, and then how they work together. */
export function checkProcessDocument(document: ProcessDocument, index: AppIndex, given: Report): void {
  let errors = 0
  const report: Report = (code, pointer, params) => {
    if (issueDefinitions[code].severity === 'error') errors += 1
    given(code, pointer, params)
  }
  const { entity: key } = document
  const entity = key === undefined ? null : checkEntity(key, { index, report, pointer: '/entity' })
  if (entity?.document.parentField) report('SUB_TABLE_ALONE', '/entity', { name: entity.label })
  if (entity?.document.figures) report('FIGURES_NOT_HERE', '/entity', { table: entity.label })
  const check: ProcessCheck = { document, index, report, entity }
  checkDuplicateKeys(document.nodes, '/nodes', report)
  checkDuplicateKeys(document.transitions, '/transitions', report)
  checkStart(check)
  checkTitle(check)
  checkLayout(check)
  for (const position of document.nodes.keys()) checkNode(position, check)
  for (const [position, line] of document.transitions.entries()) checkTransition(line, position, check)
  // Nodes and lines that are wrong by themselves would only be told of twice.
  if (errors > 0 || !index.processes || (key !== undefined && !entity)) return
  for (const { code, severity, pointer, problem, fix } of index.processes.check(document, index.model))
    report(severity === 'error' ? 'PROCESS_PROBLEM' : 'PROCESS_DOUBT', pointer, { problem, fix, code })
}

function checkStart({ document, index, report, entity }: ProcessCheck): void {
  const { hand, record, schedule } = document.start ?? {}
  hand?.roles?.forEach((role, position) => {
    checkDocument('role', role, { index, report, pointer: pointerTo('/start/hand/roles', position) })
  })
  for (const way of ['hand', 'record'] as const) {
    const when = document.start?.[way]?.when
    if (when) checkCondition(when, `/start/${way}/when`, { document, index, report, entity })
  }
  if (record && document.entity === undefined) report('PROCESS_NEEDS_TABLE', '/start/record', { name: document.label })
  record?.fields?.forEach((field, position) => {
    if (entity) checkField(entity, field, { index, report, pointer: pointerTo('/start/record/fields', position) })
  })
  checkDuplicateNames(record?.fields ?? [], '/start/record/fields', report)
  if (!schedule?.filter) return
  const pointer = '/start/schedule/filter'
  if (document.entity === undefined) report('PROCESS_NEEDS_TABLE', pointer, { name: document.label })
  else if (entity) checkFilter(entity, schedule.filter, { index, report, pointer })
}

/** A condition over the record of the process; without a record there is nothing that it could be over. */
function checkCondition(
  when: NonNullable<ProcessTransition['when']>,
  pointer: string,
  { document, index, report, entity }: ProcessCheck,
): void {
  if (document.entity === undefined) report('PROCESS_NEEDS_TABLE', pointer, { name: document.label })
  else if (entity) checkStored(when, { index, report, pointer, entity: entity.key, expected: types.bool })
}

function checkTitle(check: ProcessCheck): void {
  const { document, index, report, entity } = check
  const { text, placeholders = [] } = document.title ?? {}
  if (!text) return
  checkDuplicateKeys(placeholders, '/title/placeholders', report)
  const known = new Set(placeholders.map(({ key }) => key))
  const used = Object.values(text).flatMap((words) => placeholderKeys(words))
  for (const name of new Set(used)) if (!known.has(name)) report('PROCESS_PLACEHOLDER_UNKNOWN', '/title/text', { name })
  placeholders.forEach(({ value }, position) => {
    const pointer = pointerTo('/title/placeholders', position, 'value')
    if (document.entity === undefined) report('PROCESS_NEEDS_TABLE', pointer, { name: document.label })
    else if (entity) checkStored(value, { index, report, pointer, entity: entity.key })
  })
}

function checkLayout({ document, report }: ProcessCheck): void {
  const keys = new Set(document.nodes.map(({ key }) => key))
  for (const name of Object.keys(document.layout ?? {}))
    if (!keys.has(name)) report('PROCESS_LAYOUT_UNKNOWN', pointerTo('/layout', name), { name })
}

function checkTransition(line: ProcessTransition, position: number, check: ProcessCheck): void {
  const { document, report } = check
  const at = (...steps: (string | number)[]) => pointerTo('/transitions', position, ...steps)
  for (const end of ['from', 'to'] as const) nodeFault(line[end], { document, report, pointer: at(end) })
  if ([line.when, line.outcome, line.otherwise].filter((condition) => condition !== undefined).length > 1)
    report('PROCESS_CONDITION_TWICE', at(), { name: line.key })
  if (line.outcome) nodeFault(line.outcome.of, { document, report, pointer: at('outcome', 'of') })
  if (line.when) checkLineCondition(line.when, { from: line.from, pointer: at('when') }, check)
}

/** A condition over what there is at the node that the line comes from. */
function checkLineCondition(
  when: NonNullable<ProcessTransition['when']>,
  { from, pointer }: { from: string; pointer: string },
  check: ProcessCheck,
): void {
  const { document, index, report } = check
  const node = document.nodes.find(({ key }) => key === from)
  const place = node && nodePlace(document, node, { model: index.model, nodeTypes: index.processes?.nodeTypes })
  const root = place ? place.root : check.entity
  const names = { model: place?.names ?? index.model }
  if (root) checkStored(when, { index: names, report, pointer, entity: root.key, expected: types.bool })
  else checkCondition(when, pointer, check)
}
