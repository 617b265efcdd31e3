import { type ExpressionType, sameType } from '@mortise/expressions'
import { type AppModel, type FieldModel, type FieldType, isResultType } from '@mortise/metadata'
import { NumberInput, Select, TextInput, useLocalize, useRuntimeServices, useText } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { kindsQuery } from '../../api/kinds.ts'
import classes from './computed.module.css'
import { computedTexts } from './computed-texts.ts'

export interface ComputedResult {
  type: string
  options?: { [key: string]: unknown }
}

interface ResultOptionsProps {
  /** What comes out; null while that is not known. */
  type: ExpressionType | null
  value: ComputedResult | null
  /** The field whose value it is, or a sum of its values: its type is proposed, with its currency or its unit. */
  like?: FieldModel | null
  onChange(result: ComputedResult): void
}

/** As what type of field the result is shown: only types that have such values, the usual one first. */
export function ResultOptions({ type, value, like = null, onChange }: ResultOptionsProps) {
  const t = useText(computedTexts)
  const localized = useLocalize()
  const { app } = useRuntimeServices()
  const kinds = useQuery(kindsQuery).data
  const choices = useMemo(
    () => (type && kinds ? resultTypes([...kinds.fieldTypes.all()], type, app) : []),
    [type, kinds, app],
  )
  const chosen = choices.find((kind) => kind.type === value?.type)
  const first = choices.find((kind) => kind.type === like?.type) ?? choices[0]
  useEffect(() => {
    if (type && first && !chosen) onChange(resultOf(first, type, like))
  }, [type, first, chosen, like, onChange])
  return (
    <div className={classes.columns}>
      <Select
        label={t('result')}
        description={t('resultHint')}
        size="md"
        disabled={choices.length === 0}
        placeholder={t(type ? 'noResultType' : 'noResult')}
        allowDeselect={false}
        data={choices.map((kind) => ({ value: kind.type, label: localized(kind.label) }))}
        value={chosen?.type ?? null}
        onChange={(next) => {
          const kind = choices.find((choice) => choice.type === next)
          if (kind && type) onChange(resultOf(kind, type, like))
        }}
      />
      {chosen && value ? <OptionInputs kind={chosen} value={value} onChange={onChange} /> : null}
    </div>
  )
}

interface OptionInputsProps {
  kind: FieldType
  value: ComputedResult
  onChange(result: ComputedResult): void
}

/** The options of the type that say how it is shown; limits say nothing of what is computed. */
function OptionInputs({ kind, value, onChange }: OptionInputsProps) {
  const localized = useLocalize()
  const set = (key: string, option: unknown) => onChange({ ...value, options: { ...value.options, [key]: option } })
  return shownOptions(kind).map(({ key, label, type, ...schema }) =>
    type === 'integer' ? (
      <NumberInput
        key={key}
        label={localized(label)}
        size="md"
        allowDecimal={false}
        min={schema.minimum}
        max={schema.maximum}
        value={Number(value.options?.[key] ?? schema.default ?? 0)}
        onChange={(next) => set(key, Number(next))}
      />
    ) : (
      <TextInput
        key={key}
        label={localized(label)}
        size="md"
        value={String(value.options?.[key] ?? schema.default ?? '')}
        onChange={(event) => set(key, event.currentTarget.value)}
      />
    ),
  )
}

interface ShownOption {
  key: string
  label: FieldModel['label']
  type: 'integer' | 'string'
  default?: unknown
  minimum?: number
  maximum?: number
}

const limits: ReadonlySet<string> = new Set(['min', 'max', 'maxLength'])

function shownOptions(kind: FieldType): ShownOption[] {
  const properties = kind.options.properties as { [key: string]: Partial<ShownOption> & { editor?: string } }
  return Object.entries(properties).flatMap(([key, schema]) =>
    !limits.has(key) && schema.label && !schema.editor && (schema.type === 'integer' || schema.type === 'string')
      ? [{ ...schema, key, label: schema.label, type: schema.type }]
      : [],
  )
}

/** The types of field whose values are of that type. */
export function resultTypes(
  kinds: readonly FieldType[],
  type: ExpressionType,
  app: Pick<AppModel, 'optionSets'>,
): FieldType[] {
  const optionSet = 'optionSet' in type ? (app.optionSets.get(type.optionSet) ?? null) : null
  const fits = kinds.filter((kind) => {
    if (!isResultType(kind)) return false
    const field = {
      type: kind.type,
      kind,
      optionSet,
      target: null,
      options: optionsOf(type),
      lookup: null,
      computed: null,
    }
    const found = kind.expression?.(field as unknown as FieldModel)
    return found ? sameType(found, type) : false
  })
  return fits.sort((a, b) => rank(a) - rank(b))
}

/** The type that people most often mean first. */
const usual = ['decimal', 'text', 'checkbox', 'date', 'datetime', 'select', 'multi_select', 'person', 'department']
const rank = ({ type }: FieldType) => (usual.includes(type) ? usual.indexOf(type) : usual.length)

function resultOf(kind: FieldType, type: ExpressionType, like: FieldModel | null): ComputedResult {
  const given: { [key: string]: unknown } = like?.type === kind.type ? like.options : {}
  const shown = shownOptions(kind).filter(({ key }) => given[key] !== undefined)
  const options = { ...Object.fromEntries(shown.map(({ key }) => [key, given[key]])), ...optionsOf(type) }
  return { type: kind.type, ...(Object.keys(options).length > 0 && { options }) }
}

function optionsOf(type: ExpressionType): { [key: string]: unknown } {
  return 'optionSet' in type ? { optionSet: type.optionSet } : {}
}
