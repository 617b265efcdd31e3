import { Select, useLocalize, useText } from '@mortise/ui'
import { useDesignModel } from '../../draft/design-context.ts'
import { pageDesignTexts } from '../page-design-texts.ts'
import { ListOption } from './list-option.tsx'
import type { OptionProps } from './option-editor.ts'

export function EntityOption({ label, property, required, value, onChange }: OptionProps) {
  const t = useText(pageDesignTexts)
  const localize = useLocalize()
  const tables = [...useDesignModel().entities.values()].filter(({ parent }) => !parent)
  const data = tables.map(({ key, label: name }) => ({ value: key, label: localize(name) }))
  if (property.type === 'array') {
    const chosen = Array.isArray(value) ? value.map(String) : []
    return (
      <ListOption
        label={label}
        members={chosen}
        nameOf={(key) => data.find((one) => one.value === key)?.label ?? key}
        onChange={(next) => next.length > 0 && onChange(next)}
      >
        <Select
          aria-label={label}
          searchable
          placeholder={t('addMember')}
          data={data.filter((one) => !chosen.includes(one.value))}
          value={null}
          onChange={(key) => key && onChange([...chosen, key])}
        />
      </ListOption>
    )
  }
  return (
    <Select
      label={label}
      searchable
      allowDeselect={false}
      required={required}
      placeholder={t('choose')}
      data={data}
      value={typeof value === 'string' ? value : null}
      onChange={(next) => next !== null && onChange(next)}
    />
  )
}

export function ViewOption({ label, role, required, value, table, onChange }: OptionProps) {
  const t = useText(pageDesignTexts)
  const localize = useLocalize()
  const model = useDesignModel()
  const only = role && 'of' in role && role.of !== undefined
  const views = [...model.views.values()].filter(({ entity }) => !only || entity === table?.key)
  const tables = [...new Set(views.map(({ entity }) => entity))]
  return (
    <Select
      label={label}
      searchable
      clearable={!required}
      allowDeselect={false}
      placeholder={t(required ? 'choose' : 'none')}
      data={tables.map((entity) => ({
        group: localize(model.entities.get(entity)?.label ?? { zh: entity, en: entity }),
        items: views
          .filter((view) => view.entity === entity)
          .map((view) => ({ value: view.key, label: localize(view.label) })),
      }))}
      value={typeof value === 'string' ? value : null}
      onChange={(next) => onChange(next ?? undefined)}
    />
  )
}
