import { useText } from '@mortise/ui'
import classes from './capped-note.module.css'
import { viewTexts } from './view-texts.tsx'

/** Says that there are more records than a view draws. */
export function CappedNote({ limit }: { limit: number }) {
  const t = useText(viewTexts)
  return <div className={classes.capped}>{t('capped', { count: limit.toLocaleString() })}</div>
}
