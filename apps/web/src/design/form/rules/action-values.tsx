import type { StoredExpression } from '@mortise/expressions'
import { type FieldModel, setModes, shownField } from '@mortise/metadata'
import { ActionIcon, Button, Group, MultiSelect, Select, useLocalize, useRuntimeServices, useText } from '@mortise/ui'
import { IconPlus, IconX } from '@tabler/icons-react'
import { FieldPicker } from '../../../runtime/filter/field-picker.tsx'
import { FormulaSetting } from '../../formula-setting.tsx'
import { ConditionSetting } from '../properties/condition-setting.tsx'
import type { ActionOptionsProps } from './action-editor.tsx'
import { useFieldChoices } from './action-targets.tsx'
import { ruleTexts } from './rule-texts.ts'
import classes from './rules-panel.module.css'

/** What a formula for the field has to give; null where it cannot have one. */
const typeOf = (field: FieldModel) => shownField(field).kind.expression?.(shownField(field)) ?? null

/** The value that a field is given. */
export function SetOptions(props: ActionOptionsProps) {
  const t = useText(ruleTexts)
  const { action, table, onChange } = props
  const settable = useFieldChoices(props).filter(({ value }) => canBeSet(table.fields.get(value)))
  const field = table.fields.get(String(action.field ?? ''))
  return (
    <>
      <div className={classes.pair}>
        <Select
          label={t('field')}
          searchable
          data={settable}
          value={(action.field as string | undefined) ?? null}
          onChange={(next) => onChange({ ...action, field: next ?? undefined, value: undefined })}
        />
        <Select
          label={t('mode')}
          allowDeselect={false}
          data={setModes.map((mode) => ({ value: mode, label: t(`mode_${mode}`) }))}
          value={(action.mode as string | undefined) ?? 'on_change'}
          onChange={(mode) => onChange({ ...action, mode: mode === 'on_change' ? undefined : mode })}
        />
      </div>
      {field ? (
        <FormulaSetting
          key={field.key}
          table={table}
          expected={typeOf(field)}
          value={action.value as StoredExpression | undefined}
          onChange={(value) => onChange({ ...action, value })}
        />
      ) : null}
    </>
  )
}

const canBeSet = (field: FieldModel | undefined): boolean =>
  field !== undefined && !field.system && field.kind.writable !== false && typeOf(field) !== null

interface FillValue {
  field?: string
  path?: string
}

/** What is taken over from a related record. */
export function FillOptions(props: ActionOptionsProps) {
  const t = useText(ruleTexts)
  const { app } = useRuntimeServices()
  const { action, table, onChange } = props
  const choices = useFieldChoices(props)
  const relations = choices.filter(({ value }) => table.fields.get(value)?.kind.relation === 'one')
  const writable = choices.filter(({ value }) => {
    const field = table.fields.get(value)
    return field && !field.system && field.kind.writable !== false && field.kind.relation !== 'children'
  })
  const from = action.from as string | undefined
  const source = app.entities.get(table.fields.get(from ?? '')?.target ?? '')
  const values = (action.values as readonly FillValue[] | undefined) ?? []
  const put = (next: readonly FillValue[]) => onChange({ ...action, values: next })
  return (
    <>
      <Select
        label={t('from')}
        data={relations}
        value={from ?? null}
        onChange={(next) => onChange({ ...action, from: next ?? undefined, values: [{}] })}
      />
      {source
        ? values.map((value, at) => (
            <div key={at} className={classes.fill}>
              <Select
                aria-label={t('fillInto')}
                placeholder={t('fillInto')}
                searchable
                data={writable}
                value={value.field ?? null}
                onChange={(field) => put(values.with(at, { ...value, field: field ?? undefined }))}
              />
              <FieldPicker
                entity={source}
                label={t('fillPath')}
                placeholder={t('fillPath')}
                value={value.path ?? null}
                accepts={(field) => field.kind.relation !== 'children'}
                onChange={(path) => put(values.with(at, { ...value, path }))}
              />
              <ActionIcon
                aria-label={t('removeFill')}
                disabled={values.length === 1}
                onClick={() => put(values.toSpliced(at, 1))}
              >
                <IconX size={14} aria-hidden />
              </ActionIcon>
            </div>
          ))
        : null}
      {source ? (
        <Group>
          <Button
            size="xs"
            variant="subtle"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => put([...values, {}])}
          >
            {t('addFill')}
          </Button>
        </Group>
      ) : null}
    </>
  )
}

/** What may be chosen in a field: some options, or the records for which a condition holds. */
export function ChoiceOptions(props: ActionOptionsProps) {
  const t = useText(ruleTexts)
  const localize = useLocalize()
  const { app } = useRuntimeServices()
  const { action, table, onChange } = props
  const fields = useFieldChoices(props).filter(({ value }) => isChoice(table.fields.get(value)))
  const field = table.fields.get(String(action.field ?? ''))
  const target = app.entities.get(field?.target ?? '')
  return (
    <>
      <Select
        label={t('field')}
        searchable
        data={fields}
        value={(action.field as string | undefined) ?? null}
        onChange={(next) => onChange({ do: action.do, field: next ?? undefined })}
      />
      {field?.optionSet ? (
        <MultiSelect
          label={t('allowed')}
          data={[...field.optionSet.options.values()].map(({ key, label }) => ({ value: key, label: localize(label) }))}
          value={(action.options as string[] | undefined) ?? []}
          onChange={(options) => onChange({ ...action, options })}
        />
      ) : null}
      {target ? (
        <ConditionSetting
          label={t('where')}
          entity={target}
          around={table}
          none={t('whereNone')}
          value={action.where as StoredExpression | undefined}
          onChange={(where) => onChange({ ...action, where })}
        />
      ) : null}
    </>
  )
}

const isChoice = (field: FieldModel | undefined): boolean =>
  field !== undefined && (field.optionSet !== null || field.kind.relation === 'one' || field.kind.relation === 'many')
