import type { CommandRun } from '@mortise/command/server'
import type { EntityModel } from '@mortise/metadata'
import type { FieldValues } from './command-values.ts'

/** What fields are given, as they hold it; fields that have gone are left out. */
export function fieldInputs(values: FieldValues, table: EntityModel | undefined, run: CommandRun) {
  const given = values.flatMap(({ field: key, value }) => {
    const field = table?.fields.get(key)
    return field ? [[key, run.valueFor(field, value)] as const] : []
  })
  return Object.fromEntries(given)
}
