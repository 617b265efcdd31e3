import type { EntityModel, FieldModel } from '@mortise/metadata'
import { type FieldInputProps, RuntimeServicesContext, useRuntimeServices, useText } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { type ComponentType, useId, useMemo } from 'react'
import { appQuery } from '../../../api/app-description.ts'
import classes from './form-preview.module.css'
import { previewTexts } from './preview-texts.ts'

interface RecordChoiceProps {
  entity: EntityModel
  /** Null: a new record. */
  value: string | null
  onChange(id: string | null): void
  /** What it is for. Default: a new record, or the one that is chosen. */
  label?: string
}

/** Chooses a record of the data, as a relation to the table would. */
export function RecordChoice({ entity, value, onChange, label }: RecordChoiceProps) {
  const t = useText(previewTexts)
  const id = useId()
  const services = useRuntimeServices()
  const published = useQuery(appQuery(entity.app)).data?.model.entities.get(entity.key)
  const field = useMemo((): FieldModel | null => {
    const own = entity.fields.get('id')
    return own ? { ...own, type: 'relation', target: entity.key } : null
  }, [entity])
  // A preview looks at what is there: nothing new is made for it.
  const readOnly = useMemo(() => ({ ...services, canCreate: () => false }), [services])
  if (!field || !published) return <span className={classes.quiet}>{t('notPublished')}</span>
  const Picker = services.fieldRuntimes.get('relation').Input as ComponentType<FieldInputProps<string | null>>
  return (
    <div className={classes.record}>
      <label htmlFor={id} className={classes.quiet}>
        {label ?? t(value === null ? 'newRecord' : 'record')}
      </label>
      <RuntimeServicesContext value={readOnly}>
        <Picker field={field} id={id} value={value} onChange={onChange} appearance="form" />
      </RuntimeServicesContext>
    </div>
  )
}
