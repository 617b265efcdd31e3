import { modals } from '@mantine/modals'
import type { ReactNode } from 'react'
import { commonTexts } from '../text/common-texts.ts'

export interface ConfirmOptions {
  title: string
  /** What will happen, and that it cannot be undone. */
  text: ReactNode
  /** The verb: "Delete for good". */
  confirmLabel: string
  cancelLabel?: string
  danger?: boolean
}

/** Asks before something that cannot be undone; everything else is done at once and offers to undo. */
export function confirm({ title, text, confirmLabel, cancelLabel, danger = false }: ConfirmOptions): Promise<boolean> {
  return new Promise((resolve) => {
    modals.openConfirmModal({
      title,
      children: <div style={{ color: 'var(--ui-text-2)' }}>{text}</div>,
      labels: { confirm: confirmLabel, cancel: cancelLabel ?? commonTexts.t('cancel') },
      confirmProps: { color: danger ? 'red' : undefined, 'data-autofocus': danger ? undefined : true },
      cancelProps: { 'data-autofocus': danger ? true : undefined },
      onConfirm: () => resolve(true),
      onCancel: () => resolve(false),
      onClose: () => resolve(false),
    })
  })
}
