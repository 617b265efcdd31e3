import { localize } from '@mortise/core'
import type { EntityModel, FieldDocument } from '@mortise/metadata'
import { Anchor, Checkbox, useText } from '@mortise/ui'
import { useDesign, useDesignDocument } from '../../draft/design-context.ts'
import { useDesignAddress } from '../../frame/design-address.ts'
import { inBoth } from '../../in-both.ts'
import { changeField } from '../../table/edits/field-edits.ts'
import { LocalizedInput } from '../../table/localized-input.tsx'
import { OptionPanel } from '../../table/options/option-panel.tsx'
import { formDesignTexts } from '../form-design-texts.ts'
import classes from './form-properties.module.css'
import { propertyTexts } from './property-texts.ts'

/** The field of the table that an item shows: what is the same on all forms. */
export function TableFieldPart({ entity, field: key }: { entity: EntityModel; field: string }) {
  const t = useText(propertyTexts)
  const { store, fieldTypes } = useDesign()
  const { open } = useDesignAddress()
  const table = useDesignDocument(`entity/${entity.key}`)
  const field = table?.fields.find((own) => own.key === key && !own.archived)
  if (!table || !field) {
    return (
      <p className={classes.quiet} role={entity.fields.has(key) ? undefined : 'alert'}>
        {t(entity.fields.has(key) ? 'systemField' : 'missingField')}
      </p>
    )
  }
  const change = (next: (present: FieldDocument) => FieldDocument, merge?: string) =>
    store.change(
      inBoth(formDesignTexts, 'didChange', (language) => ({ name: localize(field.label, language) })),
      changeField(entity.key, key, next),
      merge === undefined ? {} : { merge: `${entity.key}.${key} ${merge}` },
    )
  const writable = !fieldTypes.has(field.type) || fieldTypes.get(field.type).writable !== false
  return (
    <>
      <h3 className={classes.head}>{t('ofField')}</h3>
      <p className={classes.quiet}>
        {t('ofFieldHint')}{' '}
        <Anchor component="button" type="button" fz="inherit" onClick={() => open(`entity/${entity.key}`, key)}>
          {t('openTable')}
        </Anchor>
      </p>
      <LocalizedInput
        label={t('fieldLabel')}
        maxLength={100}
        value={field.label}
        onChange={(label) => label && change((present) => ({ ...present, label }), 'label')}
      />
      {writable ? (
        <Checkbox
          label={t('fieldRequired')}
          checked={field.required === true}
          onChange={(event) => {
            const required = event.currentTarget.checked
            change(({ required: _, ...present }) => (required ? { ...present, required } : present))
          }}
        />
      ) : null}
      <OptionPanel table={table} field={field} onChange={change} />
    </>
  )
}
