import type { ReactNode } from 'react'
import { commonTexts } from '../text/common-texts.ts'
import { useText } from '../text/use-language.ts'
import { EmptyState } from './empty-state.tsx'

/** Shown where roles forbid to look; distinct from "there is nothing". */
export function NoPermission({ text, actions, compact }: { text?: string; actions?: ReactNode; compact?: boolean }) {
  const t = useText(commonTexts)
  return (
    <EmptyState
      icon="lock"
      title={t('noPermissionTitle')}
      text={text ?? t('noPermissionText')}
      actions={actions}
      compact={compact}
    />
  )
}
