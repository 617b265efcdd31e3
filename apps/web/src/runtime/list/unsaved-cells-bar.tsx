import { Button, confirm, useText } from '@mortise/ui'
import type { CellEdits } from '@mortise/ui/grid'
import { IconAlertCircle } from '@tabler/icons-react'
import { useSyncExternalStore } from 'react'
import classes from './list-page.module.css'
import { listTexts } from './list-texts.ts'

/** While cells could not be saved: how many, and what to do about all of them. */
export function UnsavedCellsBar({ edits }: { edits: CellEdits }) {
  const t = useText(listTexts)
  const { failed: count } = useSyncExternalStore(edits.subscribe, edits.snapshot)
  if (count === 0) return null
  async function discard() {
    const sure = await confirm({
      title: t('discardAllTitle', { count }),
      text: t('discardAllText'),
      confirmLabel: t('discardAll'),
      danger: true,
    })
    if (sure) edits.discard()
  }
  return (
    <div className={classes.unsaved} role="alert">
      <IconAlertCircle size={16} aria-hidden />
      <span>{t('unsavedCells', { count })}</span>
      <Button size="xs" variant="default" onClick={() => edits.retry()}>
        {t('retryAll')}
      </Button>
      <Button size="xs" variant="subtle" color="gray" onClick={() => void discard()}>
        {t('discardAll')}
      </Button>
    </div>
  )
}
