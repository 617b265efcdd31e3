import type { MantineThemeComponents } from '@mantine/core'
import { type Language, localize } from '@mortise/core'
import { dateDefaults } from './date-defaults.ts'

/** Default properties of Mantine's components. They repair what is not accessible or slow as it comes. */
export function componentDefaults(language: Language): MantineThemeComponents {
  const closeLabel = localize({ zh: '关闭', en: 'Close' }, language)
  const clearLabel = localize({ zh: '清除', en: 'Clear' }, language)
  const clearButtonProps = { 'aria-label': clearLabel }
  const combobox = { defaultProps: { comboboxProps, clearButtonProps, size: 'sm' } }
  const small = { defaultProps: { size: 'sm' } }
  return {
    Button: { defaultProps: { size: 'sm', radius: 'sm' } },
    ActionIcon: { defaultProps: { variant: 'subtle', size: 'md', radius: 'sm' } },
    CloseButton: { defaultProps: { 'aria-label': closeLabel, iconSize: 16 } },
    Input: small,
    InputWrapper: { defaultProps: { size: 'sm', inputWrapperOrder: ['label', 'input', 'description', 'error'] } },
    TextInput: small,
    Textarea: { defaultProps: { size: 'sm', autosize: true, minRows: 2, maxRows: 12 } },
    PasswordInput: small,
    NumberInput: { defaultProps: { size: 'sm', hideControls: true } },
    Select: combobox,
    MultiSelect: combobox,
    Autocomplete: combobox,
    TagsInput: combobox,
    TreeSelect: combobox,
    Checkbox: { defaultProps: { size: 'xs', radius: 'xs' } },
    Radio: { defaultProps: { size: 'xs' } },
    Switch: { defaultProps: { size: 'sm', withThumbIndicator: false } },
    Popover: { defaultProps: { radius: 'md', shadow: 'md', transitionProps: menuTransition } },
    Menu: {
      defaultProps: { withInitialFocusPlaceholder: false, radius: 'md', shadow: 'md', transitionProps: menuTransition },
    },
    Tooltip: { defaultProps: { openDelay: 400, radius: 'sm', withArrow: false, events: tooltipEvents } },
    Modal: {
      defaultProps: {
        radius: 'lg',
        shadow: 'xl',
        centered: true,
        overlayProps: overlay,
        closeButtonProps: { 'aria-label': closeLabel },
        transitionProps: { transition: 'pop', duration: 150 },
      },
    },
    Drawer: {
      defaultProps: {
        shadow: 'xl',
        overlayProps: overlay,
        closeButtonProps: { 'aria-label': closeLabel },
        transitionProps: { duration: 200 },
      },
    },
    Notification: { defaultProps: { radius: 'md', closeButtonProps: { 'aria-label': closeLabel } } },
    Skeleton: { defaultProps: { radius: 'xs' } },
    SegmentedControl: { defaultProps: { size: 'xs', radius: 'sm', transitionDuration: 150 } },
    Tabs: { defaultProps: { keepMounted: false } },
    Loader: { defaultProps: { size: 'sm', type: 'dots' } },
    ...dateDefaults(language, clearButtonProps),
  }
}

/** A closed list keeps no options in the document: a form of 50 selects mounts five times fewer nodes. */
const comboboxProps = {
  keepMounted: false,
  shadow: 'md',
  radius: 'md',
  offset: 4,
  transitionProps: { transition: 'fade', duration: 100 },
}
const menuTransition = { transition: 'fade-down', duration: 150 }
const overlay = { backgroundOpacity: 0.32, color: '#0b0d14' }
const tooltipEvents = { hover: true, focus: true, touch: false }
