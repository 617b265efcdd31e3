import type { Sort } from '@mortise/metadata'
import { ActionIcon, Select, useRuntimeServices, useText } from '@mortise/ui'
import { IconX } from '@tabler/icons-react'
import { pathLabel } from '../../../runtime/filter/field-choices.ts'
import { FieldPicker } from '../../../runtime/filter/field-picker.tsx'
import { pageDesignTexts } from '../page-design-texts.ts'
import classes from './block-options.module.css'
import type { OptionProps } from './option-editor.ts'

export function SortOption({ label, value, table, onChange }: OptionProps) {
  const t = useText(pageDesignTexts)
  const { app, language } = useRuntimeServices()
  if (!table) return null
  const sorts = (Array.isArray(value) ? value : []) as Sort[]
  const set = (next: Sort[]) => onChange(next.length > 0 ? next : undefined)
  return (
    <div className={classes.option}>
      <span className={classes.label}>{label}</span>
      {sorts.map((sort, index) => (
        <div key={sort.field} className={classes.row}>
          <span className="ui-truncate">{pathLabel(app, table, sort.field, language)}</span>
          <Select
            size="xs"
            w={96}
            aria-label={`${label}: ${pathLabel(app, table, sort.field, language)}`}
            allowDeselect={false}
            data={[
              { value: 'asc', label: t('ascending') },
              { value: 'desc', label: t('descending') },
            ]}
            value={sort.direction}
            onChange={(direction) =>
              set(sorts.with(index, { ...sort, direction: direction === 'desc' ? 'desc' : 'asc' }))
            }
          />
          <ActionIcon aria-label={t('removeMember')} onClick={() => set(sorts.toSpliced(index, 1))}>
            <IconX size={14} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      {sorts.length < 5 ? (
        <FieldPicker
          entity={table}
          value={null}
          label={label}
          placeholder={t('addSort')}
          accepts={(field, path) => field.kind.sortable === true && !sorts.some((sort) => sort.field === path)}
          onChange={(field) => set([...sorts, { field, direction: 'desc' }])}
        />
      ) : null}
    </div>
  )
}
