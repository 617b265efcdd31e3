import { toast } from '@mortise/ui'
import { formDesignTexts } from '../form-design-texts.ts'
import type { FormActions } from './form-actions.ts'

/** Pastes, and says what could not be. */
export function pasteAndTell(actions: FormActions): void {
  const done = actions.paste()
  if (!done) toast(formDesignTexts.t('pasteNothing'))
  else if (done.left > 0) toast(formDesignTexts.t('pasteLeft', { count: done.left }))
}
