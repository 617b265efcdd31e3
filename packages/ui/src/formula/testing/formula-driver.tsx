import { EditorView } from '@codemirror/view'
import type { FormulaAnalysis } from '@mortise/expressions/text'
import { act, useMemo, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { UiProvider } from '../../provider/ui-provider.tsx'
import { applyLanguage } from '../../text/language-preference.ts'
import { FormulaEditor } from '../formula-editor.tsx'
import type { FormulaScope } from '../formula-scope.ts'
import { sampleSchema } from './sample-schema.ts'

/** Drives a formula editor the way a person does. For tests. */
export interface FormulaDriver {
  root: HTMLElement
  /** Writes at the caret, at once. */
  write(text: string): void
  placeCaret(offset: number): void
  click(name: string): void
  search(text: string): void
  /** Another language of the page. */
  speak(language: string): void
  /** The text as it was last told to whoever keeps it. */
  text(): string
  analysis(): FormulaAnalysis | null
  /** Everything that can be read outside of the text itself. */
  words(selector: string): string[]
  box(): HTMLElement
  caret(): number
  settle(): Promise<void>
  unmount(): void
}

interface MountOptions extends Partial<FormulaScope> {
  initial?: string
}

export function mountFormula({ initial = '', language = 'en', ...rest }: MountOptions = {}): FormulaDriver {
  prepareDom()
  act(() => applyLanguage(language === 'zh' ? 'zh' : 'en'))
  const host = document.body.appendChild(document.createElement('div'))
  const reactRoot = createRoot(host)
  const kept = { text: initial, analysis: null as FormulaAnalysis | null }
  let speak: (language: string) => void = () => undefined
  function Harness() {
    const [text, setText] = useState(initial)
    const [spoken, setSpoken] = useState(language)
    const scope = useMemo(() => ({ schema: sampleSchema, entity: 'order', language: spoken, ...rest }), [spoken])
    speak = setSpoken
    return (
      <FormulaEditor
        label="Formula"
        text={text}
        scope={scope}
        onChange={(next) => {
          kept.text = next
          setText(next)
        }}
        onAnalysis={(analysis) => {
          kept.analysis = analysis
        }}
      />
    )
  }
  act(() =>
    reactRoot.render(
      <UiProvider env="test">
        <Harness />
      </UiProvider>,
    ),
  )
  const box = () => host.querySelector<HTMLElement>('.cm-content') as HTMLElement
  const view = () => EditorView.findFromDOM(box()) as EditorView
  return {
    root: host,
    ...{ box, text: () => kept.text, analysis: () => kept.analysis, caret: () => view().state.selection.main.head },
    write(text) {
      const { from, to } = view().state.selection.main
      act(() =>
        view().dispatch({
          changes: { from, to, insert: text },
          selection: { anchor: from + text.length },
          userEvent: 'input.type',
        }),
      )
    },
    placeCaret: (offset) => act(() => view().dispatch({ selection: { anchor: offset } })),
    click(name) {
      const found = [...host.querySelectorAll<HTMLElement>('button, label')].find((one) =>
        [one.ariaLabel, one.textContent].includes(name),
      )
      if (!found) throw new Error(`nothing to click called ${name}`)
      act(() => found.click())
    },
    search(text) {
      const field = host.querySelector<HTMLInputElement>('input[type=search]') as HTMLInputElement
      const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set
      act(() => {
        set?.call(field, text)
        field.dispatchEvent(new Event('input', { bubbles: true }))
      })
    },
    speak: (next) => act(() => speak(next)),
    words: (selector) => [...host.querySelectorAll(selector)].map((one) => one.textContent?.trim() ?? ''),
    // Longer than the pause after which problems are told.
    settle: () => act(() => new Promise<void>((done) => setTimeout(done, 600))),
    unmount() {
      act(() => reactRoot.unmount())
      host.remove()
    },
  }
}

function prepareDom(): void {
  globalThis.IS_REACT_ACT_ENVIRONMENT = true
  window.matchMedia = (query) =>
    ({ matches: false, media: query, addEventListener() {}, removeEventListener() {} }) as unknown as MediaQueryList
  const nowhere = () => [] as unknown as DOMRectList
  Range.prototype.getClientRects = nowhere
  Range.prototype.getBoundingClientRect = () => new DOMRect()
  globalThis.ResizeObserver ??= class {
    observe() {}
    unobserve() {}
    disconnect() {}
  }
}
