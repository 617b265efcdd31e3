import { localize } from '@mortise/core'
import { type FieldModel, shownField } from '@mortise/metadata'
import { type RuntimeServices, useRuntimeServices, VisuallyHidden } from '@mortise/ui'
import type { CSSProperties } from 'react'
import { useFieldText } from './field-texts.ts'
import classes from './lines.module.css'

/** How much of its usual width a column needs at least. */
const narrowest = 0.75

/** The heads of the columns, for editing and for reading. */
export function LinesHead({ columns, actions = false }: { columns: readonly FieldModel[]; actions?: boolean }) {
  const { language, fieldRuntimes } = useRuntimeServices()
  const t = useFieldText()
  return (
    <thead>
      <tr>
        <th scope="col" className={classes.number}>
          #
        </th>
        {columns.map((field) => (
          <th
            key={field.key}
            scope="col"
            data-align={fieldRuntimes.get(shownField(field).type).align}
            style={actions ? widthOf(field, fieldRuntimes) : undefined}
          >
            {localize(field.label, language)}
            {actions && field.required && (
              <span className={classes.required} aria-hidden>
                {' *'}
              </span>
            )}
          </th>
        ))}
        {actions && (
          <th scope="col" className={classes.actionCell}>
            <VisuallyHidden>{t('actions')}</VisuallyHidden>
          </th>
        )}
      </tr>
    </thead>
  )
}

/**
 * Widths stand in the heads, so that columns stay where they are when lines come and go. Lines with a price have many
 * columns; they stay in sight together as long as their texts fit.
 */
function widthOf(field: FieldModel, fieldRuntimes: RuntimeServices['fieldRuntimes']): CSSProperties {
  const width = Math.min(fieldRuntimes.get(shownField(field).type).width * narrowest, 160)
  return (field.kind.writable ?? true) ? { width, minWidth: width } : { width }
}
