import { resolvePath } from '@mortise/metadata'
import { ActionIcon, useRuntimeServices, useText } from '@mortise/ui'
import { IconX } from '@tabler/icons-react'
import { pathLabel } from '../../../runtime/filter/field-choices.ts'
import { FieldPicker } from '../../../runtime/filter/field-picker.tsx'
import { pageDesignTexts } from '../page-design-texts.ts'
import classes from './block-options.module.css'
import { ListOption } from './list-option.tsx'
import { fits, type OptionProps } from './option-editor.ts'

export function FieldOption(props: OptionProps) {
  const { label, property, role, required, value, table, page, onChange } = props
  const t = useText(pageDesignTexts)
  const { app, language } = useRuntimeServices()
  if (!table || role?.names !== 'field') return null
  const paths = role.own !== true
  if (property.type === 'array') {
    const chosen = (Array.isArray(value) ? value.map(String) : []).filter((path) => resolvePath(app, table, path))
    return (
      <ListOption
        label={label}
        members={chosen}
        nameOf={(path) => pathLabel(app, table, path, language)}
        onChange={(next) => (next.length > 0 || !required) && onChange(next.length > 0 ? next : undefined)}
      >
        {chosen.length < (property.maxItems ?? 60) ? (
          <FieldPicker
            entity={table}
            value={null}
            label={label}
            placeholder={t('addField')}
            paths={paths}
            accepts={(field, path) => fits(role, field, path, page) && !chosen.includes(path)}
            onChange={(path) => onChange([...chosen, path])}
          />
        ) : null}
      </ListOption>
    )
  }
  const possible = [...table.fields.values()].some((field) => fits(role, field, field.key, page))
  if (!possible) return null
  return (
    <div className={classes.option}>
      <span className={classes.label}>{label}</span>
      <div className={classes.row}>
        <FieldPicker
          entity={table}
          value={typeof value === 'string' ? value : null}
          label={label}
          placeholder={t(required ? 'choose' : 'none')}
          paths={paths}
          accepts={(field, path) => fits(role, field, path, page)}
          onChange={onChange}
        />
        {!required && typeof value === 'string' ? (
          <ActionIcon aria-label={`${t('clear')}: ${label}`} onClick={() => onChange(undefined)}>
            <IconX size={15} aria-hidden />
          </ActionIcon>
        ) : null}
      </div>
    </div>
  )
}
