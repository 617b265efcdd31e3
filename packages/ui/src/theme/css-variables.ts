import type { CSSVariablesResolver } from '@mantine/core'

/** Points Mantine's variables at our tokens, so that light, dark and high contrast have one source. */
export const cssVariables: CSSVariablesResolver = () => {
  const both = {
    '--mantine-color-body': 'var(--ui-bg)',
    '--mantine-color-text': 'var(--ui-text)',
    '--mantine-color-bright': 'var(--ui-text)',
    '--mantine-color-dimmed': 'var(--ui-text-2)',
    '--mantine-color-placeholder': 'var(--ui-placeholder)',
    '--mantine-color-anchor': 'var(--ui-accent-text)',
    '--mantine-color-error': 'var(--ui-danger)',
    '--mantine-color-success': 'var(--ui-success)',
    '--mantine-color-default': 'var(--ui-bg)',
    '--mantine-color-default-hover': 'var(--ui-surface-2)',
    '--mantine-color-default-color': 'var(--ui-text)',
    '--mantine-color-default-border': 'var(--ui-border-strong)',
    '--mantine-color-disabled': 'var(--ui-surface-2)',
    '--mantine-color-disabled-color': 'var(--ui-placeholder)',
    '--mantine-color-disabled-border': 'var(--ui-border)',
    '--mantine-color-brand-light': 'var(--ui-accent-soft)',
    '--mantine-color-brand-light-hover': 'var(--ui-accent-soft-hover)',
    '--mantine-color-brand-light-color': 'var(--ui-accent-text)',
    '--mantine-color-brand-outline': 'var(--ui-accent-text)',
    '--mantine-color-red-text': 'var(--ui-danger)',
    '--mantine-color-red-light': 'var(--ui-danger-soft)',
    '--mantine-color-red-light-hover': 'var(--ui-danger-soft-hover)',
    '--mantine-color-red-light-color': 'var(--ui-danger)',
    '--mantine-color-yellow-light': 'var(--ui-warning-soft)',
    '--mantine-color-yellow-light-color': 'var(--ui-warning)',
    '--mantine-color-green-light': 'var(--ui-success-soft)',
    '--mantine-color-green-light-color': 'var(--ui-success)',
    '--mantine-color-red-outline': 'var(--ui-danger)',
  }
  return { variables: {}, light: both, dark: both }
}
