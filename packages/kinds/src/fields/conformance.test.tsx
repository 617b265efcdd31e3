import type { FieldInputProps } from '@mortise/ui'
import axe from 'axe-core'
import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest'
import { fieldDesigners } from '../load.designer.ts'
import { fieldRuntimes, fieldTypes } from '../load.runtime.ts'
import { mountCell, mountInput } from '../testing/field-driver.tsx'
import { sampleField, sampleServices } from '../testing/sample-services.tsx'

let unmount: (() => void) | undefined
let complaints: MockInstance<typeof console.error>
beforeEach(() => {
  complaints = vi.spyOn(console, 'error').mockImplementation(() => {})
})
afterEach(() => {
  unmount?.()
  unmount = undefined
  expect(complaints.mock.calls.map(firstWords).filter((words) => !aboutTest.test(words))).toEqual([])
  complaints.mockRestore()
})

it('finds every half of every type in the browser', () => {
  const types = fieldTypes.all().map(({ type }) => type)
  expect(types).toContain('text')
  expect(fieldRuntimes.all().map(({ type }) => type)).toEqual(types)
  expect(fieldDesigners.all().map(({ type }) => type)).toEqual(types)
})

/** Components may finish a transition while axe is looking; that is no fault of theirs. */
const aboutTest = /^An update to %s inside a test was not wrapped in act/

function firstWords([message]: unknown[]): string {
  return String(message)
}

const states = ['empty', 'filled', 'read-only', 'disabled', 'wrong'] as const
const extras: Record<(typeof states)[number], Partial<FieldInputProps>> = {
  empty: {},
  filled: {},
  'read-only': { readOnly: true },
  disabled: { disabled: true },
  wrong: { error: 'No', describedBy: 'why' },
}

describe.each(fieldTypes.all().map((kind) => [kind.type, kind] as const))('%s', (type, kind) => {
  it.each([...states.map((state) => [state, 'zh'] as const), ['filled', 'en'] as const])(
    'draws its input %s in %s, named and without faults of accessibility',
    async (state, language) => {
      const services = sampleServices(language)
      const value = state === 'empty' ? (kind.blank ?? null) : normal(services, type)
      const form = await mountInput(services, type, value, extras[state])
      unmount = form.unmount
      const target = form.input()
      expect(target, 'an element has the id that the label points at').toBeInstanceOf(HTMLElement)
      expect(target.matches('input, textarea, select, button, output'), 'a label can name it').toBe(true)
      expect(await faults(form.host)).toEqual([])
      if (state === 'wrong' && kind.writable !== false && type !== 'sub_table') {
        expect(target.getAttribute('aria-invalid')).toBe('true')
        expect(target.getAttribute('aria-describedby')).toBe('why')
      }
    },
  )

  it('names its input inside a cell by itself', async () => {
    const services = sampleServices('zh')
    const form = await mountInput(services, type, normal(services, type), { appearance: 'cell' })
    unmount = form.unmount
    form.host.querySelector('label')?.removeAttribute('for')
    expect(await faults(form.host)).toEqual([])
  })

  it.each(['cell', 'card', 'text'] as const)(
    'shows every valid sample, and the blank value, as %s',
    async (appearance) => {
      for (const sample of kind.samples.valid) {
        const services = sampleServices('en')
        const field = sampleField(services, type)
        const result = kind.normalise?.(sample as never, field.options as never, field)
        const value = result && 'value' in result ? result.value : sample
        const filled = await mountCell(services, type, value, appearance)
        const shown = filled.host.textContent?.trim() || filled.host.querySelector('img')?.alt
        filled.unmount()
        expect(shown, JSON.stringify(value)).toMatch(/\S/)
      }
      const blank = await mountCell(sampleServices('en'), type, kind.blank ?? null, appearance)
      unmount = blank.unmount
      expect(await faults(blank.host)).toEqual([])
    },
  )
})

function normal(services: ReturnType<typeof sampleServices>, type: string): unknown {
  const field = sampleField(services, type)
  const [sample] = field.kind.samples.valid
  const result = field.kind.normalise?.(sample as never, field.options as never, field)
  return result && 'value' in result ? result.value : sample
}

/** What axe finds; colours need a real browser and are checked in the gallery. */
async function faults(host: HTMLElement): Promise<string[]> {
  const { violations } = await axe.run(host, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  })
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}
