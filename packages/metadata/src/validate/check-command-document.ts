import { types } from '@mortise/expressions'
import type { CommandActionType, CommandPart } from '../contract/command-action-type.ts'
import type { CommandAction, CommandDocument } from '../documents/command.ts'
import { itemsOf } from '../form/form-tree.ts'
import type { EntityModel } from '../model/app-model.ts'
import { isSettable } from '../model/is-settable.ts'
import { type AppIndex, type Report, typeLabel } from './app-index.ts'
import { checkDuplicateKeys, checkDuplicateNames } from './check-duplicates.ts'
import { checkDocument, checkEntity, checkField } from './check-reference.ts'
import { checkShape } from './check-shape.ts'
import { checkStored } from './check-stored.ts'
import { pointerTo } from './json-pointer.ts'
import { suggestionFor } from './suggestion-for.ts'

/** Checks a command: its table, for whom and when it is offered, and every action of it. */
export function checkCommandDocument(document: CommandDocument, index: AppIndex, report: Report): void {
  const entity = checkEntity(document.entity, { index, report, pointer: '/entity' })
  document.roles?.forEach((key, position) => {
    checkDocument('role', key, { index, report, pointer: pointerTo('/roles', position) })
  })
  checkDuplicateNames(document.places, '/places', report)
  checkDuplicateKeys(document.actions, '/actions', report)
  if (!entity) return
  if (entity.document.parentField) report('SUB_TABLE_ALONE', '/entity', { name: entity.label })
  if (document.when)
    checkStored(document.when, { index, report, pointer: '/when', entity: entity.key, expected: types.bool })
  if (document.places.length === 0 && !hasButton(document, index)) report('COMMAND_NOWHERE', '/places')
  const command: CommandCheck = { document, entity, index, report, set: new Map(), opened: false }
  document.input?.forEach(({ field }, position) => {
    checkInput(field, pointerTo('/input', position, 'field'), command)
  })
  checkDuplicateNames(document.input?.map(({ field }) => field) ?? [], '/input', report)
  document.actions.forEach((action, position) => {
    checkAction(action, pointerTo('/actions', position), command)
  })
}

interface CommandCheck {
  document: CommandDocument
  entity: EntityModel
  index: AppIndex
  report: Report
  /** Fields of the record that get a value, and whether by being asked for. */
  set: Map<string, 'input' | 'action'>
  /** An action before opens something. */
  opened: boolean
}

function hasButton({ key }: CommandDocument, { model }: AppIndex): boolean {
  return [...model.forms.values()].some((form) =>
    [...itemsOf(form.items)].some(({ item }) => item.item === 'button' && item.command === key),
  )
}

function checkInput(key: string, pointer: string, { entity, index, report, set }: CommandCheck): void {
  const field = checkField(entity, key, { index, report, pointer })
  if (!field) return
  const kept = field.system && field.key !== 'owner' && field.key !== 'department'
  if (field.kind.writable === false || kept || field.kind.relation === 'children')
    report('COMMAND_NOT_SETTABLE', pointer, { name: field.label, type: typeLabel(field) })
  set.set(key, 'input')
}

function checkAction(action: CommandAction, pointer: string, command: CommandCheck): void {
  const { index, report, document, entity } = command
  const { commandActions } = index
  // Whoever knows no types of actions (tests of packages below them) takes actions as they are.
  if (!commandActions) return
  if (!commandActions.has(action.type)) {
    const known = commandActions.all().map(({ type }) => type)
    const suggestion = suggestionFor(action.type, known)
    report('COMMAND_ACTION_UNKNOWN', `${pointer}/type`, { name: action.type, suggestion })
    return
  }
  const type = commandActions.get(action.type)
  if (document.places.includes('selection') && !type.many) report('COMMAND_NOT_MANY', pointer, { name: type.label })
  if (!type.writes && command.opened) report('COMMAND_OPENS_TWICE', pointer, { name: type.label })
  command.opened ||= !type.writes
  const problems = checkShape(type.options, action.options ?? {}, `${pointer}/options`, index.fitting)
  for (const problem of problems) report(problem.code, problem.pointer, problem.params)
  if (problems.length > 0) return
  for (const part of partsOf(type, action, { index, entity })) {
    partChecks[part.part](part as never, `${pointer}/options${part.pointer}`, command)
  }
}

function partsOf(
  type: CommandActionType,
  { options = {} }: CommandAction,
  { index, entity }: Pick<CommandCheck, 'index' | 'entity'>,
): CommandPart[] {
  return type.parts(options as never, { model: index.model, entity })
}

type PartOf<Name extends CommandPart['part']> = Extract<CommandPart, { part: Name }>
type PartChecks = {
  [Name in CommandPart['part']]: (part: PartOf<Name>, pointer: string, command: CommandCheck) => void
}

const partChecks: PartChecks = {
  expression({ stored, expected }, pointer, { index, report, entity }) {
    checkStored(stored, { index, report, pointer, entity: entity.key, expected })
  },
  field({ entity: table, field }, pointer, { index, report }) {
    const found = checkEntity(table, { index, report, pointer })
    if (found) checkField(found, field, { index, report, pointer })
  },
  set({ entity: table, field: key, fresh }, pointer, { index, report, set }) {
    const found = checkEntity(table, { index, report, pointer })
    const field = found && checkField(found, key, { index, report, pointer })
    if (!field) return
    if (!isSettable(field)) report('COMMAND_NOT_SETTABLE', pointer, { name: field.label, type: typeLabel(field) })
    if (fresh) return
    const before = set.get(key)
    if (before)
      report(before === 'input' ? 'COMMAND_INPUT_OVERWRITTEN' : 'COMMAND_SET_TWICE', pointer, { name: field.label })
    set.set(key, 'action')
  },
  document({ kind, key }, pointer, { index, report, entity }) {
    if (!checkDocument(kind, key, { index, report, pointer }) || kind !== 'print') return
    const print = index.model.prints.get(key)
    if (print && print.entity !== entity.key)
      report('PRINT_OF_OTHER_TABLE', pointer, { name: print.label, table: entity.label })
  },
  problem({ problem }, pointer, { report }) {
    report('COMMAND_ACTION_CHECK', pointer, { problem })
  },
}
