import type { EntityModel, Placeholder, PlaceholderFormat } from '@mortise/metadata'
import { placeholderFormats } from '@mortise/metadata'
import { ActionIcon, Select, useLocalize, useText } from '@mortise/ui'
import { IconX } from '@tabler/icons-react'
import { FormulaSetting } from '../formula-setting.tsx'
import { freeMemberKey } from './button-edits.ts'
import { buttonTexts } from './button-texts.ts'
import classes from './buttons.module.css'

interface PlaceholderListProps {
  table: EntityModel
  values: readonly Placeholder[]
  /** `added`: the key of one that is new, to be put into the text. */
  onChange(values: Placeholder[], added?: string): void
  /** Whether it can be said how values are written. */
  formatted?: boolean
  /** What they are called here. */
  label?: string
}

/** What the names in braces stand for: a field to begin with, and any formula. */
export function PlaceholderList({ table, values, onChange, formatted = false, label }: PlaceholderListProps) {
  const t = useText(buttonTexts)
  const localize = useLocalize()
  const fields = [...table.fields.values()].filter(({ kind }) => kind.relation !== 'children' && kind.group !== 'file')
  function add(field: string | null) {
    if (!field) return
    const key = freeMemberKey(values, field)
    onChange([...values, { key, value: { v: 1, expr: { var: field } } }], key)
  }
  return (
    <div className={classes.group}>
      <span className={classes.labelled}>{label ?? t('placeholders')}</span>
      {values.map((one, at) => (
        <div key={one.key} className={classes.value}>
          <div className={classes.row}>
            <code>{`{${one.key}}`}</code>
            {formatted ? (
              <Select
                size="xs"
                w={120}
                aria-label={t('format')}
                allowDeselect={false}
                data={placeholderFormats.map((format) => ({ value: format, label: t(`format_${format}`) }))}
                value={one.format ?? 'auto'}
                onChange={(format) => onChange(values.with(at, withFormat(one, format as PlaceholderFormat)))}
              />
            ) : null}
            <ActionIcon
              size="sm"
              aria-label={t('removeValue', { name: one.key })}
              onClick={() => onChange(values.toSpliced(at, 1))}
            >
              <IconX size={14} aria-hidden />
            </ActionIcon>
          </div>
          <FormulaSetting
            table={table}
            expected={null}
            blankAs="blank"
            value={one.value}
            onChange={(value) => onChange(values.with(at, { ...one, value }))}
          />
        </div>
      ))}
      <Select
        size="xs"
        searchable
        placeholder={t('addPlaceholder')}
        aria-label={t('addPlaceholder')}
        data={fields.map(({ key, label }) => ({ value: key, label: localize(label) }))}
        value={null}
        onChange={add}
      />
    </div>
  )
}

function withFormat({ key, value }: Placeholder, format: PlaceholderFormat): Placeholder {
  return { key, value, ...(format !== 'auto' && { format }) }
}
