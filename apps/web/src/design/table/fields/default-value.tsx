import type { EntityDocument, FieldDocument } from '@mortise/metadata'
import { useRuntimeServices, useText } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { kindsQuery } from '../../../api/kinds.ts'
import { useDesign, useDesignModel } from '../../draft/design-context.ts'
import { DesignServices } from '../../draft/design-services.tsx'
import classes from '../table-designer.module.css'
import { fieldTexts } from './field-texts.ts'

interface DefaultValueProps {
  table: EntityDocument
  field: FieldDocument
  onChange(change: (field: FieldDocument) => FieldDocument, merge?: string): void
}

/** What a new record has in the field, entered with the input that users have for it. */
export function DefaultValue(props: DefaultValueProps) {
  const { fieldTypes } = useDesign()
  const kind = fieldTypes.has(props.field.type) ? fieldTypes.get(props.field.type) : null
  if (props.table.figures || !kind || kind.writable === false || kind.relation !== undefined || kind.group === 'file')
    return null
  return (
    <DesignServices>
      <DefaultInput {...props} />
    </DesignServices>
  )
}

function DefaultInput({ table, field, onChange }: DefaultValueProps) {
  const t = useText(fieldTexts)
  useRuntimeServices()
  const model = useDesignModel().entities.get(table.key)?.fields.get(field.key)
  const kinds = useQuery(kindsQuery).data
  // Values that are known only when a record is made have no input yet; they are kept.
  const fixed = !(typeof field.default === 'object' && field.default !== null && 'ctx' in field.default)
  if (!model || !kinds || !fixed) return null
  const { Input } = kinds.fieldRuntimes.get(field.type)
  const id = `default-${field.key}`
  return (
    <div className={classes.option}>
      <label id={id} htmlFor={`${id}-input`} className={classes.optionLabel}>
        {t('defaultValue')}
      </label>
      <Input
        id={`${id}-input`}
        field={{ ...model, required: false }}
        value={(field.default ?? model.kind.blank ?? null) as never}
        appearance="form"
        onChange={((value: unknown) => onChange((present) => withDefault(present, value), 'default')) as never}
      />
    </div>
  )
}

function withDefault({ default: _, ...field }: FieldDocument, value: unknown): FieldDocument {
  const blank = value === null || value === undefined || value === false || (Array.isArray(value) && value.length === 0)
  return blank ? field : { ...field, default: value }
}
