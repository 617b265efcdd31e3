import { shownField } from '@mortise/metadata'
import { useLocalize } from '@mortise/ui'
import { FieldPicker } from '../../../runtime/filter/field-picker.tsx'
import { useDesignModel } from '../../draft/design-context.ts'
import { DesignServices } from '../../draft/design-services.tsx'
import classes from '../table-designer.module.css'
import type { OptionProps } from './option-panel.tsx'

/** A field of a related record: over a relation of this table. */
export function FieldPathOption({ schema, value, onChange, table, field }: OptionProps) {
  const localize = useLocalize()
  const entity = useDesignModel().entities.get(table.key)
  if (!entity) return null
  return (
    <div className={classes.option}>
      <span className={classes.optionLabel}>{localize(schema.label)}</span>
      <DesignServices>
        <FieldPicker
          entity={entity}
          label={localize(schema.label)}
          value={typeof value === 'string' ? value : null}
          accepts={(candidate, path) =>
            path.includes('.') && path !== field.key && shownField(candidate).kind.relation !== 'children'
          }
          onChange={(path) => onChange(path)}
        />
      </DesignServices>
    </div>
  )
}
