import { type FormAction, type FormRule, serverExpression } from '@mortise/metadata'
import type { AppReader } from './app-reader.ts'

/**
 * The rules of a form for who may not know of everything that they are about. Expressions that name something hidden stand
 * as such, to be asked of the server; actions keep their places, because answers go by them.
 */
export function describeRules(rules: readonly FormRule[], entity: string, reader: AppReader): FormRule[] {
  return rules.flatMap((rule) => {
    const table = rule.lines === undefined ? entity : reader.target(entity, rule.lines)
    if (rule.off || table === null) return []
    const when = rule.when && (reader.expression(table, rule.when) ? rule.when : serverExpression)
    const actions = rule.actions.map((action) => describeAction[action.do](action as never, table, reader))
    return [{ ...rule, ...(when && { when }), actions }]
  })
}

type ActionOf<Name extends FormAction['do']> = Extract<FormAction, { do: Name }>
type Describe = {
  [Name in FormAction['do']]: (action: ActionOf<Name>, entity: string, reader: AppReader) => FormAction
}

/** Stands for an action about what the reader does not know of. */
const nothing: FormAction = { do: 'optional', fields: [] }

const onTargets = <Action extends FormAction & { fields?: string[] }>(
  action: Action,
  entity: string,
  reader: AppReader,
): Action => (action.fields ? { ...action, fields: action.fields.filter((key) => reader.field(entity, key)) } : action)

const describeAction: Describe = {
  show: onTargets,
  hide: onTargets,
  read_only: onTargets,
  editable: onTargets,
  require: onTargets,
  optional: onTargets,
  style: onTargets,
  set(action, entity, reader) {
    if (!reader.field(entity, action.field)) return nothing
    return reader.expression(entity, action.value) ? action : { ...action, value: serverExpression }
  },
  fill(action, entity, reader) {
    const source = reader.target(entity, action.from)
    if (source === null) return nothing
    const values = action.values.filter(({ field, path }) => reader.field(entity, field) && reader.path(source, path))
    return values.length > 0 ? { ...action, values } : nothing
  },
  options(action, entity, reader) {
    if (!reader.field(entity, action.field)) return nothing
    const target = reader.target(entity, action.field)
    const { where } = action
    if (!where || (target !== null && reader.expression(target, where, entity))) return action
    // What it would be narrowed by is not for this reader; the server still is strict about it.
    return nothing
  },
  message(action, entity, reader) {
    const { field, ...rest } = action
    return field === undefined || reader.field(entity, field) ? action : rest
  },
}
