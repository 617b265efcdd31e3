import { localize } from '@mortise/core'
import type { FieldModel } from '@mortise/metadata'
import { StatusChip, useRuntimeServices } from '@mortise/ui'
import classes from './field.module.css'

interface OptionProps {
  field: FieldModel
  option: string
}

/** One option with its colour and dot; an option that is gone shows its key. */
export function OptionChip({ field, option, size = 'md' }: OptionProps & { size?: 'sm' | 'md' }) {
  const { language } = useRuntimeServices()
  const document = field.optionSet?.options.get(option)
  return (
    <StatusChip colour={document?.colour ?? 'grey'} size={size} archived={document?.archived ?? false}>
      {document ? localize(document.label, language) : option}
    </StatusChip>
  )
}

/** The dot of an option's colour. */
export function OptionDot({ field, option }: OptionProps) {
  const colour = field.optionSet?.options.get(option)?.colour ?? 'grey'
  return <span className={classes.dot} style={{ background: `var(--ui-hue-${colour}-dot)` }} aria-hidden />
}
