import type { EntityModel, FormDocument } from '@mortise/metadata'

export function FormProperties(_: { form: FormDocument; entity: EntityModel }) {
  return null
}
