import { Tooltip, useLanguage, useText } from '@mortise/ui'
import { IconAlertCircle, IconCloudCheck, IconCloudOff, IconCloudUp, type TablerIcon } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useDraft } from '../draft/design-context.ts'
import type { SaveState } from '../draft/draft-store.ts'
import { designTexts } from './design-texts.ts'
import classes from './design-top-bar.module.css'

const icons: Record<SaveState['kind'], TablerIcon> = {
  saved: IconCloudCheck,
  saving: IconCloudUp,
  local: IconCloudOff,
  conflict: IconAlertCircle,
  refused: IconAlertCircle,
}

/** Where the changes are: at the server, on the way, or only in this browser. Never moves what stands beside it much. */
export function DraftSaveState() {
  const t = useText(designTexts)
  const save = useDraft((snapshot) => snapshot.save)
  const when = useWhen(save.kind === 'saved' ? save.at : null)
  const Icon = icons[save.kind]
  const hint = save.kind === 'refused' ? save.message : t(save.kind === 'local' ? 'localHint' : 'savedHint')
  return (
    <Tooltip label={hint} multiline maw={320}>
      <span className={classes.state} data-kind={save.kind}>
        <Icon size={15} aria-hidden />
        <span className={classes.stateWords} role="status">
          {save.kind === 'saved' ? (when ? t('savedAt', { when }) : t('saved')) : t(save.kind)}
        </span>
      </span>
    </Tooltip>
  )
}

/** How long ago it was, told anew every half a minute. */
function useWhen(at: number | null): string | null {
  const t = useText(designTexts)
  const language = useLanguage()
  const [, tick] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 30_000)
    return () => clearInterval(timer)
  }, [])
  if (at === null) return null
  const minutes = Math.floor((Date.now() - at) / 60_000)
  if (minutes < 1) return t('justNow')
  const format = new Intl.RelativeTimeFormat(language === 'zh' ? 'zh-CN' : 'en', { style: 'short' })
  return minutes < 60 ? format.format(-minutes, 'minute') : format.format(-Math.floor(minutes / 60), 'hour')
}
