import type {
  ContextValue,
  FieldModel,
  FilterCondition,
  FilterOperator,
  FilterValue,
  RelativeRange,
} from '@mortise/metadata'
import { shownField } from '@mortise/metadata'
import {
  ActionIcon,
  Button,
  MultiSelect,
  NumberInput,
  Select,
  useLocalize,
  useRuntimeServices,
  useText,
} from '@mortise/ui'
import { IconPlus, IconX } from '@tabler/icons-react'
import classes from './filter.module.css'
import { filterTexts } from './filter-texts.ts'
import { operatorsWithList, operatorsWithoutValue } from './filter-tree.ts'
import { KindInput } from './kind-input.tsx'

interface ConditionValueProps {
  field: FieldModel
  op: FilterOperator
  value: FilterCondition['value']
  onChange(value: FilterCondition['value']): void
}

/** What a condition compares with: nothing, one value, two, a list, a period, or something known only at the time. */
export function ConditionValue({ field, op, value, onChange }: ConditionValueProps) {
  const t = useText(filterTexts)
  const input = useDayField(field)
  if (operatorsWithoutValue.has(op)) return null
  if (op === 'within') return <PeriodInput value={value} onChange={onChange} />
  if (op === 'between') {
    const pair = Array.isArray(value) ? value : []
    const set = (index: 0 | 1, next: unknown) =>
      onChange(([0, 1] as const).map((place) => (place === index ? next : (pair[place] ?? null))) as FilterValue[])
    return (
      <div className={classes.pair}>
        <KindInput field={input} value={pair[0]} onChange={(next) => set(0, next)} label={t('from')} />
        <span aria-hidden>–</span>
        <KindInput field={input} value={pair[1]} onChange={(next) => set(1, next)} label={t('to')} />
      </div>
    )
  }
  if (operatorsWithList.has(op)) return <ListInput field={input} value={value} onChange={onChange} />
  return <SingleInput field={input} value={value} onChange={onChange} />
}

/** Filters over dates and times are made with days: nobody looks for a millisecond. */
function useDayField(field: FieldModel): FieldModel {
  const { fieldRuntimes } = useRuntimeServices()
  const shown = shownField(field)
  return shown.kind.group === 'date' && fieldRuntimes.has('date') ? { ...shown, type: 'date' } : shown
}

type ValueProps = Omit<ConditionValueProps, 'op'>

function SingleInput({ field, value, onChange }: ValueProps) {
  const t = useText(filterTexts)
  const contexts = field.kind.contexts ?? []
  const context = isContext(value) ? value : null
  if (contexts.length === 0) {
    return (
      <KindInput field={field} value={value} onChange={(next) => onChange(next as FilterValue)} label={t('value')} />
    )
  }
  const labels = { user: t('currentUser'), department: t('myDepartment'), today: t('todayPlus'), now: t('now') }
  return (
    <div className={classes.pair}>
      <Select
        size="md"
        className={classes.kind}
        aria-label={t('valueKind')}
        data={[{ value: 'fixed', label: t('fixed') }, ...contexts.map((ctx) => ({ value: ctx, label: labels[ctx] }))]}
        value={context?.ctx ?? 'fixed'}
        onChange={(next) => onChange(next && next !== 'fixed' ? ({ ctx: next } as ContextValue) : undefined)}
        allowDeselect={false}
      />
      {context === null && (
        <KindInput field={field} value={value} onChange={(next) => onChange(next as FilterValue)} label={t('value')} />
      )}
      {context?.ctx === 'today' && (
        <NumberInput
          size="md"
          className={classes.count}
          aria-label={t('days')}
          value={context.add ?? 0}
          min={-36500}
          max={36500}
          allowDecimal={false}
          onChange={(add) => onChange({ ctx: 'today', ...(Number(add) === 0 ? {} : { add: Number(add) }) })}
        />
      )}
    </div>
  )
}

