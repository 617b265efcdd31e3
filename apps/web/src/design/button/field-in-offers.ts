import type { Registry } from '@mortise/core'
import {
  type AppModel,
  type CommandAction,
  type CommandActionType,
  type CommandDocument,
  type PrintDocument,
  type PrintItem,
  relatedPath,
} from '@mortise/metadata'
import { type FieldPlace, pathUses } from '../table/edits/field-uses.ts'

/** What is needed to find out what actions name. */
export interface OfferContext {
  model: AppModel
  commandActions: Registry<CommandActionType>
}

/** The action without the field in what it asks and sets; null where nothing is left that it does. Formulas stay. */
export function withoutFieldInCommand(
  command: CommandDocument,
  place: FieldPlace,
  context: OfferContext,
): CommandDocument | null {
  const { input, ...rest } = command
  const own = command.entity === place.entity
  const asked = own ? input?.filter(({ field }) => field !== place.field) : input
  const actions = command.actions.flatMap((action) => withoutFieldInAction(action, command, { place, context }))
  if (actions.length === 0) return null
  return { ...rest, ...(asked && asked.length > 0 && { input: asked }), actions }
}

interface Dropping {
  place: FieldPlace
  context: OfferContext
}

function withoutFieldInAction(
  action: CommandAction,
  command: CommandDocument,
  { place, context }: Dropping,
): CommandAction[] {
  if (leadsOver(action, command, { place, context })) return []
  let options = action.options ?? {}
  const gone = placesOf(action, command, { place, context }).toReversed()
  for (const { option, at } of gone) {
    const members = options[option] as unknown[]
    const left = members.toSpliced(at, 1)
    if (left.length > 0) options = { ...options, [option]: left }
    else if (isRequired(context.commandActions.get(action.type), option)) return []
    else {
      const { [option]: _, ...others } = options
      options = others
    }
  }
  return gone.length > 0 ? [{ ...action, options }] : [action]
}

/** Whether a step cannot be without an option. */
export const isRequired = (type: CommandActionType, option: string) =>
  (type.options.required as readonly string[] | undefined)?.includes(option) ?? false

/** Whether an action reaches records around over the field. */
function leadsOver(
  { type, options = {} }: CommandAction,
  command: CommandDocument,
  { place, context }: Dropping,
): boolean {
  const { model, commandActions } = context
  const entity = model.entities.get(command.entity)
  if (!entity || !commandActions.has(type)) return false
  return commandActions
    .get(type)
    .parts(options as never, { model, entity })
    .some((part) => {
      if (part.part !== 'relation') return false
      const { entity: table, key } = relatedPath(model, entity, part.path)?.step.field ?? {}
      return pathUses(model, command.entity, part.path, place) || (table === place.entity && key === place.field)
    })
}

/** Where in lists of its options an action sets or names the field. */
function placesOf(
  { type, options = {} }: CommandAction,
  command: CommandDocument,
  { place, context }: Dropping,
): { option: string; at: number }[] {
  const entity = context.model.entities.get(command.entity)
  if (!entity || !context.commandActions.has(type)) return []
  const parts = context.commandActions.get(type).parts(options as never, { model: context.model, entity })
  return parts.flatMap((part) => {
    if (part.part !== 'set' && part.part !== 'field') return []
    const [, option = '', at = ''] = part.pointer.split('/')
    const meant = part.entity === place.entity && part.field === place.field && Array.isArray(options[option])
    return meant ? [{ option, at: Number(at) }] : []
  })
}

/** The action with the field under another key in what it asks and sets. */
export function renamedInCommand(
  command: CommandDocument,
  place: FieldPlace,
  to: string,
  context: OfferContext,
): CommandDocument {
  const own = command.entity === place.entity
  const actions = command.actions.map((action) => {
    const options = { ...action.options }
    const found = placesOf(action, command, { place, context })
    for (const { option, at } of found) {
      const members = options[option] as { field: string }[]
      options[option] = members.map((member, index) => (index === at ? { ...member, field: to } : member))
    }
    return found.length > 0 ? { ...action, options } : action
  })
  const input = command.input?.map((one) => (own && one.field === place.field ? { ...one, field: to } : one))
  return { ...command, ...(input && { input }), actions }
}

/** The print template without the field: in lists of fields, as a column, a picture or the lines themselves. */
export function withoutFieldInPrint(print: PrintDocument, place: FieldPlace, model: AppModel): PrintDocument {
  return { ...print, items: print.items.flatMap((item) => withoutFieldInPart(item, print.entity, { place, model })) }
}

function withoutFieldInPart(
  item: PrintItem,
  entity: string,
  { place, model }: { place: FieldPlace; model: AppModel },
): PrintItem[] {
  const uses = (table: string, path: string) => pathUses(model, table, path, place)
  if (item.item === 'fields') {
    const fields = item.fields.filter((path) => !uses(entity, path))
    return fields.length > 0 ? [{ ...item, fields }] : []
  }
  if (item.item === 'image') return item.field !== undefined && uses(entity, item.field) ? [] : [item]
  if (item.item !== 'lines') return [item]
  if (uses(entity, item.field)) return []
  const lines = model.entities.get(entity)?.fields.get(item.field)?.target ?? ''
  const columns = item.columns.filter(({ field }) => !uses(lines, field))
  const totals = item.totals?.filter((path) => !uses(lines, path))
  return columns.length > 0 ? [{ ...item, columns, ...(totals && { totals }) }] : []
}

/** The print template with the field under another key. */
export function renamedInPrint(
  print: PrintDocument,
  rename: (table: string, path: string) => string,
  model: AppModel,
): PrintDocument {
  const own = (path: string) => rename(print.entity, path)
  const items = print.items.map((item): PrintItem => {
    if (item.item === 'fields') return { ...item, fields: item.fields.map(own) }
    if (item.item === 'image') return item.field === undefined ? item : { ...item, field: own(item.field) }
    if (item.item !== 'lines') return item
    const lines = model.entities.get(print.entity)?.fields.get(item.field)?.target ?? ''
    const columns = item.columns.map((column) => ({ ...column, field: rename(lines, column.field) }))
    const totals = item.totals?.map((path) => rename(lines, path))
    return { ...item, field: own(item.field), columns, ...(totals && { totals }) }
  })
  return { ...print, items }
}
