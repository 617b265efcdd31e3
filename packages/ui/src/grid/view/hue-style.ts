import type { GridHue } from './grid-props.ts'

/** The colours of a hue, for the style sheet. */
export function hueStyle(hue: GridHue | null | undefined): object | undefined {
  if (!hue) return undefined
  return {
    '--grid-hue-bg': `var(--ui-hue-${hue.hue}-bg)`,
    '--grid-hue-fg': `var(--ui-hue-${hue.hue}-fg)`,
    '--grid-hue-dot': `var(--ui-hue-${hue.hue}-dot)`,
  }
}
