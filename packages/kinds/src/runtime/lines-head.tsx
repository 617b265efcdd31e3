import { localize } from '@mortise/core'
import { type FieldModel, shownField } from '@mortise/metadata'
import { useRuntimeServices, VisuallyHidden } from '@mortise/ui'
import { useFieldText } from './field-texts.ts'
import classes from './lines.module.css'

/** The heads of the columns, for editing and for reading. */
export function LinesHead({ columns, actions = false }: { columns: readonly FieldModel[]; actions?: boolean }) {
  const { language, fieldRuntimes } = useRuntimeServices()
  const t = useFieldText()
  return (
    <thead>
      <tr>
        <th scope="col">#</th>
        {columns.map((field) => (
          <th key={field.key} scope="col" data-align={fieldRuntimes.get(shownField(field).type).align}>
            {localize(field.label, language)}
            {actions && field.required && (
              <span className={classes.required} aria-hidden>
                {' *'}
              </span>
            )}
          </th>
        ))}
        {actions && (
          <th scope="col">
            <VisuallyHidden>{t('actions')}</VisuallyHidden>
          </th>
        )}
      </tr>
    </thead>
  )
}
