import type { ChangeEvent } from '@mortise/data'
import type { EntityModel, FieldModel } from '@mortise/metadata'
import { useLocalize, useText, VisuallyHidden } from '@mortise/ui'
import { IconArrowRight } from '@tabler/icons-react'
import { isBlank } from '../../form/form-values.ts'
import { useFieldKind } from '../../form/use-field-kind.ts'
import classes from './timeline.module.css'
import { timelineTexts } from './timeline-texts.ts'

interface FieldChangesProps {
  entity: EntityModel
  changes: ChangeEvent['changes']
  /** One after the other instead of one below the other. */
  compact?: boolean
}

/** Which values changed: the name of the field, what it was, what it is. Fields that are gone are left out. */
export function FieldChanges({ entity, changes, compact }: FieldChangesProps) {
  const known = [...entity.fields.values()].flatMap((field) => {
    const [before, after] = changes[field.key] ?? []
    const nothing = isBlank(field, before) && isBlank(field, after)
    return nothing || field.key === entity.parent?.field.key ? [] : [{ field, before, after }]
  })
  if (known.length === 0) return null
  return (
    <dl className={classes.changes} data-compact={compact || undefined}>
      {known.map((change) => (
        <FieldChange key={change.field.key} {...change} />
      ))}
    </dl>
  )
}

function FieldChange({ field, before, after }: { field: FieldModel; before: unknown; after: unknown }) {
  const t = useText(timelineTexts)
  const localize = useLocalize()
  const { Cell } = useFieldKind(field)
  const fresh = isBlank(field, before)
  return (
    <div className={classes.change}>
      <dt className={classes.label}>{localize(field.label)}</dt>
      <dd className={classes.values}>
        {fresh ? null : (
          <>
            <VisuallyHidden>{t('from')} </VisuallyHidden>
            <span className={classes.before}>
              <Cell field={field} value={before} appearance="card" />
            </span>
            <IconArrowRight size={13} className={classes.arrow} aria-hidden />
            <VisuallyHidden> {t('to')} </VisuallyHidden>
          </>
        )}
        <span>
          <Cell field={field} value={after ?? field.kind.blank ?? null} appearance="text" />
        </span>
      </dd>
    </div>
  )
}
