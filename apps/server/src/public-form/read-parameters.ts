import { asSystem } from '@mortise/data'
import type { DataEngine } from '@mortise/data/server'
import { dayOfInstant } from '@mortise/expressions'
import type { FieldModel, PublicParameter, TextReading } from '@mortise/metadata'
import type { OpenedPublicForm } from './open-public-form.ts'

/** Names that nobody declared are left out, and so is what means nothing: a link with a slip still opens. */
export async function readHiddenParameters(
  engine: DataEngine,
  opened: OpenedPublicForm,
  given: { readonly [name: string]: string },
): Promise<{ [field: string]: unknown }> {
  const { document, entity } = opened
  const values: { [field: string]: unknown } = {}
  for (const parameter of document.parameters ?? []) {
    const text = Object.hasOwn(given, parameter.name) ? given[parameter.name]?.trim() : undefined
    const field = entity.fields.get(parameter.field)
    if (!text || !field || !isHidden(opened, parameter)) continue
    const value =
      field.kind.relation === 'one'
        ? await findMatch(engine, opened, { field, match: parameter.match ?? '', text })
        : readText(field, text, readingOf(opened))
    if (value !== null && value !== undefined) values[field.key] = value
  }
  return values
}

/** Those of fields that are filled in are put there by the page, where the visitor sees and may change them. */
export function isHidden(
  { document, entity }: Pick<OpenedPublicForm, 'document' | 'entity'>,
  parameter: PublicParameter,
) {
  return !document.fields.includes(parameter.field) || entity.fields.get(parameter.field)?.kind.relation === 'one'
}

/** The only record with exactly this text; whether there is one is not told. */
async function findMatch(
  engine: DataEngine,
  { scope }: OpenedPublicForm,
  { field, match, text }: { field: FieldModel; match: string; text: string },
): Promise<string | null> {
  const query = { select: ['id'], filter: { field: match, op: 'eq' as const, value: text }, page: { size: 2 } }
  const { records } = await engine.query(
    asSystem('public form: parameter of the link'),
    scope,
    field.target ?? '',
    query,
  )
  return records.length === 1 ? (records[0]?.id ?? null) : null
}

function readText(field: FieldModel, text: string, reading: TextReading): unknown {
  const value = field.kind.fromText ? field.kind.fromText(text, field, reading) : text
  if (value === undefined || !field.kind.normalise) return value
  const result = field.kind.normalise(value as never, field.options as never, field)
  return 'code' in result ? undefined : result.value
}

function readingOf({ scope: { workspace } }: OpenedPublicForm): TextReading {
  const { timeZone } = workspace
  return { timeZone, today: dayOfInstant(Date.now(), timeZone) ?? '' }
}
