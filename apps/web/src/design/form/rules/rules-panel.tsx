import type { EntityModel, FormDocument } from '@mortise/metadata'

export function RulesPanel(_: { form: FormDocument; entity: EntityModel }) {
  return null
}
