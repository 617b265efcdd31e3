import type { FieldModel } from '@mortise/metadata'
import { Checkbox, NumberInput, useLocalize, useText } from '@mortise/ui'
import { useDesignModel } from '../../draft/design-context.ts'
import { LocalizedInput } from '../../table/localized-input.tsx'
import { ConditionSetting } from '../properties/condition-setting.tsx'
import { isRelation, openableFields, withField } from './public-edits.ts'
import classes from './public-panel.module.css'
import type { PublicPartProps } from './public-panel.tsx'
import { publicTexts } from './public-texts.ts'

/** The words above the form, and which of its fields visitors fill in. */
export function PublicFields(props: PublicPartProps) {
  const t = useText(publicTexts)
  const localize = useLocalize()
  const { document, form, entity, put } = props
  const fields = openableFields(form, entity)
  const takesFiles = fields.some(({ key, kind }) => kind.group === 'file' && document.fields.includes(key))
  return (
    <>
      <LocalizedInput
        label={t('title')}
        maxLength={100}
        value={document.label}
        onChange={(label) => label && put({ label }, 'label')}
      />
      <LocalizedInput
        optional
        rows={2}
        label={t('intro')}
        value={document.intro}
        onChange={(intro) => put({ intro }, 'intro')}
      />
      <h3 className={classes.head}>{t('fields')}</h3>
      <p className={classes.quiet}>{t('fieldsHint')}</p>
      {fields.map((field) => (
        <div key={field.key}>
          <Checkbox
            label={localize(field.label)}
            checked={document.fields.includes(field.key)}
            onChange={(event) => put(withField(document, field, event.currentTarget.checked))}
          />
          {isRelation(field) && document.fields.includes(field.key) ? <Choice {...props} field={field} /> : null}
        </div>
      ))}
      {takesFiles ? (
        <NumberInput
          label={t('fileSize')}
          min={1}
          max={100}
          value={document.files?.maxSizeMb ?? 10}
          onChange={(next) => put({ files: { maxSizeMb: Math.max(1, Math.trunc(Number(next) || 1)) } }, 'files')}
        />
      ) : null}
    </>
  )
}

/** Which records of the other table visitors may find. */
function Choice({ document, field, put }: PublicPartProps & { field: FieldModel }) {
  const t = useText(publicTexts)
  const localize = useLocalize()
  const target = useDesignModel().entities.get(field.target ?? '')
  const choice = document.choices?.find((one) => one.field === field.key)
  if (!target) return null
  return (
    <div className={classes.choice}>
      <p className={classes.quiet}>{t('relationHint', { name: localize(target.label) })}</p>
      <ConditionSetting
        label={t('limitRecords')}
        entity={target}
        value={choice?.where}
        none={t('allRecords')}
        onChange={(where) => {
          const others = document.choices?.filter((one) => one.field !== field.key) ?? []
          put({ choices: [...others, { field: field.key, ...(where && { where }) }] })
        }}
      />
    </div>
  )
}
