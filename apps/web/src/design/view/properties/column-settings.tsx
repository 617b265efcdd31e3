import { type EntityModel, type ListColumn, resolvePath, shownField } from '@mortise/metadata'
import {
  ActionIcon,
  Button,
  NumberInput,
  Popover,
  Select,
  UnstyledButton,
  useRuntimeServices,
  useText,
} from '@mortise/ui'
import {
  IconAdjustmentsHorizontal,
  IconGripVertical,
  IconMathFunction,
  IconPin,
  IconPinFilled,
  IconX,
} from '@tabler/icons-react'
import { type KeyboardEvent, useState } from 'react'
import { FieldPicker } from '../../../runtime/filter/field-picker.tsx'
import { listTexts } from '../../../runtime/list/list-texts.ts'
import { useColumnField } from '../../../runtime/list/views/use-column-field.ts'
import { dragIntoList } from '../../drop-list/drag-into-list.ts'
import { lazyPart } from '../../lazy-part.tsx'
import { viewDesignTexts } from '../view-design-texts.ts'
import classes from '../view-designer.module.css'

const CalculatedDialog = lazyPart(async () => (await import('./calculated-dialog.tsx')).CalculatedDialog)

interface ColumnSettingsProps {
  entity: EntityModel
  columns: readonly ListColumn[]
  onChange(columns: ListColumn[], merge?: string): void
}

/** The columns of a list in their order: put into it by the handle or with Alt and the arrows. */
export function ColumnSettings({ entity, columns, onChange }: ColumnSettingsProps) {
  const t = useText(viewDesignTexts)
  const { fieldRuntimes } = useRuntimeServices()
  const shown = new Set(columns.map(({ field }) => field))
  const [calculating, calculate] = useState(false)
  function move(from: number, to: number) {
    const place = Math.max(0, Math.min(to > from ? to - 1 : to, columns.length - 1))
    const moved = columns[from]
    if (moved && place !== from) onChange(columns.toSpliced(from, 1).toSpliced(place, 0, moved))
  }
  return (
    <>
      <ul className={classes.columns} data-drop-list aria-label={t('columns')}>
        {columns.map((column, place) => (
          <ColumnRow
            key={column.field}
            entity={entity}
            column={column}
            alone={columns.length === 1}
            onMove={(to) => move(place, to)}
            place={place}
            onChange={(next, merge) => onChange(columns.with(place, next), merge && `${column.field} ${merge}`)}
            onRemove={() => onChange(columns.toSpliced(place, 1))}
          />
        ))}
      </ul>
      <FieldPicker
        entity={entity}
        value={null}
        label={t('addColumn')}
        placeholder={t('addColumn')}
        accepts={(field, path) => !shown.has(path) && fieldRuntimes.has(field.type)}
        onChange={(field) => onChange([...columns, { field }])}
      />
      <Button
        size="xs"
        variant="default"
        leftSection={<IconMathFunction size={14} aria-hidden />}
        onClick={() => calculate(true)}
      >
        {t('addCalculated')}
      </Button>
      {calculating ? (
        <CalculatedDialog
          entity={entity}
          column={null}
          taken={[...shown]}
          onApply={(column) => onChange([...columns, column])}
          onClose={() => calculate(false)}
        />
      ) : null}
    </>
  )
}

interface ColumnRowProps {
  entity: EntityModel
  column: ListColumn
  place: number
  /** The last one stays: a list has at least one. */
  alone: boolean
  onMove(to: number): void
  onChange(column: ListColumn, merge?: string): void
  onRemove(): void
}

