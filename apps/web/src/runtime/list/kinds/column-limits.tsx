import { type EntityModel, resolvePath, shownField, type ViewOptions } from '@mortise/metadata'
import { NumberInput, useLocalize, useRuntimeServices } from '@mortise/ui'
import classes from './kind-page.module.css'

interface ColumnLimitsProps {
  entity: EntityModel
  options: ViewOptions
  value: unknown
  label: string
  onChange(value: unknown): void
}

interface Limit {
  value: string
  most: number
}

/** How many records each column of a board is to have at most; offered where the columns are known beforehand. */
export function ColumnLimits({ entity, options, value, label, onChange }: ColumnLimitsProps) {
  const { app } = useRuntimeServices()
  const localize = useLocalize()
  const field = options.group === undefined ? undefined : resolvePath(app, entity, String(options.group))?.field
  const choices = field ? [...(shownField(field).optionSet?.options.values() ?? [])] : []
  const limits = Array.isArray(value) ? (value as Limit[]) : []
  if (choices.length === 0) return null
  function set(key: string, most: number | null) {
    const others = limits.filter((limit) => limit.value !== key)
    onChange(most === null ? others : [...others, { value: key, most }])
  }
  return (
    <div className={classes.option}>
      <span>{label}</span>
      <ul className={classes.limits} aria-label={label}>
        {choices
          .filter(({ archived }) => !archived)
          .map(({ key, label: name }) => (
            <li key={key}>
              <span className="ui-truncate">{localize(name)}</span>
              <NumberInput
                size="xs"
                aria-label={`${label}: ${localize(name)}`}
                placeholder="—"
                min={1}
                max={100_000}
                allowDecimal={false}
                value={limits.find((limit) => limit.value === key)?.most ?? ''}
                onChange={(typed) => set(key, typed === '' || Number(typed) < 1 ? null : Number(typed))}
              />
            </li>
          ))}
      </ul>
    </div>
  )
}
