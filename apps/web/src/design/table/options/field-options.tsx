import { shownField } from '@mortise/metadata'
import { Select, useLocalize, useText } from '@mortise/ui'
import { FieldPicker } from '../../../runtime/filter/field-picker.tsx'
import { useDesign, useDesignModel } from '../../draft/design-context.ts'
import { DesignServices } from '../../draft/design-services.tsx'
import classes from '../table-designer.module.css'
import { tableTexts } from '../table-texts.ts'
import { liveFields } from '../use-table.ts'
import type { OptionProps } from './option-panel.tsx'

/** A field of the same table; where a relation is asked for, one that leads to a record. */
export function FieldOption({ schema, value, onChange, table, field }: OptionProps) {
  const t = useText(tableTexts)
  const localize = useLocalize()
  const { fieldTypes } = useDesign()
  const relations = schema.editor === 'relation-field'
  const fields = liveFields(table).filter(
    ({ key, type }) =>
      key !== field.key && (!relations || (fieldTypes.has(type) && fieldTypes.get(type).relation === 'one')),
  )
  return (
    <Select
      label={localize(schema.label)}
      searchable
      placeholder={t(relations ? 'chooseRelation' : 'chooseField')}
      data={fields.map(({ key, label }) => ({ value: key, label: localize(label) }))}
      value={typeof value === 'string' ? value : null}
      onChange={(next) => onChange(next ?? undefined)}
    />
  )
}

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
