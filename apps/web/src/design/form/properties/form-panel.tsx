import type { EntityModel, FormDocument, FormUse } from '@mortise/metadata'
import { MultiSelect, useLocalize, useText } from '@mortise/ui'
import { useDesignDocuments } from '../../draft/design-context.ts'
import { LocalizedInput } from '../../table/localized-input.tsx'
import { useFormDesign } from '../form-design-context.ts'
import { inFormOrder } from '../form-switch.tsx'
import { columnsOfForm } from '../tree/columns.ts'
import { ColumnChoice } from './column-choice.tsx'
import { ConditionSetting } from './condition-setting.tsx'
import classes from './form-properties.module.css'
import { propertyTexts } from './property-texts.ts'
import { withoutUndefined } from './use-node-edit.ts'

/** The form itself: its name, its columns, and for whom and which records it is. */
export function FormPanel({ form, entity }: { form: FormDocument; entity: EntityModel }) {
  const t = useText(propertyTexts)
  const localize = useLocalize()
  const { actions } = useFormDesign()
  const roles = useDesignDocuments('role')
  const forms = inFormOrder(useDesignDocuments('form').filter((other) => other.entity === form.entity))
  const put = (change: Partial<FormDocument>, merge?: string) =>
    actions.change('didChangeForm', (present) => withoutUndefined({ ...present, ...change }) as FormDocument, merge)
  const setUse = (change: Partial<FormUse>) => {
    const use = withoutUndefined({ ...form.use, ...change })
    put({ use: Object.keys(use).length > 0 ? use : undefined })
  }
  return (
    <div className={classes.panel}>
      <h2 className={classes.title}>
        <span className="ui-truncate">{localize(form.label)}</span>
        <span className={classes.kind}>{t('form')}</span>
      </h2>
      <LocalizedInput
        label={t('name')}
        maxLength={100}
        value={form.label}
        onChange={(label) => label && put({ label }, 'label')}
      />
      <ColumnChoice label={t('columns')} value={columnsOfForm(form)} onChange={(columns) => put({ columns })} />
      <h3 className={classes.head}>{t('use')}</h3>
      <p className={classes.quiet}>{t('useHint')}</p>
      <MultiSelect
        label={t('roles')}
        placeholder={form.use?.roles ? undefined : t('everyRole')}
        data={roles.map(({ key, label }) => ({ value: key, label: localize(label) }))}
        value={form.use?.roles ?? []}
        onChange={(next) => setUse({ roles: next.length > 0 ? next : undefined })}
      />
      <ConditionSetting
        label={t('condition')}
        entity={entity}
        value={form.use?.when}
        none={t('noCondition')}
        onChange={(when) => setUse({ when })}
      />
      <p className={classes.quiet}>
        {t('order', { position: forms.findIndex(({ key }) => key === form.key) + 1, count: forms.length })}
      </p>
    </div>
  )
}
