import type { Completion as Choice, CompletionContext, CompletionResult } from '@codemirror/autocomplete'
import type { EditorView } from '@codemirror/view'
import { localize } from '@mortise/core'
import { functionDocs } from '@mortise/expressions/docs'
import { type Completion, completeFormula } from '@mortise/expressions/text'
import type { FormulaScope } from '../formula-scope.ts'
import { typeTag } from '../type-tag.ts'
import classes from './formula-code.module.css'
import { analysisField, scopeOf } from './formula-state.ts'

/** What may stand at the caret; unasked only where a name, a word or an option has been begun. */
export function completeAt({ state, pos, explicit }: CompletionContext): CompletionResult | null {
  const scope = scopeOf(state)
  const analysis = state.field(analysisField)
  const before = state.sliceDoc(Math.max(0, pos - 1), pos)
  if (!scope || !analysis || (!explicit && !/[\p{L}\p{N}_{｛."“「]/u.test(before))) return null
  // A number is no beginning of a name.
  if (!explicit && /(^|[^\p{L}\p{N}_.}])[\d.]+$/u.test(state.sliceDoc(Math.max(0, pos - 30), pos))) return null
  const found = completeFormula(state.doc.toString(), pos, scope, analysis)
  const [first] = found
  if (!first) return null
  return { from: first.start, to: first.end, options: found.map((one) => choiceOf(one, scope)), filter: false }
}

function choiceOf(found: Completion, scope: FormulaScope): Choice {
  const { kind, label, type, table } = found
  const { schema, language } = scope
  const tag = type && kind !== 'option' ? typeTag(type, schema, language) : undefined
  return {
    label,
    type: kind,
    detail: table ? localize(table, language) : tag,
    info: kind === 'function' ? () => docsOf(label, language) : undefined,
    apply: (view, _choice, from, to) => put(view, found, { from, to }),
  }
}

const closers = new Set(['}', '"', ')', ']'])

/** A closing sign that the editor put there by itself is not written twice. */
function put(view: EditorView, { insert, cursor }: Completion, { from, to }: { from: number; to: number }): void {
  const next = view.state.sliceDoc(to, to + 1)
  const end = closers.has(next) && insert.endsWith(next) ? to + 1 : to
  view.dispatch({
    changes: { from, to: end, insert },
    selection: { anchor: from + cursor },
    scrollIntoView: true,
    userEvent: 'input.complete',
  })
}

function docsOf(spelling: string, language: string): HTMLElement | null {
  const docs = functionDocs.get(spelling)
  if (!docs) return null
  const box = document.createElement('div')
  box.className = classes.docs ?? ''
  for (const text of [localize(docs.summary, language), `${docs.example[0]} → ${docs.example[1]}`]) {
    const line = document.createElement('p')
    line.textContent = text
    box.append(line)
  }
  return box
}
