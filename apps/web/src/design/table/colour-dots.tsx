import type { LocalizedText } from '@mortise/core'
import { type ColourName, colourNames } from '@mortise/metadata'
import { UnstyledButton, useLocalize } from '@mortise/ui'
import classes from './colour-dots.module.css'

const words: Record<ColourName, LocalizedText> = {
  grey: { zh: '灰色', en: 'Grey' },
  red: { zh: '红色', en: 'Red' },
  orange: { zh: '橙色', en: 'Orange' },
  yellow: { zh: '黄色', en: 'Yellow' },
  green: { zh: '绿色', en: 'Green' },
  teal: { zh: '青色', en: 'Teal' },
  blue: { zh: '蓝色', en: 'Blue' },
  indigo: { zh: '靛蓝色', en: 'Indigo' },
  purple: { zh: '紫色', en: 'Purple' },
  pink: { zh: '粉色', en: 'Pink' },
}

interface ColourDotsProps {
  value: ColourName | undefined
  onChange(value: ColourName): void
}

/** A dot to press for each of the ten hues. */
export function ColourDots({ value, onChange }: ColourDotsProps) {
  const localize = useLocalize()
  return colourNames.map((colour) => (
    <UnstyledButton
      key={colour}
      className={classes.dot}
      style={{ background: `var(--ui-hue-${colour}-dot)` }}
      aria-label={localize(words[colour])}
      aria-pressed={colour === value}
      onClick={() => onChange(colour)}
    />
  ))
}
