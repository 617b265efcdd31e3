import { IconAlertCircle, IconCircleCheck, IconCircleDashed, IconCloudOff, IconLoader2 } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { feedbackTexts } from '../feedback/feedback-texts.ts'
import { useText } from '../text/use-language.ts'
import classes from './save-state.module.css'

export type SaveStateValue = 'clean' | 'unsaved' | 'saving' | 'saved' | 'failed' | 'offline'

/** Whether what the user typed has reached the server, as an icon and a word; changes are read out. */
export function SaveState({ state }: { state: SaveStateValue }) {
  const t = useText(feedbackTexts)
  if (state === 'clean') return <span role="status" />
  const Icon = icons[state]
  return (
    <span className={classes.root} data-state={state} role="status">
      <Icon size={15} aria-hidden />
      {t(state)}
    </span>
  )
}

const icons: Record<Exclude<SaveStateValue, 'clean'>, ComponentType<{ size: number; 'aria-hidden': boolean }>> = {
  unsaved: IconCircleDashed,
  saving: IconLoader2,
  saved: IconCircleCheck,
  failed: IconAlertCircle,
  offline: IconCloudOff,
}
