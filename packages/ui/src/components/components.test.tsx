import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { UiProvider } from '../provider/ui-provider.tsx'
import { shortcutParts } from '../shortcuts/shortcut-parts.ts'
import { useShortcuts } from '../shortcuts/use-shortcuts.ts'
import { defineTexts } from '../text/define-texts.ts'
import { applyLanguage } from '../text/language-preference.ts'
import { useText } from '../text/use-language.ts'
import { ErrorState } from './error-state.tsx'
import { initialsOf } from './person-avatar.tsx'
import { SidePanel } from './side-panel.tsx'
import { Delayed } from './skeletons.tsx'
import { UnsavedBar } from './unsaved-bar.tsx'

let container: HTMLElement
let root: Root

beforeEach(() => {
  globalThis.IS_REACT_ACT_ENVIRONMENT = true
  // jsdom has no media queries; the components only ask whether this is a phone.
  window.matchMedia = (query) =>
    ({ matches: false, media: query, addEventListener() {}, removeEventListener() {} }) as unknown as MediaQueryList
  applyLanguage('en')
  container = document.body.appendChild(document.createElement('div'))
  root = createRoot(container)
})

afterEach(() => {
  act(() => root.unmount())
  container.remove()
  vi.useRealTimers()
})

function render(content: React.ReactNode): void {
  act(() => root.render(<UiProvider env="test">{content}</UiProvider>))
}

function press(key: string, init: KeyboardEventInit = {}, target: EventTarget = document.body): void {
  act(() => {
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init }))
  })
}

function button(name: string): HTMLElement {
  const found = [...document.querySelectorAll('button')].find((one) =>
    `${one.ariaLabel} ${one.textContent}`.includes(name),
  )
  if (!found) throw new Error(`no button ${name}`)
  return found
}

it('texts follow the language and the number', () => {
  const texts = defineTexts('test-count', {
    zh: { n: '{count} 条' },
    en: { n: { one: '{count} record', other: '{count} records' } },
  })
  function Count({ count }: { count: number }) {
    return <output>{useText(texts)('n', { count })}</output>
  }
  const shown = () => [...container.querySelectorAll('output')].map((output) => output.textContent)
  render([<Count key="1" count={1} />, <Count key="5" count={5} />])
  expect(shown()).toEqual(['1 record', '5 records'])
  act(() => applyLanguage('zh'))
  expect(shown()).toEqual(['1 条', '5 条'])
})

it('an error says what failed, can be retried and shows its id', () => {
  const retry = vi.fn()
  render(<ErrorState title="Not loaded" message="No answer" errorId="req-1" onRetry={retry} />)
  expect(container.querySelector('[role=alert]')?.textContent).toContain('Not loaded')
  expect(container.textContent).toContain('req-1')
  act(() => button('Try again').click())
  expect(retry).toHaveBeenCalledOnce()
})

it('the unsaved bar saves and discards, but not while it is saving', () => {
  const save = vi.fn()
  const discard = vi.fn()
  render(<UnsavedBar state="unsaved" onSave={save} onDiscard={discard} />)
  expect(container.querySelector('[role=status]')?.textContent).toBe('Unsaved changes')
  act(() => button('Save').click())
  act(() => button('Discard').click())
  render(<UnsavedBar state="saving" onSave={save} onDiscard={discard} />)
  act(() => button('Save').click())
  act(() => button('Discard').click())
  expect([save.mock.calls.length, discard.mock.calls.length]).toEqual([1, 1])
})

it('Escape closes a side panel, unless it ends an input method', () => {
  const close = vi.fn()
  render(
    <SidePanel title="Record" onClose={close}>
      <input />
    </SidePanel>,
  )
  const input = container.querySelector('input') as HTMLInputElement
  press('Escape', { isComposing: true }, input)
  expect(close).not.toHaveBeenCalled()
  press('Escape', {}, input)
  expect(close).toHaveBeenCalledOnce()
})

it('skeletons stay hidden for the first 150 ms', () => {
  vi.useFakeTimers()
  render(
    <Delayed>
      <p>wait</p>
    </Delayed>,
  )
  const box = container.querySelector('p')?.parentElement as HTMLElement
  expect(box.style.visibility).toBe('hidden')
  act(() => vi.advanceTimersByTime(160))
  expect(box.style.visibility).toBe('visible')
})

it('shortcuts run single keys, pairs and combinations, but not letters while typing', () => {
  const calls: string[] = []
  const note = (name: string) => () => void calls.push(name)
  function Page() {
    useShortcuts({ c: note('c'), 'g c': note('g c'), 'mod+k': note('mod+k'), '?': note('?') })
    return <input />
  }
  render(<Page />)
  press('c')
  press('g')
  press('c')
  press('?', { shiftKey: true })
  press('k', { ctrlKey: true })
  const input = container.querySelector('input') as HTMLInputElement
  press('c', {}, input)
  press('k', { ctrlKey: true }, input)
  expect(calls).toEqual(['c', 'g c', '?', 'mod+k', 'mod+k'])
})

it('letters do nothing while a dialog is open', () => {
  const create = vi.fn()
  function Page() {
    useShortcuts({ c: create })
    return <div role="dialog" />
  }
  render(<Page />)
  press('c')
  expect(create).not.toHaveBeenCalled()
})

it('keys are shown as the keyboard names them', () => {
  expect(shortcutParts('mod+shift+Enter', true)).toEqual(['⌘', '⇧', '↵'])
  expect(shortcutParts('mod+K', false)).toEqual(['Ctrl', 'K'])
  expect(shortcutParts('g c', false)).toEqual(['G', 'C'])
})

it.each([
  ['李明', '明'],
  ['欧阳锋', '锋'],
  ['Anna Maria Berg', 'AB'],
  ['otto', 'O'],
  ['  ', '?'],
])('initials of %s are %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials)
})

declare global {
  var IS_REACT_ACT_ENVIRONMENT: boolean
}
