import type { DraftState } from '@mortise/api'
import { confirm, currentLanguage, toastError } from '@mortise/ui'
import { api } from '../../api/api-client.ts'
import { messageOf, requestIdOf } from '../../api/api-error.ts'
import { keepDraft } from '../admin-data.ts'
import { revisionTexts } from './revision-texts.ts'

/** Sets the draft to an earlier revision, if the user agrees; whether it was done. */
export async function restoreRevision(app: string, revision: number, pending: number): Promise<boolean> {
  const { t } = revisionTexts
  const lost = pending > 0 ? [t('restoreDraft', { count: pending })] : []
  const agreed = await confirm({
    title: t('restoreTitle', { revision }),
    text: [t('restoreText', { revision }), ...lost].join(currentLanguage() === 'zh' ? '' : ' '),
    confirmLabel: t('restore'),
    danger: pending > 0,
  })
  if (!agreed) return false
  try {
    keepDraft(app, await api.post<DraftState>(`/apps/${app}/revisions/${revision}/restore`, {}))
    return true
  } catch (error) {
    toastError(messageOf(error), requestIdOf(error))
    return false
  }
}
