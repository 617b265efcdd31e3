import type { ColourName } from '@mortise/metadata'
import { AppIcon, iconSet, UnstyledButton, useText } from '@mortise/ui'
import { ColourDots } from './colour-dots.tsx'
import classes from './table-dialogs.module.css'
import { tableTexts } from './table-texts.ts'

interface ChoiceProps<Value> {
  value: Value | undefined
  onChange(value: Value): void
}

/** One of the icons that documents may name. */
export function IconChoice({ value, onChange }: ChoiceProps<string>) {
  const t = useText(tableTexts)
  return (
    <fieldset className={classes.choice}>
      <legend>{t('icon')}</legend>
      <div className={classes.icons}>
        {Object.keys(iconSet).map((name) => (
          <UnstyledButton
            key={name}
            className={classes.icon}
            aria-label={name}
            aria-pressed={name === value}
            data-chosen={name === value || undefined}
            onClick={() => onChange(name)}
          >
            <AppIcon name={name} size={17} />
          </UnstyledButton>
        ))}
      </div>
    </fieldset>
  )
}

/** One of the ten hues. */
export function ColourChoice({ value, onChange }: ChoiceProps<ColourName>) {
  const t = useText(tableTexts)
  return (
    <fieldset className={classes.choice}>
      <legend>{t('colour')}</legend>
      <div className={classes.colours}>
        <ColourDots value={value} onChange={onChange} />
      </div>
    </fieldset>
  )
}
