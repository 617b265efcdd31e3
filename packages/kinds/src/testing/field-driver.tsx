import { type FieldModel, shownField } from '@mortise/metadata'
import {
  applyLanguage,
  type FieldCellProps,
  type FieldInputProps,
  RuntimeServicesContext,
  UiProvider,
} from '@mortise/ui'
import { act, type ComponentType, type ReactNode, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { vi } from 'vitest'
import { sampleField, type sampleServices } from './sample-services.tsx'

type Services = ReturnType<typeof sampleServices>

/** Drives the input of a field the way a person does. For tests. */
export interface FieldDriver {
  host: HTMLElement
  field: FieldModel
  /** What the form holds now. */
  value(): unknown
  /** The element that the label points at. */
  input(): HTMLInputElement
  type(text: string): Promise<void>
  press(key: string, modifiers?: KeyboardEventInit): Promise<void>
  focus(): Promise<void>
  blur(): Promise<void>
  /** Clicks what has that accessible name or text. */
  click(name: string): Promise<void>
  /** Names of everything on the page that can be pressed or chosen. */
  names(): string[]
  choose(files: File[]): Promise<void>
  settle(milliseconds?: number): Promise<void>
  unmount(): void
}

type InputExtras = Partial<Omit<FieldInputProps, 'field' | 'value' | 'onChange'>>

/** Puts the input of a field type on the page, with its label, in a form that keeps the value. */
export async function mountInput(
  services: Services,
  type: string,
  initial: unknown,
  extras: InputExtras = {},
): Promise<FieldDriver> {
  const field = sampleField(services, type)
  const held = { value: initial }
  const Input = services.fieldRuntimes.get(type).Input as unknown as ComponentType<FieldInputProps>
  function Form() {
    const [value, setValue] = useState(initial)
    held.value = value
    return (
      <>
        <label htmlFor="the-field">{shownField(field).label.en}</label>
        <Input field={field} id="the-field" appearance="form" {...extras} value={value} onChange={setValue} />
      </>
    )
  }
  const { host, unmount } = await mount(services, <Form />)
  return driver(host, field, () => held.value, unmount)
}

/** Puts a value of a field type on the page. */
export async function mountCell(
  services: Services,
  type: string,
  value: unknown,
  appearance: FieldCellProps['appearance'],
): Promise<{ host: HTMLElement; unmount(): void }> {
  const Cell = services.fieldRuntimes.get(type).Cell as unknown as ComponentType<FieldCellProps>
  return mount(services, <Cell field={sampleField(services, type)} value={value} appearance={appearance} />)
}

async function mount(services: Services, children: ReactNode) {
  prepareDom()
  const host = document.body.appendChild(document.createElement('div'))
  const root = createRoot(host)
  await act(async () => {
    applyLanguage(services.language)
    root.render(
      <UiProvider env="test">
        <RuntimeServicesContext value={services}>{children}</RuntimeServicesContext>
      </UiProvider>,
    )
  })
  // Large inputs are fetched when they are first needed.
  await act(() => vi.dynamicImportSettled())
  await settle(20)
  return {
    host,
    unmount() {
      act(() => root.unmount())
      host.remove()
    },
  }
}

function driver(host: HTMLElement, field: FieldModel, value: () => unknown, unmount: () => void): FieldDriver {
  const input = () => host.querySelector<HTMLInputElement>('#the-field') as HTMLInputElement
  return {
    host,
    field,
    value,
    input,
    async type(text) {
      await act(async () => {
        input().focus()
        setText(input(), text)
      })
    },
    async press(key, modifiers = {}) {
      const target = document.activeElement ?? document.body
      await act(async () => {
        target.dispatchEvent(
          new KeyboardEvent('keydown', { key, code: key, bubbles: true, cancelable: true, ...modifiers }),
        )
      })
    },
    focus: () => act(async () => input().focus()),
    blur: () => act(async () => (document.activeElement as HTMLElement | null)?.blur()),
    async click(name) {
      const target = pressable().find((element) => nameOf(element) === name)
      if (!target) throw new Error(`nothing is called "${name}"; there is: ${pressable().map(nameOf).join(' | ')}`)
      await act(async () => {
        target.dispatchEvent(new MouseEvent('mousedown', { bubbles: true }))
        target.dispatchEvent(new MouseEvent('click', { bubbles: true }))
      })
    },
    names: () => pressable().map(nameOf),
    async choose(files) {
      await act(async () => {
        Object.defineProperty(input(), 'files', { value: files, configurable: true })
        input().dispatchEvent(new Event('change', { bubbles: true }))
      })
    },
    settle,
    unmount,
  }
}

async function settle(milliseconds = 0): Promise<void> {
  await act(async () => {
    await new Promise((resolve) => setTimeout(resolve, milliseconds))
  })
}

function pressable(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('button, [role="option"], a, [role="treeitem"]')]
}

function nameOf(element: HTMLElement): string {
  return element.getAttribute('aria-label') ?? element.textContent?.trim() ?? ''
}

function setText(input: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  // React notices a change only when the value is set past its own tracking, as a browser does.
  const prototype = Object.getPrototypeOf(input) as object
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(input, text)
  input.dispatchEvent(new Event('input', { bubbles: true }))
}

function prepareDom(): void {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  window.matchMedia ??= (query: string) =>
    ({ matches: false, media: query, addEventListener() {}, removeEventListener() {} }) as unknown as MediaQueryList
  if (!document.fonts) {
    Object.assign(document, { fonts: { addEventListener() {}, removeEventListener() {} } })
  }
  globalThis.ResizeObserver ??= class {
    observe() {}
    unobserve() {}
    disconnect() {}
  }
  Element.prototype.scrollIntoView ??= () => {}
}
