import type { EntityRecord } from '@mortise/data'
import type { EntityModel, FormDocument } from '@mortise/metadata'
import { StatusChip, useLanguage, useText } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { appQuery } from '../../../api/app-description.ts'
import { EditingContext, type EditingState } from '../../../runtime/form/editing-context.ts'
import { FormItems } from '../../../runtime/form/form-items.tsx'
import { FormMessages } from '../../../runtime/form/form-messages.tsx'
import formClasses from '../../../runtime/form/record-form.module.css'
import { TriedFormContext } from '../../../runtime/form/rules/use-form-run.ts'
import { FormRunContext, useHeldRules } from '../../../runtime/form/rules/use-form-state.ts'
import { useRecordForm } from '../../../runtime/form/use-record-form.ts'
import { useDesignModel } from '../../draft/design-context.ts'
import { type PreviewWidth, SheetStage } from '../../workbench/sheet-stage.tsx'
import { ruleName } from '../rules/rule-words.ts'
import { columnsOfForm } from '../tree/columns.ts'
import classes from './form-preview.module.css'
import { previewTexts } from './preview-texts.ts'

interface PreviewFormProps {
  form: FormDocument
  entity: EntityModel
  record: EntityRecord | null
  width: PreviewWidth
}

/** The real form with its rules; there is no way to save it. */
export function PreviewForm(props: PreviewFormProps) {
  const { form, entity } = props
  const published = useQuery({ ...appQuery(entity.app), retry: false }).data?.model.entities.get(entity.key)
  const tried = useMemo(
    () => ({ form, isKnown: (field: string) => published?.fields.has(field) ?? false }),
    [form, published],
  )
  return (
    <TriedFormContext value={tried}>
      <TriedForm {...props} />
    </TriedFormContext>
  )
}

function TriedForm({ form, entity, record, width }: PreviewFormProps) {
  // Under a key of its own: what the server says of the published form does not hold for this one.
  const tried = useMemo(() => ({ ...form, key: ':preview' }), [form])
  const model = useRecordForm({ entity, form: tried, record, onSaved: () => {}, kept: false })
  const { editing, problems, reportUnread } = model
  const state = useMemo(
    (): EditingState => ({
      ...editing,
      isEditing: () => true,
      editable: true,
      recordId: record?.id ?? null,
      problems,
      reportUnread,
    }),
    [editing, problems, reportUnread, record],
  )
  return (
    <div className={classes.body}>
      <SheetStage width={width} className={classes.stage} sheetClass={classes.sheet}>
        <div className={formClasses.form}>
          <EditingContext value={state}>
            <FormRunContext value={model.run}>
              <FormMessages />
              <FormItems items={form.items} model={model} columns={columnsOfForm(form)} />
            </FormRunContext>
          </EditingContext>
        </div>
      </SheetStage>
      <FormRunContext value={model.run}>
        <HeldRules form={form} entity={entity} />
      </FormRunContext>
    </div>
  )
}

/** Which rules hold at the moment. */
function HeldRules({ form, entity }: { form: FormDocument; entity: EntityModel }) {
  const t = useText(previewTexts)
  const language = useLanguage()
  const model = useDesignModel()
  const held = useHeldRules()
  const rules = (form.rules ?? []).filter(({ off }) => !off)
  // Of rules for lines each line holds by itself: `price 3`.
  const holds = (key: string) => [...held].some((one) => one === key || one.startsWith(`${key} `))
  return (
    <aside className={classes.rules} aria-label={t('rules')}>
      <h2 className={classes.title}>{t('rules')}</h2>
      {rules.length === 0 ? <p className={classes.quiet}>{t('noRules')}</p> : null}
      <ul className={classes.list}>
        {rules.map((rule) => (
          <li key={rule.key} className={classes.rule} data-holds={holds(rule.key)}>
            <span>{ruleName(rule, { model, entity, form }, language)}</span>
            <StatusChip size="sm" colour={holds(rule.key) ? 'green' : 'grey'}>
              {t(holds(rule.key) ? 'holds' : 'holdsNot')}
            </StatusChip>
          </li>
        ))}
      </ul>
      {rules.length > 0 ? <p className={classes.quiet}>{t('asksServer')}</p> : null}
    </aside>
  )
}
