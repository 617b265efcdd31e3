import { Button, useText } from '@mortise/ui'
import type { ReactNode } from 'react'
import { adminTexts } from './admin-texts.ts'
import { Notice } from './notice.tsx'

/** That the draft of the app has changes, with the way to publish them. */
export function PendingNotice({ onReview, children }: { onReview(): void; children: ReactNode }) {
  const t = useText(adminTexts)
  return (
    <Notice
      action={
        <Button size="xs" onClick={onReview}>
          {t('review')}
        </Button>
      }
    >
      {children}
    </Notice>
  )
}
