import type { MantineThemeComponents } from '@mantine/core'
import type { Language } from '@mortise/core'

/** Names for every button of the calendars, and formats that read naturally in the language. */
export function dateDefaults(language: Language, clearButtonProps: object): MantineThemeComponents {
  const words = language === 'zh' ? chinese : english
  const defaults = {
    size: 'sm',
    hideOutsideDates: true,
    clearButtonProps,
    ...words.formats,
    valueFormat: 'YYYY-MM-DD',
    ariaLabels: words.labels,
    getDayProps: (day: string) => ({ 'aria-label': words.day.format(new Date(`${day}T00:00:00`)) }),
    popoverProps: { shadow: 'md', radius: 'md', keepMounted: false },
  }
  // A calendar without a field has no text to format, and would hand what it does not know to the page.
  const { popoverProps: _popover, clearButtonProps: _clear, size: _size, valueFormat: _format, ...calendar } = defaults
  return {
    // A text field with a calendar is a combobox; without the role its aria-expanded is not allowed.
    DateInput: { defaultProps: { ...defaults, role: 'combobox', placeholder: words.placeholder } },
    DatePickerInput: { defaultProps: { ...defaults, placeholder: words.placeholder } },
    DateTimePicker: {
      defaultProps: { ...defaults, valueFormat: 'YYYY-MM-DD HH:mm', placeholder: words.timePlaceholder },
    },
    DatePicker: { defaultProps: calendar },
    Calendar: { defaultProps: calendar },
    TimeInput: { defaultProps: { size: 'sm' } },
  }
}

const chinese = {
  placeholder: '选择日期',
  timePlaceholder: '选择日期和时间',
  formats: { monthLabelFormat: 'YYYY年M月', monthsListFormat: 'M月' },
  day: new Intl.DateTimeFormat('zh-CN', { dateStyle: 'full' }),
  labels: {
    previousMonth: '上个月',
    nextMonth: '下个月',
    previousYear: '上一年',
    nextYear: '下一年',
    previousDecade: '上一个十年',
    nextDecade: '下一个十年',
    monthLevelControl: '切换到月份选择',
    yearLevelControl: '切换到年份选择',
  },
}

const english = {
  placeholder: 'Pick a date',
  timePlaceholder: 'Pick date and time',
  formats: { monthLabelFormat: 'MMMM YYYY', monthsListFormat: 'MMM' },
  day: new Intl.DateTimeFormat('en-GB', { dateStyle: 'full' }),
  labels: {
    previousMonth: 'Previous month',
    nextMonth: 'Next month',
    previousYear: 'Previous year',
    nextYear: 'Next year',
    previousDecade: 'Previous decade',
    nextDecade: 'Next decade',
    monthLevelControl: 'Choose a month',
    yearLevelControl: 'Choose a year',
  },
}
