import { types } from '@mortise/expressions'
import { blockReads } from '../contract/block-type.ts'
import type { CommandActionType, CommandPart } from '../contract/command-action-type.ts'
import type { CommandAction, CommandDocument } from '../documents/command.ts'
import { itemsOf } from '../form/form-tree.ts'
import type { EntityModel } from '../model/app-model.ts'
import { isSettable } from '../model/is-settable.ts'
import { blocksOf } from '../model/page-tree.ts'
import { relatedPath } from '../model/related-path.ts'
import { type AppIndex, type Report, typeLabel } from './app-index.ts'
import { checkDuplicateKeys, checkDuplicateNames } from './check-duplicates.ts'
import { checkFilter } from './check-filter.ts'
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
  if (document.places.length === 0 && !hasButton(document, index) && !isOnPage(document, index))
    report('COMMAND_NOWHERE', '/places')
  const command: CommandCheck = { document, entity, index, report, set: new Map(), opened: false }
  document.input?.forEach(({ field }, position) => {
    checkInput(field, pointerTo('/input', position, 'field'), command)
  })
  checkDuplicateNames(document.input?.map(({ field }) => field) ?? [], '/input', report)
  document.actions.forEach((action, position) => {
    checkAction(action, pointerTo('/actions', position), command)
    checkBegins(action, position, command)
  })
}

/** What is filled in first stands first, and is the one question of its kind. */
function checkBegins({ type: key }: CommandAction, position: number, command: CommandCheck): void {
  const { index, report, document } = command
  const type = index.commandActions?.has(key) ? index.commandActions.get(key) : null
  if (!type?.begins) return
  const pointer = pointerTo('/actions', position)
  if (position > 0) report('COMMAND_BEGINS_LATER', pointer, { name: type.label })
  if (document.input) report('COMMAND_ASKS_TWICE', '/input', { name: type.label })
  for (const key of fieldsOfForm(type, document.actions[position], command)) command.set.set(key, 'form')
}

/** The fields that can be filled in in the form that a step opens. */
function fieldsOfForm(
  type: CommandActionType,
  action: CommandAction | undefined,
  { index, entity }: CommandCheck,
): string[] {
  const { options = {} } = action ?? {}
  if (checkShape(type.options, options, '', index.fitting).length > 0) return []
  return partsOf(type, { ...action, options } as CommandAction, { index, entity }).flatMap((part) => {
    const form = part.part === 'document' && part.kind === 'form' ? index.model.forms.get(part.key) : undefined
    return [...itemsOf(form?.items ?? [])].flatMap(({ item }) =>
      item.item === 'field' && !item.readOnly ? [item.field] : [],
    )
  })
}

interface CommandCheck {
  document: CommandDocument
  entity: EntityModel
  index: AppIndex
  report: Report
  /** Fields of the record that get a value, and whether by being asked for, or by being on the form. */
  set: Map<string, 'input' | 'form' | 'action'>
  /** An action before opens something. */
  opened: boolean
}

function hasButton({ key }: CommandDocument, { model }: AppIndex): boolean {
  return [...model.forms.values()].some((form) =>
    [...itemsOf(form.items)].some(({ item }) => item.item === 'button' && item.command === key),
  )
}

function isOnPage({ key, entity }: CommandDocument, { model, blockTypes }: AppIndex): boolean {
  const blocks = [...model.pages.values()]
    .filter((page) => page.entity === entity)
    .flatMap((page) => [...blocksOf(page.blocks)])
  return blocks.some(({ block, options }) => {
    if (!options || !blockTypes?.has(block)) return false
    const reads = blockReads(blockTypes.get(block), options, { page: entity, tableOf: () => null })
    return reads.some(({ role, value }) => role.names === 'command' && value === key)
  })
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

/** A relation that is there but whose table has findings of its own. */
function leadsToBroken(index: AppIndex, entity: EntityModel, path: string): boolean {
  let from: EntityModel | undefined = entity
  for (const key of path.split('.')) {
    const target: string | null | undefined = from?.fields.get(key)?.target ?? from?.inverses.get(key)?.entity
    if (!target) return false
    if (index.stateOf('entity', target) === 'broken') return true
    from = index.model.entities.get(target)
  }
  return false
}

const overwritten = {
  input: 'COMMAND_INPUT_OVERWRITTEN',
  form: 'COMMAND_FORM_OVERWRITTEN',
  action: 'COMMAND_SET_TWICE',
} as const

type PartOf<Name extends CommandPart['part']> = Extract<CommandPart, { part: Name }>
type PartChecks = {
  [Name in CommandPart['part']]: (part: PartOf<Name>, pointer: string, command: CommandCheck) => void
}

const partChecks: PartChecks = {
  expression({ stored, expected, entity: over }, pointer, { index, report, entity }) {
    const own = over === undefined
    if (own) checkStored(stored, { index, report, pointer, entity: entity.key, expected })
    else if (index.model.entities.has(over))
      checkStored(stored, { index, report, pointer, entity: over, expected, outer: entity.key })
  },
  filter({ entity: table, filter }, pointer, { index, report, entity }) {
    const over = index.model.entities.get(table)
    if (over) checkFilter(over, filter, { index, report, pointer, around: { model: index.model, entity: entity.key } })
  },
  relation({ path }, pointer, { index, report, entity }) {
    if (relatedPath(index.model, entity, path) || leadsToBroken(index, entity, path)) return
    const what = { zh: '关联', en: 'relation' }
    const suggestion = suggestionFor(path, [...entity.inverses.keys(), ...entity.fields.keys()])
    report('REFERENCE_UNKNOWN', pointer, { what, name: path, suggestion })
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
    if (before) report(overwritten[before], pointer, { name: field.label })
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
