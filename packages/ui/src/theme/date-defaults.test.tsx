import { Calendar, DateInput, DatePicker, DatePickerInput, DateTimePicker } from '@mantine/dates'
import { act, type ReactElement } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { UiProvider } from '../provider/ui-provider.tsx'

const warnings = vi.spyOn(console, 'error')

beforeEach(() => {
  globalThis.IS_REACT_ACT_ENVIRONMENT = true
  window.matchMedia = (query) =>
    ({ matches: false, media: query, addEventListener() {}, removeEventListener() {} }) as unknown as MediaQueryList
  warnings.mockClear()
})
afterEach(() => document.body.replaceChildren())

it.each<[string, ReactElement]>([
  ['a calendar', <Calendar key="1" />],
  ['a calendar to pick from', <DatePicker key="2" />],
  ['a field with a calendar', <DatePickerInput key="3" />],
  ['a field to type a day into', <DateInput key="4" />],
  ['a field for day and time', <DateTimePicker key="5" />],
])('gives %s no property that the page does not know', (_name, element) => {
  const container = document.body.appendChild(document.createElement('div'))
  const root = createRoot(container)
  act(() => root.render(<UiProvider env="test">{element}</UiProvider>))
  expect(warnings.mock.calls).toEqual([])
  act(() => root.unmount())
})
