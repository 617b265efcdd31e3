import type { LocalizedText } from '@mortise/core'
import { colourNames, messageLevels } from '@mortise/metadata'
import { MultiSelect, Select, useLanguage, useLocalize, useText } from '@mortise/ui'
import { LocalizedInput } from '../../table/localized-input.tsx'
import { nodeName } from '../model/node-name.ts'
import { indexForm } from '../tree/form-node.ts'
import type { ActionOptionsProps } from './action-editor.tsx'
import { ruleTexts } from './rule-texts.ts'
import classes from './rules-panel.module.css'

/** The fields of the table that a rule looks at, to choose from. */
export function useFieldChoices({ table }: Pick<ActionOptionsProps, 'table'>) {
  const localize = useLocalize()
  return [...table.fields.values()]
    .filter(({ kind, key }) => !kind.internal && key !== 'version' && key !== table.parent?.field.key)
    .map(({ key, label }) => ({ value: key, label: localize(label) }))
}

/** Sections, tabs, texts and the like of the form, to choose from. */
function useItemChoices({ context }: ActionOptionsProps) {
  const language = useLanguage()
  return [...indexForm(context.form.items).values()]
    .filter(({ member }) => member !== null && 'key' in member)
    .map((node) => ({ value: node.id, label: nodeName(node, context, language) }))
}

/** What is shown, hidden, demanded, or closed. */
export function TargetOptions(props: ActionOptionsProps) {
  const t = useText(ruleTexts)
  const { action, onChange, lines } = props
  const items = useItemChoices(props)
  const fields = useFieldChoices(props)
  const demands = action.do === 'require' || action.do === 'optional'
  return (
    <div className={classes.pair}>
      <MultiSelect
        label={t('fields')}
        searchable
        data={fields}
        value={(action.fields as string[] | undefined) ?? []}
        onChange={(next) => onChange({ ...action, fields: next })}
      />
      {demands || lines || items.length === 0 ? null : (
        <MultiSelect
          label={t('items')}
          searchable
          data={items}
          value={(action.items as string[] | undefined) ?? []}
          onChange={(next) => onChange({ ...action, items: next })}
        />
      )}
    </div>
  )
}

export function StyleOptions(props: ActionOptionsProps) {
  const t = useText(ruleTexts)
  const { action, onChange } = props
  return (
    <>
      <Select
        label={t('colour')}
        allowDeselect={false}
        data={colourNames.map((name) => ({ value: name, label: t(`colour_${name}`) }))}
        value={action.colour as string}
        onChange={(colour) => onChange({ ...action, colour })}
      />
      <TargetOptions {...props} />
    </>
  )
}

const top = ''

export function MessageOptions(props: ActionOptionsProps) {
  const t = useText(ruleTexts)
  const { action, onChange } = props
  const fields = useFieldChoices(props)
  return (
    <>
      <div className={classes.pair}>
        <Select
          label={t('level')}
          allowDeselect={false}
          data={messageLevels.map((level) => ({ value: level, label: t(`level_${level}`) }))}
          value={(action.level as string | undefined) ?? 'error'}
          onChange={(level) => onChange({ ...action, level })}
        />
        <Select
          label={t('at')}
          allowDeselect={false}
          searchable
          data={[{ value: top, label: t('atTop') }, ...fields]}
          value={(action.field as string | undefined) ?? top}
          onChange={(field) => onChange({ ...action, field: field || undefined })}
        />
      </div>
      <LocalizedInput
        label={t('text')}
        value={action.text as LocalizedText | undefined}
        optional
        onChange={(text) => onChange({ ...action, text })}
      />
    </>
  )
}
