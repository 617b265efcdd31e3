import { confirm } from '@mortise/ui'
import { recordTexts } from './record-texts.ts'

/** Whether what was filled in may go with the dialog. */
export function confirmClosing(): Promise<boolean> {
  return confirm({
    title: recordTexts.t('closeTitle'),
    text: recordTexts.t('closeText'),
    confirmLabel: recordTexts.t('close'),
    cancelLabel: recordTexts.t('keepFilling'),
    danger: true,
  })
}
