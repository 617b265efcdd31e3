import { createTheme, type MantineColorsTuple } from '@mantine/core'
import type { Language } from '@mortise/core'
import { componentDefaults } from './component-defaults.ts'

/** The theme for a language: our scale, radii and type, and defaults that make every component accessible. */
export function createMortiseTheme(language: Language) {
  return createTheme({
    primaryColor: 'brand',
    primaryShade: { light: 7, dark: 6 },
    autoContrast: true,
    respectReducedMotion: true,
    cursorType: 'pointer',
    white: '#ffffff',
    black: '#1b1f27',
    fontFamily: 'var(--ui-font)',
    fontFamilyMonospace: 'var(--ui-font-mono)',
    fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
    lineHeights: language === 'zh' ? lineHeightsOf(1.6) : lineHeightsOf(1.5),
    fontWeights: { regular: '400', medium: '500', bold: '600' },
    headings: { fontFamily: 'var(--ui-font)', fontWeight: '600', sizes: headingSizes },
    spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
    radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
    defaultRadius: 'xs',
    shadows: {
      xs: 'none',
      sm: '0 1px 2px rgba(20, 24, 36, 0.08)',
      md: 'var(--ui-shadow-menu)',
      lg: 'var(--ui-shadow-menu)',
      xl: 'var(--ui-shadow-modal)',
    },
    colors: { brand, gray, dark, red },
    components: componentDefaults(language),
  })
}

const lineHeightsOf = (body: number) => ({
  xs: String(body),
  sm: String(body),
  md: String(body),
  lg: String(body),
  xl: '1.4',
})

const headingSizes = {
  h1: { fontSize: '1.25rem', lineHeight: '1.4' },
  h2: { fontSize: '1rem', lineHeight: '1.5' },
  h3: { fontSize: '0.875rem', lineHeight: '1.5' },
  h4: { fontSize: '0.875rem', lineHeight: '1.5' },
  h5: { fontSize: '0.8125rem', lineHeight: '1.5' },
  h6: { fontSize: '0.75rem', lineHeight: '1.5' },
}

const brand: MantineColorsTuple = [
  '#eceefc',
  '#dfe3fa',
  '#c2c9f6',
  '#a3adf3',
  '#8f9fff',
  '#6a7af0',
  '#4356e8',
  '#3445cf',
  '#2b3ab4',
  '#232f92',
]

const gray: MantineColorsTuple = [
  '#f7f8fa',
  '#f2f3f6',
  '#e6e8ec',
  '#d0d4da',
  '#b4bac4',
  '#8a919c',
  '#666d7a',
  '#5f6673',
  '#3a404b',
  '#1b1f27',
]

const dark: MantineColorsTuple = [
  '#e8eaed',
  '#c9ced6',
  '#a3a9b4',
  '#6a707a',
  '#3b3f45',
  '#2a2d31',
  '#1c1e21',
  '#141517',
  '#101113',
  '#0b0c0d',
]

/** Shade 7 in light and 6 in dark are filled behind white text; both pass 4.5:1. */
const red: MantineColorsTuple = [
  '#fdecec',
  '#fbdcdc',
  '#f6b9b9',
  '#ff8a8a',
  '#ef6b6b',
  '#dd4242',
  '#c62828',
  '#c62828',
  '#a92020',
  '#8a1a1a',
]
