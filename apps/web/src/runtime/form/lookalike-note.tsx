import type { Lookalikes } from '@mortise/data'
import { useLocalize, useText } from '@mortise/ui'
import { IconCopy } from '@tabler/icons-react'
import { formTexts } from './form-texts.ts'
import classes from './lookalike-note.module.css'
import type { RecordFormModel } from './use-record-form.ts'

/** Under the last field of a duplicate check that is on the form: records that look the same. It keeps nobody from saving. */
export function LookalikeNote({ model, field }: { model: RecordFormModel; field: string }) {
  const onForm = new Set(model.fields.map(({ key }) => key))
  const own = model.lookalikes.filter(({ fields }) => fields.filter((key) => onForm.has(key)).at(-1) === field)
  // The place is there from the start, so that it is read out when something comes into it.
  return (
    <div role="status" className={classes.place}>
      {own.map((found) => (
        <Note key={found.check} found={found} model={model} />
      ))}
    </div>
  )
}

function Note({ found, model }: { found: Lookalikes; model: RecordFormModel }) {
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
