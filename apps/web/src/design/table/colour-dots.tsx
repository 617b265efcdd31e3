import { type ColourName, colourNames } from '@mortise/metadata'
import { UnstyledButton } from '@mortise/ui'
import classes from './colour-dots.module.css'

interface ColourDotsProps {
  value: ColourName | undefined
  onChange(value: ColourName): void
}

/** A dot to press for each of the ten hues. */
export function ColourDots({ value, onChange }: ColourDotsProps) {
  return colourNames.map((colour) => (
    <UnstyledButton
      key={colour}
      className={classes.dot}
      style={{ background: `var(--ui-hue-${colour}-dot)` }}
      aria-label={colour}
      aria-pressed={colour === value}
      onClick={() => onChange(colour)}
    />
  ))
}
