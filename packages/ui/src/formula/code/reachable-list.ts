import type { Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'

const measure = {
  key: 'reachable list',
  read: (view: EditorView) => view.dom.querySelector<HTMLElement>('.cm-tooltip-autocomplete > ul:not([tabindex])'),
  write: (list: HTMLElement | null) => list?.setAttribute('tabindex', '0'),
}

/** What scrolls must be reachable by the keyboard, or assistive software passes over a long list of completions. */
export const reachableList: Extension = EditorView.updateListener.of(({ view }) => view.requestMeasure(measure))
