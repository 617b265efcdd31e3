import { checkExpression, type EvaluationContext, types } from '@mortise/expressions'
import { type AppModel, type CommandDocument, type CommandPlace, closureOf, schemaOf } from '@mortise/metadata'

/** For which record, or records, commands are offered. */
export interface CommandOffer {
  /** What is known of the record; null for several at once, where each is looked at when the command runs. */
  values: { readonly [field: string]: unknown } | null
  context: EvaluationContext
}

/** The commands of a table that are offered in a place, in their order. The model has only those for the user's roles. */
export function commandsFor(
  model: AppModel,
  entity: string,
  place: CommandPlace,
  offer: CommandOffer,
): CommandDocument[] {
  const rank = ({ position = 500 }: CommandDocument) => position
  return [...model.commands.values()]
    .filter((command) => command.entity === entity && command.places.includes(place) && offers(model, command, offer))
    .sort((a, b) => rank(a) - rank(b) || (a.key < b.key ? -1 : 1))
}

/** Whether a command is offered. Where the browser cannot tell (the condition is about other records) it is; the server decides. */
export function offers(
  model: AppModel,
  { off, when, entity }: Pick<CommandDocument, 'off' | 'when' | 'entity'>,
  { values, context }: CommandOffer,
): boolean {
  if (off) return false
  if (!when || !values) return true
  const checked = checkExpression(when.expr, {
    ...{ schema: schemaOf(model), entity, expected: types.bool, allowJs: true },
    blankAs: when.blankAs,
  })
  if (!checked.ok || checked.uses.has('user') || checked.uses.has('calendar')) return true
  const known = checked.dependencies.every(({ path, field }) => path.length === 0 && Object.hasOwn(values, field))
  return !known || closureOf(checked.root)({ record: values, outer: null, context, related: null }) === true
}
