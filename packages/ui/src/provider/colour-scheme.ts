import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core'

/** Where the choice is kept; /theme.js reads it before the first paint. */
export const colourSchemeKey = 'mortise-colour-scheme'

export type ColourScheme = 'light' | 'dark' | 'auto'

/** The chosen scheme, what it comes to now, and how to change it. */
export function useColourScheme(): {
  chosen: ColourScheme
  effective: 'light' | 'dark'
  setColourScheme(scheme: ColourScheme): void
} {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const effective = useComputedColorScheme('light', { getInitialValueInEffect: false })
  return { chosen: colorScheme, effective, setColourScheme: setColorScheme }
}
