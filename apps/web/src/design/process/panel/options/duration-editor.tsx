import { type Duration, type DurationUnit, durationUnits } from '@mortise/process'
import { NumberInput, Select, useText } from '@mortise/ui'
import { useId } from 'react'
import classes from '../panel.module.css'
import { panelTexts } from '../panel-texts.ts'
import { OptionFrame } from './option-frame.tsx'
import type { NodeOptionProps } from './option-props.ts'
import { optionTexts } from './option-texts.ts'
import { AddButton, ClearButton } from './small-buttons.tsx'

interface DurationInputProps {
  label: string
  value: Duration
  onChange(value: Duration, typed?: boolean): void
}

type UnitChoice = DurationUnit | `${DurationUnit}_working`
const units: readonly UnitChoice[] = ['day_working', 'hour_working', 'day', 'hour', 'minute', 'week']

/** A length of time: so many of a unit, on the clock or in the time in which people work. */
export function DurationInput({ label, value, onChange }: DurationInputProps) {
  const t = useText(optionTexts)
  const unit: UnitChoice = value.working ? `${value.unit}_working` : value.unit
  const offered = units.includes(unit) ? units : [...units, unit]
  return (
    <div className={classes.duration}>
      <NumberInput
        label={label}
        allowDecimal={false}
        min={1}
        max={100_000}
        value={value.amount}
        onChange={(amount) => typeof amount === 'number' && amount >= 1 && onChange({ ...value, amount }, true)}
      />
      <Select
        aria-label={`${label}: ${t('unit')}`}
        allowDeselect={false}
        data={offered.map((one) => ({ value: one, label: t(`unit_${one}`) }))}
        value={unit}
        onChange={(next) => next && onChange(inUnit(value.amount, next as UnitChoice))}
      />
    </div>
  )
}

function inUnit(amount: number, choice: UnitChoice): Duration {
  const unit = durationUnits.find((one) => choice.startsWith(one)) ?? 'day'
  return { amount, unit, ...(choice.endsWith('_working') ? { working: true } : {}) }
}

export const firstDuration: Duration = { amount: 1, unit: 'day', working: true }

export function DurationEditor({ label, required, value, pointer, onChange }: NodeOptionProps) {
  const t = useText(optionTexts)
  const panelText = useText(panelTexts)
  const id = useId()
  if (value === undefined || value === null)
    return (
      <OptionFrame label={label} pointer={pointer} id={id}>
        <AddButton label={t('add')} describedBy={id} onClick={() => onChange(firstDuration)} />
      </OptionFrame>
    )
  return (
    <OptionFrame label={label} pointer={pointer} id={id}>
      <div className={classes.row}>
        <DurationInput label={t('amount')} value={value as Duration} onChange={onChange} />
        {required ? null : (
          <ClearButton label={panelText('clear', { name: label })} onClick={() => onChange(undefined)} />
        )}
      </div>
    </OptionFrame>
  )
}
