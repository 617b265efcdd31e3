import { EmptyState, useText } from '@mortise/ui'
import { useDesignDocument } from '../draft/design-context.ts'
import type { DesignerProps } from '../frame/designers.tsx'
import { formDesignTexts } from './form-design-texts.ts'
import { FormDesigner } from './form-designer.tsx'

/** A public form is designed beside the form that it opens. */
export function PublicFormDesigner({ documentKey }: DesignerProps) {
  const t = useText(formDesignTexts)
  const document = useDesignDocument(`public_form/${documentKey}`)
  const form = useDesignDocument(`form/${document?.form ?? ''}`)
  if (!form) return <EmptyState icon="map" title={t('formMissing')} text={t('formMissingText')} />
  return <FormDesigner documentKey={form.key} part="public" />
}