function ColumnRow({ entity, column, place, alone, onMove, onChange, onRemove }: ColumnRowProps) {
  const t = useText(viewDesignTexts)
  const name = useColumnField(entity)(column)?.label ?? column.field
  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowUp: -1, ArrowDown: 2 }[event.key]
    if (!event.altKey || step === undefined) return
    event.preventDefault()
    onMove(place + step)
  }
  const { pinned, ...unpinned } = column
  return (
    <li className={classes.column} data-drop-row data-column={column.field} onKeyDown={onKeyDown}>
      <UnstyledButton
        className={classes.handle}
        title={t('moveHint')}
        aria-label={`${t('columnHandle', { name })}（${t('moveHint')}）`}
        onPointerDown={(event) => dragIntoList(event, { what: column.field, onDrop: onMove })}
      >
        <IconGripVertical size={13} aria-hidden />
      </UnstyledButton>
      <span className={`${classes.columnName} ui-truncate`} title={name}>
        {column.formula ? <IconMathFunction size={13} aria-label={t('calculated')} /> : null} {name}
      </span>
      <ActionIcon
        size="sm"
        aria-label={t(pinned ? 'columnUnpin' : 'columnPin', { name })}
        aria-pressed={pinned === true}
        data-quiet={!pinned || undefined}
        onClick={() => onChange(pinned ? unpinned : { ...column, pinned: true })}
      >
        {pinned ? <IconPinFilled size={13} aria-hidden /> : <IconPin size={13} aria-hidden />}
      </ActionIcon>
      <ColumnDetails entity={entity} column={column} name={name} onChange={onChange} />
      <ActionIcon size="sm" aria-label={t('columnRemove', { name })} disabled={alone} onClick={onRemove}>
        <IconX size={13} aria-hidden />
      </ActionIcon>
    </li>
  )
}

interface ColumnDetailsProps extends Pick<ColumnRowProps, 'entity' | 'column' | 'onChange'> {
  name: string
}

/** How wide a column is, and the figure under it. */
function ColumnDetails({ entity, column, name, onChange }: ColumnDetailsProps) {
  const t = useText(viewDesignTexts)
  const words = useText(listTexts)
  const { app } = useRuntimeServices()
  const [opened, setOpened] = useState(false)
  const [editing, edit] = useState(false)
  const field = column.formula ? undefined : resolvePath(app, entity, column.field)?.field
  const figures = field ? (shownField(field).kind.aggregates ?? []) : []
  const { width: _, ...unsized } = column
  const { summary, ...plain } = column
  return (
    <Popover
      opened={opened}
      onChange={(next) => editing || setOpened(next)}
      position="left-start"
      width={220}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <ActionIcon
          size="sm"
          aria-label={t('columnSettings', { name })}
          aria-haspopup="dialog"
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          <IconAdjustmentsHorizontal size={13} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('columnSettings', { name })} className={classes.details}>
        <NumberInput
          label={t('columnWidth')}
          placeholder="—"
          value={column.width ?? ''}
          min={60}
          max={800}
          step={10}
          allowDecimal={false}
          clampBehavior="blur"
          onChange={(typed) => {
            const width = Number(typed)
            if (typed === '') onChange(unsized, 'width')
            else if (width >= 60 && width <= 800) onChange({ ...column, width }, 'width')
          }}
        />
        {figures.length > 0 ? (
          <Select
            label={t('columnSummary')}
            allowDeselect={false}
            comboboxProps={{ withinPortal: false, keepMounted: false }}
            data={[
              { value: '', label: t('summaryNone') },
              ...figures.map((one) => ({ value: one, label: words(`summary_${one}`) })),
            ]}
            value={summary ?? ''}
            onChange={(next) => onChange(next ? { ...column, summary: next as ListColumn['summary'] } : plain)}
          />
        ) : null}
        {column.formula ? (
          <Button size="xs" variant="default" onClick={() => edit(true)}>
            {t('editCalculated')}
          </Button>
        ) : null}
        {editing ? (
          <CalculatedDialog
            entity={entity}
            column={column}
            taken={[]}
            onApply={(next) => onChange(next)}
            onClose={() => edit(false)}
          />
        ) : null}
      </Popover.Dropdown>
    </Popover>
  )
}
