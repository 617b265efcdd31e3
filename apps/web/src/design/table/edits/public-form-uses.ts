import type { PublicFormDocument } from '@mortise/metadata'

/** The public form without a field of its table; null when nothing is left to fill in. */
export function withoutFieldInPublicForm(document: PublicFormDocument, field: string): PublicFormDocument | null {
  const { parameters, choices, values, limits, ...rest } = document
  const fields = rest.fields.filter((key) => key !== field)
  if (fields.length === 0) return null
  const left = <Member extends { field: string }>(members: readonly Member[] | undefined) => {
    const kept = members?.filter((member) => member.field !== field) ?? []
    return kept.length > 0 ? kept : undefined
  }
  const [keptParameters, keptChoices] = [left(parameters), left(choices)]
  const keptValues = Object.entries(values ?? {}).filter(([key]) => key !== field)
  const { perValue, ...otherLimits } = limits ?? {}
  return {
    ...rest,
    fields,
    ...(keptValues.length > 0 && { values: Object.fromEntries(keptValues) }),
    ...(keptParameters && { parameters: keptParameters }),
    ...(keptChoices && { choices: keptChoices }),
    ...(limits && { limits: { ...otherLimits, ...(perValue && perValue.field !== field && { perValue }) } }),
  }
}

/** The public form with another key of a field. */
export function renamedInPublicForm(document: PublicFormDocument, from: string, to: string): PublicFormDocument {
  const { parameters, choices, values, limits } = document
  const named = (key: string) => (key === from ? to : key)
  const list = <Member extends { field: string }>(members: readonly Member[]) =>
    members.map((member) => ({ ...member, field: named(member.field) }))
  return {
    ...document,
    fields: document.fields.map(named),
    ...(values && { values: Object.fromEntries(Object.entries(values).map(([key, value]) => [named(key), value])) }),
    ...(parameters && { parameters: list(parameters) }),
    ...(choices && { choices: list(choices) }),
    ...(limits?.perValue && {
      limits: { ...limits, perValue: { ...limits.perValue, field: named(limits.perValue.field) } },
    }),
  }
}
