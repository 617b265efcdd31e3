import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  completionStatus,
  startCompletion,
} from '@codemirror/autocomplete'
import { history, historyKeymap, standardKeymap } from '@codemirror/commands'
import { Compartment, EditorState, type Extension, Transaction } from '@codemirror/state'
import { EditorView, keymap, placeholder as placeholderText } from '@codemirror/view'
import type { FormulaAnalysis } from '@mortise/expressions/text'
import { type Ref, useEffect, useImperativeHandle, useRef } from 'react'
import type { FormulaScope } from '../formula-scope.ts'
import { formulaTexts } from '../formula-texts.ts'
import { completeAt } from './complete-at.ts'
import classes from './formula-code.module.css'
import { analysisField, provideScope, readAnew } from './formula-state.ts'
import { problemMarks } from './problem-marks.ts'
import { reachableList } from './reachable-list.ts'
import { tokenMarks } from './token-marks.ts'

/** What buttons around the text can do with it. */
export interface FormulaCodeHandle {
  /** Puts text in place of the selection; `caret` says where in it to go on typing. */
  insert(text: string, caret?: number): void
  select(start: number, end: number): void
  focus(): void
}

export interface FormulaCodeProps {
  text: string
  scope: FormulaScope
  /** After each change of the text by the user. */
  onChange(text: string): void
  /** After each reading, also of what came from outside. */
  onAnalysis(analysis: FormulaAnalysis, text: string): void
  onCaret(offset: number): void
  /** The list of completions was opened or closed. */
  onCompleting(open: boolean): void
  labelledBy: string
  describedBy: string
  placeholder?: string
  invalid?: boolean
  readOnly?: boolean
  autoFocus?: boolean
  ref?: Ref<FormulaCodeHandle>
}

/** The text of a formula in CodeMirror: coloured, completed, with what is wrong underlined. */
export function FormulaCode(props: FormulaCodeProps) {
  const host = useRef<HTMLDivElement>(null)
  const editor = useRef<Editor>(null)
  const latest = useRef(props)
  latest.current = props
  useEffect(() => {
    if (!host.current) return
    const made = createEditor(host.current, latest)
    editor.current = made
    return () => {
      made.view.destroy()
      editor.current = null
    }
  }, [])
  const { text, scope, labelledBy, describedBy, placeholder, invalid, readOnly, ref } = props
  useEffect(() => editor.current?.setText(text), [text])
  useEffect(() => editor.current?.setScope(scope), [scope])
  useEffect(
    () => editor.current?.setLook({ labelledBy, describedBy, placeholder, invalid, readOnly }),
    [labelledBy, describedBy, placeholder, invalid, readOnly],
  )
  useImperativeHandle(ref, () => handleOf(() => editor.current?.view ?? null), [])
  return (
    <div
      ref={host}
      className={classes.code}
      data-invalid={invalid || undefined}
      data-read-only={readOnly || undefined}
    />
  )
}

interface Editor {
  view: EditorView
  setText(text: string): void
  setScope(scope: FormulaScope): void
  setLook(look: Look): void
}

type Look = Pick<FormulaCodeProps, 'labelledBy' | 'describedBy' | 'placeholder' | 'invalid' | 'readOnly'>

function createEditor(parent: HTMLElement, latest: { current: FormulaCodeProps }): Editor {
  const scope = new Compartment()
  const look = new Compartment()
  const props = () => latest.current
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: props().text,
      extensions: [
        scope.of(scopeOf(props().scope)),
        look.of(lookOf(props())),
        // A dialog gives the focus to what says so, after everything in it is there.
        props().autoFocus ? EditorView.contentAttributes.of({ 'data-autofocus': 'true' }) : [],
        basics,
        analysisField,
        tokenMarks,
        problemMarks,
        reports(props),
      ],
    }),
  })
  const analysis = view.state.field(analysisField)
  if (analysis) props().onAnalysis(analysis, props().text)
  if (props().autoFocus) view.focus()
  return {
    view,
    setText(text) {
      if (text === view.state.doc.toString()) return
      const changes = { from: 0, to: view.state.doc.length, insert: text }
      view.dispatch({ changes, annotations: Transaction.remote.of(true) })
    },
    setScope: (next) => view.dispatch({ effects: [scope.reconfigure(scopeOf(next)), readAnew()] }),
    setLook: (next) => view.dispatch({ effects: look.reconfigure(lookOf(next)) }),
  }
}

/** Keys: no binding of Tab but to take a completion, so that the keyboard is never caught; Ctrl+Enter is the page's. */
const keys = keymap.of([
  { key: 'Tab', run: acceptCompletion },
  { key: 'Mod-Space', run: startCompletion },
  ...closeBracketsKeymap,
  ...completionKeymap,
  ...historyKeymap,
  ...standardKeymap,
])

const brackets = { closeBrackets: { brackets: ['(', '{', '[', '"'] } }

const basics: Extension = [
  history(),
  closeBrackets(),
  EditorState.languageData.of(() => [brackets]),
  autocompletion({ override: [completeAt], icons: false, closeOnBlur: true, maxRenderedOptions: 80 }),
  reachableList,
  keys,
  EditorView.lineWrapping,
  // Dialogs close on Escape; while completions are open the key is for these.
  EditorView.contentAttributes.of((view) => ({
    'data-mantine-stop-propagation': completionStatus(view.state) === null ? 'false' : 'true',
  })),
]

/** What names mean, and the editor's own words in their language. */
function scopeOf(scope: FormulaScope): Extension {
  return [provideScope(scope), EditorState.phrases.of({ Completions: formulaTexts.t('completions') })]
}

function lookOf({ labelledBy, describedBy, placeholder, invalid, readOnly = false }: Look): Extension {
  return [
    EditorView.contentAttributes.of({
      'aria-labelledby': labelledBy,
      'aria-describedby': describedBy,
      'aria-invalid': String(invalid ?? false),
      spellcheck: 'false',
      autocapitalize: 'off',
      autocorrect: 'off',
    }),
    placeholder ? placeholderText(placeholder) : [],
    EditorState.readOnly.of(readOnly),
    EditorView.editable.of(!readOnly),
  ]
}

function reports(props: () => FormulaCodeProps): Extension {
  return EditorView.updateListener.of((update) => {
    const { state, startState, transactions } = update
    const fromOutside = transactions.some((transaction) => transaction.annotation(Transaction.remote))
    const analysis = state.field(analysisField)
    if (analysis && analysis !== startState.field(analysisField)) props().onAnalysis(analysis, state.doc.toString())
    if (update.docChanged && !fromOutside) props().onChange(state.doc.toString())
    const completing = completionStatus(state) !== null
    if (completing !== (completionStatus(startState) !== null)) props().onCompleting(completing)
    if (update.selectionSet || update.docChanged || update.focusChanged) props().onCaret(state.selection.main.head)
  })
}

function handleOf(view: () => EditorView | null): FormulaCodeHandle {
  return {
    insert(text, caret = text.length) {
      const editor = view()
      if (!editor) return
      const { from } = editor.state.selection.main
      editor.dispatch({
        ...editor.state.replaceSelection(text),
        selection: { anchor: from + caret },
        scrollIntoView: true,
        userEvent: 'input',
      })
      editor.focus()
    },
    select(start, end) {
      view()?.dispatch({ selection: { anchor: start, head: end }, scrollIntoView: true })
      view()?.focus()
    },
    focus: () => view()?.focus(),
  }
}
