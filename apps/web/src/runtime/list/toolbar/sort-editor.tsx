import { type EntityModel, type Sort, shownField } from '@mortise/metadata'
import { ActionIcon, Button, SegmentedControl, useText } from '@mortise/ui'
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import { FieldPicker } from '../../filter/field-picker.tsx'
import { listTexts } from '../list-texts.ts'
import classes from './toolbar.module.css'

export interface SortEditorProps {
  entity: EntityModel
  sort: readonly Sort[]
  onChange(sort: Sort[]): void
}

const maximum = 5

export function SortEditor({ entity, sort, onChange }: SortEditorProps) {
  const t = useText(listTexts)
  const unused = [...entity.fields.values()].find(
    (field) => shownField(field).kind.sortable && !sort.some((entry) => entry.field === field.key),
  )
  const move = (index: number, by: number) => {
    const next = [...sort]
    const [moved] = next.splice(index, 1)
    if (moved) next.splice(index + by, 0, moved)
    onChange(next)
  }
  return (
    <div className={classes.rows}>
      {sort.length === 0 && <p className={classes.hint}>{t('noSort')}</p>}
      {sort.map((entry, index) => (
        <div key={index} className={classes.sortRow}>
          <FieldPicker
            entity={entity}
            value={entry.field}
            label={t('sortBy', { index: index + 1 })}
            accepts={(field) => shownField(field).kind.sortable === true}
            onChange={(field) => onChange(sort.with(index, { ...entry, field }))}
          />
          <SegmentedControl
            aria-label={t('sortDirection')}
            data={[
              { value: 'asc', label: t('sortAsc') },
              { value: 'desc', label: t('sortDesc') },
            ]}
            value={entry.direction}
            onChange={(direction) =>
              onChange(sort.with(index, { ...entry, direction: direction as Sort['direction'] }))
            }
          />
          <ActionIcon aria-label={t('moveUp')} disabled={index === 0} onClick={() => move(index, -1)}>
            <IconArrowUp size={15} aria-hidden />
          </ActionIcon>
          <ActionIcon aria-label={t('moveDown')} disabled={index === sort.length - 1} onClick={() => move(index, 1)}>
            <IconArrowDown size={15} aria-hidden />
          </ActionIcon>
          <ActionIcon aria-label={t('removeSort')} onClick={() => onChange(sort.filter((_, place) => place !== index))}>
            <IconTrash size={15} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      {sort.length < maximum && unused && (
        <div>
          <Button
            size="xs"
            variant="subtle"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => onChange([...sort, { field: unused.key, direction: 'asc' }])}
          >
            {t('addSort')}
          </Button>
        </div>
      )}
    </div>
  )
}
