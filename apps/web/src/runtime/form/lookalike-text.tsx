import type { Lookalikes } from '@mortise/data'
import { useLocalize, useText } from '@mortise/ui'
import { IconCopy } from '@tabler/icons-react'
import { formTexts } from './form-texts.ts'
import classes from './lookalike-note.module.css'
import type { RecordFormModel } from './use-record-form.ts'

/** The records that one duplicate check found. */
export function LookalikeText({ found, model }: { found: Lookalikes; model: RecordFormModel }) {
  const t = useText(formTexts)
  const localize = useLocalize()
  const { entity } = model
  return (
    <div className={classes.note}>
      <IconCopy size={14} aria-hidden className={classes.icon} />
      <div>
        <span>{found.message ? localize(found.message) : t('lookalikes')}</span>{' '}
        {found.records.map(({ id, title }, at) => (
          <span key={id}>
            {at > 0 ? ' · ' : ''}
            <a href={`/a/${entity.app}/${entity.key}/${id}`} target="_blank" rel="noreferrer">
              {title || id}
            </a>
          </span>
        ))}
        {found.more > 0 ? <span> {t('lookalikesMore', { count: found.more })}</span> : null}
        {found.hidden > 0 ? (
          <span className={classes.hidden}> {t('lookalikesHidden', { count: found.hidden })}</span>
        ) : null}
      </div>
    </div>
  )
}