function ListInput({ field, value, onChange }: ValueProps) {
  const t = useText(filterTexts)
  const localize = useLocalize()
  const values = Array.isArray(value) ? value : []
  if (field.optionSet) {
    return (
      <MultiSelect
        size="md"
        className={classes.wide}
        aria-label={t('value')}
        data={[...field.optionSet.options.values()].map((option) => ({
          value: option.key,
          label: localize(option.label),
        }))}
        value={values.map(String)}
        onChange={onChange}
        searchable
        clearable
      />
    )
  }
  if (Array.isArray(field.kind.blank)) {
    return (
      <KindInput field={field} value={values} onChange={(next) => onChange(next as FilterValue[])} label={t('value')} />
    )
  }
  const rows = values.length > 0 ? values : [null]
  const set = (index: number, next: unknown) => onChange(rows.with(index, next as never) as FilterValue[])
  return (
    <div className={classes.values}>
      {rows.map((entry, index) => (
        <div key={index} className={classes.pair}>
          <KindInput field={field} value={entry} onChange={(next) => set(index, next)} label={t('value')} />
          {rows.length > 1 && (
            <ActionIcon
              aria-label={t('removeValue')}
              onClick={() => onChange(rows.filter((_, place) => place !== index) as FilterValue[])}
            >
              <IconX size={14} aria-hidden />
            </ActionIcon>
          )}
        </div>
      ))}
      <Button
        size="xs"
        variant="subtle"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => onChange([...rows, null] as unknown as FilterValue[])}
      >
        {t('addValue')}
      </Button>
    </div>
  )
}

const defaultPeriod: RelativeRange = { span: 'this', unit: 'month' }
const spans = { last: 'spanLast', this: 'spanThis', next: 'spanNext' } as const
const units = {
  day: 'unitDay',
  week: 'unitWeek',
  month: 'unitMonth',
  quarter: 'unitQuarter',
  year: 'unitYear',
} as const

function PeriodInput({ value, onChange }: Pick<ConditionValueProps, 'value' | 'onChange'>) {
  const t = useText(filterTexts)
  const period = isPeriod(value) ? value : null
  const { span, unit, count } = period ?? defaultPeriod
  const set = (change: Partial<RelativeRange>) => {
    const next = { span, unit, count, ...change }
    onChange(next.span === 'this' ? { span: 'this', unit: next.unit } : { ...next, count: next.count ?? 1 })
  }
  return (
    <div className={classes.pair}>
      <Select
        size="md"
        className={classes.kind}
        aria-label={t('span')}
        data={Object.entries(spans).map(([key, text]) => ({ value: key, label: t(text) }))}
        value={span}
        onChange={(next) => set({ span: (next ?? 'this') as RelativeRange['span'] })}
        allowDeselect={false}
      />
      {span !== 'this' && (
        <NumberInput
          size="md"
          className={classes.count}
          aria-label={t('count')}
          value={count ?? 1}
          min={1}
          max={366}
          allowDecimal={false}
          onChange={(next) => set({ count: Math.max(1, Math.min(366, Number(next) || 1)) })}
        />
      )}
      <Select
        size="md"
        className={classes.kind}
        aria-label={t('unit')}
        data={Object.entries(units).map(([key, text]) => ({ value: key, label: t(text) }))}
        value={unit}
        onChange={(next) => set({ unit: (next ?? 'month') as RelativeRange['unit'] })}
        allowDeselect={false}
      />
    </div>
  )
}

/** What a new condition with this operator starts with. */
export function initialValue(op: FilterOperator): FilterCondition['value'] {
  return op === 'within' ? defaultPeriod : undefined
}

function isContext(value: unknown): value is ContextValue {
  return typeof value === 'object' && value !== null && 'ctx' in value
}

function isPeriod(value: unknown): value is RelativeRange {
  return typeof value === 'object' && value !== null && 'span' in value
}
