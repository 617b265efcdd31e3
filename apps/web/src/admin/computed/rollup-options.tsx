import {
  type AggregateName,
  aggregateNames,
  checkExpression,
  describeProblem,
  type StoredExpression,
} from '@mortise/expressions'
import { type AppModel, type EntityModel, type FieldModel, resolvePath, schemaOf, shownField } from '@mortise/metadata'
import { Alert, Select, TextInput, useLocalize, useRuntimeServices, useText } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { kindsQuery } from '../../api/kinds.ts'
import { ConditionInput } from '../../runtime/filter/condition-input.tsx'
import { relatedChoices } from '../../runtime/filter/field-choices.ts'
import classes from './computed.module.css'
import { computedTexts } from './computed-texts.ts'
import { fieldPath, ItemValue } from './item-value.tsx'
import { type ComputedResult, ResultOptions } from './result-options.tsx'

export interface RollupFieldOptions {
  relation: string | null
  function: AggregateName
  value: StoredExpression | null
  filter: StoredExpression | null
  order: StoredExpression | null
  separator?: string
  result: ComputedResult | null
}

interface RollupOptionsProps {
  entity: EntityModel
  options: RollupFieldOptions
  onChange(change: (options: RollupFieldOptions) => RollupFieldOptions): void
  /** Whether one of the conditions waits to be filled in. */
  onUnfinished(unfinished: boolean): void
}

/** What a figure needs beside the records. */
const parts: {
  readonly [Name in AggregateName]: { value: 'value' | 'condition' | null; order?: true; filter?: true }
} = {
  sum: { value: 'value', filter: true },
  count: { value: null, filter: true },
  avg: { value: 'value', filter: true },
  minof: { value: 'value', filter: true },
  maxof: { value: 'value', filter: true },
  some: { value: 'condition' },
  all: { value: 'condition' },
  none: { value: 'condition' },
  joinof: { value: 'value', order: true, filter: true },
  first: { value: 'value', order: true, filter: true },
  latest: { value: 'value', order: true, filter: true },
}

/** A figure over related records: which, what of them, in which type it is shown. */
export function RollupOptions({ entity, options, onChange, onUnfinished }: RollupOptionsProps) {
  const t = useText(computedTexts)
  const { app, language } = useRuntimeServices()
  const localize = useLocalize()
  const choices = useMemo(() => relatedChoices(app, entity, language), [app, entity, language])
  const related = choices.find(({ key }) => key === options.relation)?.entity ?? null
  const set = useCallback(
    (change: Partial<RollupFieldOptions>) => onChange((present) => ({ ...present, ...change })),
    [onChange],
  )
  const needed = parts[options.function]
  const checked = useRollupCheck(entity, options)
  return (
    <>
      <div className={classes.columns}>
        <Select
          label={t('relation')}
          description={t('relationHint')}
          size="md"
          searchable
          allowDeselect={false}
          data={choices.map(({ key, label }) => ({ value: key, label }))}
          value={options.relation}
          onChange={(relation) => set({ relation, value: null, filter: null, order: null })}
        />
        <Select
          label={t('figure')}
          size="md"
          allowDeselect={false}
          data={aggregateNames.map((name) => ({ value: name, label: t(name) }))}
          value={options.function}
          onChange={(name) => {
            const next = (name ?? 'sum') as AggregateName
            const same = parts[next].value === needed.value
            set({
              function: next,
              ...(!same && { value: null }),
              ...(!parts[next].order && { order: null }),
            })
          }}
        />
      </div>
      {related && needed.value === 'value' ? (
        <ItemValue
          label={t('value')}
          entity={related}
          numeric={options.function === 'sum' || options.function === 'avg'}
          value={options.value}
          onChange={(value) => set({ value, result: null })}
        />
      ) : null}
      {related && needed.order ? (
        <ItemValue label={t('order')} entity={related} value={options.order} onChange={(order) => set({ order })} />
      ) : null}
      {options.function === 'joinof' ? (
        <TextInput
          label={t('separator')}
          size="md"
          maxLength={20}
          value={options.separator ?? ', '}
          onChange={(event) => set({ separator: event.currentTarget.value })}
        />
      ) : null}
      {related && (needed.value === 'condition' || needed.filter) ? (
        <fieldset className={classes.condition} key={`${options.relation} ${needed.value}`}>
          <legend>{t(needed.value === 'condition' ? 'condition' : 'filter')}</legend>
          <ConditionInput
            entity={related}
            emptyHint={t(needed.value === 'condition' ? 'conditionNone' : 'filterNone')}
            value={needed.value === 'condition' ? options.value : options.filter}
            onUnfinished={onUnfinished}
            onChange={(condition) => set(needed.value === 'condition' ? { value: condition } : { filter: condition })}
          />
        </fieldset>
      ) : null}
      {checked && !checked.ok ? (
        <Alert color="red">
          {checked.problems.map((problem) => (
            <p key={`${problem.code} ${problem.path}`}>{localize(describeProblem(problem))}</p>
          ))}
        </Alert>
      ) : null}
      <ResultOptions
        type={checked?.ok ? checked.type : null}
        value={options.result}
        like={useMemo(() => fieldLike(app, related, options), [app, related, options])}
        onChange={useCallback((result) => set({ result }), [set])}
      />
    </>
  )
}

/** The field that is summed up, where it is one and no formula. */
function fieldLike(app: AppModel, related: EntityModel | null, { value }: RollupFieldOptions): FieldModel | null {
  const path = fieldPath(value)
  const field = related && path !== null ? resolvePath(app, related, path)?.field : null
  return field ? shownField(field) : null
}

/** What the checker says of the roll-up as a whole; null while too little is chosen. */
function useRollupCheck(entity: EntityModel, options: RollupFieldOptions) {
  const { app } = useRuntimeServices()
  const kinds = useQuery(kindsQuery).data
  return useMemo(() => {
    if (!kinds || !isChosen(options)) return null
    const source = kinds.fieldTypes.get('rollup').computed?.({ ...options, result: { type: 'text' } })
    if (!source) return null
    const { expr, blankAs } = source
    return checkExpression(expr, { schema: schemaOf(app), entity: entity.key, blankAs, allowVolatile: false })
  }, [kinds, options, app, entity.key])
}

/** Whether everything is chosen that the figure needs. */
export function isChosen(options: RollupFieldOptions): boolean {
  const { value, order } = parts[options.function]
  const ordered = !order || options.order !== null || options.function === 'joinof'
  return options.relation !== null && (value === null || options.value !== null) && ordered
}
