import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { commonTexts } from '../text/common-texts.ts'
import { useText } from '../text/use-language.ts'
import { SaveState, type SaveStateValue } from './save-state.tsx'
import { ShortcutHint } from './shortcut-hint.tsx'
import classes from './unsaved-bar.module.css'

export interface UnsavedBarProps {
  state: SaveStateValue
  /** How many fields differ, or why saving failed. */
  detail?: ReactNode
  onSave(): void
  onDiscard(): void
  saveLabel?: string
}

/** The bar at the bottom of a form that was changed: what is unsaved, discard, save. */
export function UnsavedBar({ state, detail, onSave, onDiscard, saveLabel }: UnsavedBarProps) {
  const t = useText(commonTexts)
  return (
    <div className={classes.bar} data-state={state}>
      <div className={classes.words}>
        <SaveState state={state} />
        {detail ? <span className={classes.detail}>{detail}</span> : null}
      </div>
      <Button variant="subtle" color="gray" onClick={onDiscard} disabled={state === 'saving'}>
        {t('discard')}
      </Button>
      <Button onClick={onSave} loading={state === 'saving'} rightSection={<ShortcutHint keys="mod+Enter" onAccent />}>
        {saveLabel ?? t('save')}
      </Button>
    </div>
  )
}
