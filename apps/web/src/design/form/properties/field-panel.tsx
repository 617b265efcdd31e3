import type { FormItem } from '@mortise/metadata'
import { Checkbox, Select, useText } from '@mortise/ui'
import { LocalizedInput } from '../../table/localized-input.tsx'
import { columnsOf } from '../tree/columns.ts'
import { formId } from '../tree/form-node.ts'
import { ColumnChoice } from './column-choice.tsx'
import type { NodePanelProps } from './form-properties.tsx'
import { propertyTexts } from './property-texts.ts'
import { TableFieldPart } from './table-field-part.tsx'
import { useNodeEdit } from './use-node-edit.ts'

type Field = Extract<FormItem, { item: 'field' }>

/** A field on this form, and below the field itself. */
export function FieldPanel({ node, member, form, entity }: NodePanelProps<Field>) {
  const t = useText(propertyTexts)
  const put = useNodeEdit<Field>(node.id)
  const columns = columnsOf(form, node.parent ?? formId)
  const writable = entity.fields.get(member.field)?.kind.writable !== false
  const set = (name: 'required' | 'readOnly', checked: boolean) => put({ [name]: checked ? true : undefined })
  return (
    <>
      <LocalizedInput
        optional
        label={t('label')}
        description={member.label ? undefined : t('labelHint')}
        maxLength={100}
        value={member.label}
        onChange={(label) => put({ label }, 'label')}
      />
      <LocalizedInput
        optional
        rows={2}
        label={t('help')}
        value={member.help}
        onChange={(help) => put({ help }, 'help')}
      />
      {columns > 1 ? (
        <ColumnChoice
          label={t('span')}
          max={columns}
          value={Math.min(member.span ?? 1, columns)}
          onChange={(span) => put({ span: span === 1 ? undefined : span })}
        />
      ) : null}
      {writable ? (
        <>
          <Checkbox
            label={t('required')}
            checked={member.required === true}
            onChange={(event) => set('required', event.currentTarget.checked)}
          />
          <Checkbox
            label={t('readOnly')}
            checked={member.readOnly === true}
            onChange={(event) => set('readOnly', event.currentTarget.checked)}
          />
          <Select
            label={t('whenHidden')}
            allowDeselect={false}
            data={[
              { value: 'keep', label: t('keep') },
              { value: 'clear', label: t('clear') },
            ]}
            value={member.whenHidden ?? 'keep'}
            onChange={(next) => put({ whenHidden: next === 'clear' ? 'clear' : undefined })}
          />
        </>
      ) : null}
      <TableFieldPart entity={entity} field={member.field} />
    </>
  )
}
