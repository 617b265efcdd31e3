import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { UiProvider } from '../../provider/ui-provider.tsx'
import { applyLanguage } from '../../text/language-preference.ts'
import { DataGrid } from '../view/data-grid.tsx'
import type { GridProps } from '../view/grid-props.ts'

/** Drives a grid the way a person does: keys, mouse, clipboard. For tests. */
export interface GridDriver {
  root: HTMLElement
  /** Renders again with other properties. */
  update(change: Record<string, unknown>): void
  press(keys: string): void
  /** Types characters into whatever has the focus, a key press each. */
  type(text: string): void
  click(row: number, column: number, options?: { shift?: boolean }): void
  doubleClick(row: number, column: number): void
  clickHeader(label: string): void
  tick(row: number): void
  copy(): string
  cut(): string
  paste(text: string): Promise<void>
  cell(row: number, column: number): HTMLElement
  text(row: number, column: number): string
  /** Row and column that have the focus. */
  focused(): [row: number, column: number] | null
  selected(): number
  /** Waits for saves and renders, after doing something outside of the grid. */
  settle(first?: () => void): Promise<void>
  unmount(): void
}

export function mountGrid<Row>(initial: GridProps<Row>, language: 'zh' | 'en' = 'en'): GridDriver {
  prepareDom()
  act(() => applyLanguage(language))
  const host = document.body.appendChild(document.createElement('div'))
  const reactRoot = createRoot(host)
  let props = initial
  const render = () =>
    act(() =>
      reactRoot.render(
        <UiProvider env="test">
          <DataGrid {...props} />
        </UiProvider>,
      ),
    )
  render()
  const find = (selector: string): HTMLElement => {
    const element = host.querySelector<HTMLElement>(selector)
    if (!element) throw new Error(`nothing matches ${selector}`)
    return element
  }
  const cell = (row: number, column: number) => find(`[data-row="${row}"][data-col="${column}"]`)
  const focus = () => {
    if (!host.contains(document.activeElement)) act(() => find('[tabindex="0"]').focus())
    return document.activeElement ?? document.body
  }
  const clipboard = (type: string, text = '') => {
    const data = new Map([['text/plain', text]])
    const event = new Event(type, { bubbles: true, cancelable: true })
    Object.assign(event, {
      clipboardData: {
        getData: (format: string) => data.get(format) ?? '',
        setData: (format: string, value: string) => data.set(format, value),
      },
    })
    act(() => focus().dispatchEvent(event))
    return data.get('text/plain') ?? ''
  }
  const mouse = (target: Element, types: string[], options: MouseEventInit = {}) => {
    for (const type of types) {
      act(() => target.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true, ...options })))
    }
  }
  return {
    root: host,
    update(change) {
      props = { ...props, ...change }
      render()
    },
    press(keys) {
      for (const key of keys.split(' ')) pressKey(focus(), key)
    },
    type(text) {
      for (const key of text) {
        pressKey(focus(), key)
        typeInto(document.activeElement, key)
      }
    },
    click: (row, column, { shift = false } = {}) =>
      mouse(cell(row, column), ['pointerdown', 'click'], { shiftKey: shift }),
    doubleClick: (row, column) => mouse(cell(row, column), ['pointerdown', 'click', 'dblclick']),
    clickHeader: (label) => mouse(find(`[data-header] [title="${label}"]`), ['click']),
    tick: (row) => mouse(find(`[data-act="tick"][data-index="${row}"]`), ['click']),
    copy: () => clipboard('copy'),
    cut: () => clipboard('cut'),
    async paste(text) {
      clipboard('paste', text)
      await act(async () => {})
    },
    cell,
    text: (row, column) => cell(row, column).textContent ?? '',
    focused() {
      const element = document.activeElement?.closest<HTMLElement>('[data-row]')
      return element ? [Number(element.dataset.row), Number(element.dataset.col)] : null
    },
    selected: () => host.querySelectorAll('[role="gridcell"][aria-selected="true"]').length,
    settle: (first) =>
      act(async () => {
        first?.()
        await new Promise((resolve) => setTimeout(resolve, 5))
      }),
    unmount() {
      act(() => reactRoot.unmount())
      host.remove()
    },
  }
}

/** `Control+Shift+End` and the like. */
function pressKey(target: Element, combination: string) {
  const parts = combination === '+' ? ['+'] : combination.split('+')
  const name = parts.at(-1) ?? ''
  const key = name === 'Space' ? ' ' : name
  const event = new KeyboardEvent('keydown', {
    key,
    bubbles: true,
    cancelable: true,
    ctrlKey: parts.includes('Control'),
    shiftKey: parts.includes('Shift'),
    altKey: parts.includes('Alt'),
  })
  act(() => target.dispatchEvent(event))
}

/** jsdom delivers no characters: puts one at the end, as the browser would. */
function typeInto(target: Element | null, character: string) {
  if (!(target instanceof HTMLInputElement)) return
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set
  act(() => {
    set?.call(target, target.value + character)
    target.dispatchEvent(new Event('input', { bubbles: true }))
  })
}

function prepareDom() {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  window.matchMedia ??= (query: string) =>
    ({ matches: false, media: query, addEventListener() {}, removeEventListener() {} }) as unknown as MediaQueryList
}
