import type { EntityModel, ListColumn } from '@mortise/metadata'
import { ActionIcon, NumberInput, useRuntimeServices, useText } from '@mortise/ui'
import { IconArrowDown, IconArrowUp, IconEyeOff } from '@tabler/icons-react'
import { FieldPicker } from '../../filter/field-picker.tsx'
import { listTexts } from '../list-texts.ts'
import { useColumnField } from '../views/use-column-field.ts'
import classes from './toolbar.module.css'

export interface ColumnsEditorProps {
  entity: EntityModel
  columns: readonly ListColumn[]
  onChange(columns: ListColumn[]): void
}

export function ColumnsEditor({ entity, columns, onChange }: ColumnsEditorProps) {
  const { fieldRuntimes } = useRuntimeServices()
  const columnField = useColumnField(entity)
  const t = useText(listTexts)
  const shown = new Set(columns.map((column) => column.field))
  const move = (index: number, by: number) => {
    const next = [...columns]
    const [moved] = next.splice(index, 1)
    if (moved) next.splice(index + by, 0, moved)
    onChange(next)
  }
  return (
    <div className={classes.rows}>
      <FieldPicker
        entity={entity}
        value={null}
        label={t('addColumn')}
        placeholder={t('addColumn')}
        accepts={(field, path) => !shown.has(path) && fieldRuntimes.has(field.type)}
        onChange={(field) => onChange([...columns, { field }])}
      />
      <ul className={classes.columnList} aria-label={t('columnsShown')}>
        {columns.map((column, index) => {
          const label = columnField(column)?.label ?? column.field
          return (
            <li key={column.field} className={classes.columnRow}>
              <span className={`${classes.columnName} ui-truncate`} title={label}>
                {label}
              </span>
              <NumberInput
                size="xs"
                className={classes.columnWidth}
                aria-label={t('columnWidth', { label })}
                placeholder="—"
                value={column.width ?? ''}
                min={60}
                max={800}
                step={10}
                allowDecimal={false}
                clampBehavior="blur"
                onChange={(width) => {
                  const number = Number(width)
                  if (number >= 60 && number <= 800) onChange(columns.with(index, { ...column, width: number }))
                }}
              />
              <ActionIcon aria-label={t('columnUp', { label })} disabled={index === 0} onClick={() => move(index, -1)}>
                <IconArrowUp size={15} aria-hidden />
              </ActionIcon>
              <ActionIcon
                aria-label={t('columnDown', { label })}
                disabled={index === columns.length - 1}
                onClick={() => move(index, 1)}
              >
                <IconArrowDown size={15} aria-hidden />
              </ActionIcon>
              <ActionIcon
                aria-label={t('hideColumn', { label })}
                disabled={columns.length === 1}
                onClick={() => onChange(columns.filter((_, place) => place !== index))}
              >
                <IconEyeOff size={15} aria-hidden />
              </ActionIcon>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
