import type { EntityModel, FormDocument } from '@mortise/metadata'
import type { PreviewWidth } from '../form-designer.tsx'

export function FormPreview(_: { form: FormDocument; entity: EntityModel; width: PreviewWidth }) {
  return null
}
