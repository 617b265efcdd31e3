import type { PublicLimits } from '@mortise/metadata'
import { DateTimePicker, NumberInput, Select, useLocalize, useText } from '@mortise/ui'
import { withoutUndefined } from '../properties/use-node-edit.ts'
import classes from './public-panel.module.css'
import type { PublicPartProps } from './public-panel.tsx'
import { publicTexts } from './public-texts.ts'

type LimitChange = { [Name in keyof PublicLimits]?: PublicLimits[Name] | undefined }

/** From when to when it is open, and how often it can be filled in. */
export function PublicLimitsPart(props: PublicPartProps) {
  const t = useText(publicTexts)
  const localize = useLocalize()
  const { document, entity, put } = props
  const { limits = {} } = document
  const { perAddress, perValue } = limits
  const set = (change: LimitChange, merge: string) => {
    const next = withoutUndefined({ ...limits, ...change }) as PublicLimits
    put({ limits: Object.keys(next).length > 0 ? next : undefined }, `limit ${merge}`)
  }
  const texts = document.fields.flatMap((key) => {
    const field = entity.fields.get(key)
    return field?.kind.group === 'text' ? [{ value: key, label: localize(field.label) }] : []
  })
  return (
    <>
      <h3 className={classes.head}>{t('time')}</h3>
      <When label={t('opens')} value={document.opens} onChange={(opens) => put({ opens })} />
      <When label={t('closes')} value={document.closes} onChange={(closes) => put({ closes })} />
      <h3 className={classes.head}>{t('limits')}</h3>
      <div className={classes.row}>
        <Count label={t('total')} value={limits.total} onChange={(total) => set({ total }, 'total')} />
        <Count label={t('perDevice')} value={limits.perDevice} onChange={(perDevice) => set({ perDevice }, 'device')} />
      </div>
      <div className={classes.row}>
        <Count
          label={t('perAddress')}
          value={perAddress?.count}
          onChange={(count) =>
            set({ perAddress: count ? { count, hours: perAddress?.hours ?? 24 } : undefined }, 'address')
          }
        />
        {perAddress ? (
          <Count
            label={t('hours')}
            value={perAddress.hours}
            max={720}
            onChange={(hours) => set({ perAddress: { ...perAddress, hours: hours ?? 24 } }, 'hours')}
          />
        ) : null}
      </div>
      <div className={classes.row}>
        <Select
          label={t('perValueField')}
          placeholder={t('always')}
          clearable
          data={texts}
          value={perValue?.field ?? null}
          onChange={(field) => set({ perValue: field ? { field, count: perValue?.count ?? 1 } : undefined }, 'field')}
        />
        {perValue ? (
          <Count
            label={t('perValue')}
            value={perValue.count}
            onChange={(count) => set({ perValue: { ...perValue, count: count ?? 1 } }, 'value')}
          />
        ) : null}
      </div>
    </>
  )
}

interface CountProps {
  label: string
  value: number | undefined
  max?: number
  onChange(value: number | undefined): void
}

function Count({ label, value, max = 1_000_000, onChange }: CountProps) {
  const t = useText(publicTexts)
  return (
    <NumberInput
      label={label}
      placeholder={t('always')}
      min={1}
      max={max}
      allowDecimal={false}
      value={value ?? ''}
      onChange={(next) => onChange(Number(next) >= 1 ? Math.min(max, Math.trunc(Number(next))) : undefined)}
    />
  )
}

interface WhenProps {
  label: string
  value: string | undefined
  onChange(value: string | undefined): void
}

/** A moment, shown and entered in the time of whoever designs. */
function When({ label, value, onChange }: WhenProps) {
  const t = useText(publicTexts)
  return (
    <DateTimePicker
      label={label}
      placeholder={t('always')}
      clearable
      valueFormat="YYYY-MM-DD HH:mm"
      value={value ? new Date(value) : null}
      onChange={(next) => onChange(next ? new Date(next).toISOString() : undefined)}
    />
  )
}
