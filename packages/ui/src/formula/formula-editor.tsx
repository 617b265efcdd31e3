import { useDebouncedValue } from '@mantine/hooks'
import { type FormulaAnalysis, keepFormula, localiseFormula } from '@mortise/expressions/text'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useText } from '../text/use-language.ts'
import { CallHint } from './call-hint.tsx'
import { FormulaCode, type FormulaCodeHandle } from './code/formula-code.tsx'
import { problemsAt } from './code/problem-marks.ts'
import classes from './formula-editor.module.css'
import type { FormulaScope } from './formula-scope.ts'
import { formulaTexts } from './formula-texts.ts'
import { InsertPanel } from './insert-panel.tsx'
import { ProblemList } from './problem-list.tsx'
import { ResultLine } from './result-line.tsx'

export interface FormulaEditorProps {
  label: string
  description?: string
  /** As the author writes it, with labels in the language of the scope. */
  text: string
  scope: FormulaScope
  onChange(text: string): void
  /** After each reading: what the text means, or what is wrong with it. */
  onAnalysis?(analysis: FormulaAnalysis, text: string): void
  placeholder?: string
  readOnly?: boolean
  autoFocus?: boolean
  /** Below the result: the test on a record. */
  children?: ReactNode
}

/** A formula with everything that helps to write it: names to insert, hints, what is wrong, what comes out. */
export function FormulaEditor(props: FormulaEditorProps) {
  const { label, description, text, scope, placeholder, readOnly, autoFocus } = props
  const t = useText(formulaTexts)
  const id = useId()
  const code = useRef<FormulaCodeHandle>(null)
  const [analysis, setAnalysis] = useState<FormulaAnalysis | null>(null)
  const [caret, setCaret] = useState(0)
  const [completing, setCompleting] = useState(false)
  // Who is in the middle of a word is not told yet that it is wrong.
  const [settled] = useDebouncedValue(analysis, pause)
  const found = text.trim() === '' ? [] : (settled?.problems ?? [])
  const unfinished = new Set(completing ? problemsAt(found, caret) : [])
  const problems = found.filter((problem) => !unfinished.has(problem))
  const read = (next: FormulaAnalysis, written: string) => {
    setAnalysis(next)
    props.onAnalysis?.(next, written)
  }
  useLanguageOfText(props)
  return (
    <div className={classes.editor}>
      <div className={classes.main}>
        <div id={`${id}-label`} className={classes.name}>
          {label}
        </div>
        {description ? <div className={classes.description}>{description}</div> : null}
        <FormulaCode
          ref={code}
          labelledBy={`${id}-label`}
          describedBy={`${id}-keys ${id}-problems`}
          invalid={problems.some(({ severity }) => severity === 'error')}
          onAnalysis={read}
          onCaret={setCaret}
          onCompleting={setCompleting}
          onChange={props.onChange}
          {...{ text, scope, placeholder, readOnly, autoFocus }}
        />
        <span id={`${id}-keys`} className="ui-visually-hidden">
          {t('keys')}
        </span>
        {/* The same words that describe the input to a screen reader. */}
        <CallHint
          tokens={analysis?.tokens ?? []}
          caret={caret}
          language={scope.language}
          otherwise={readOnly ? '' : t('keys')}
        />
        <ResultLine analysis={analysis} scope={scope} empty={text.trim() === ''} />
        <ProblemList
          id={`${id}-problems`}
          problems={problems}
          caret={caret}
          language={scope.language}
          onGoTo={({ start = 0, end = start }) => code.current?.select(start, end)}
        />
        <div className={classes.below}>{props.children}</div>
      </div>
      {readOnly ? null : (
        <InsertPanel label={label} scope={scope} onInsert={(inserted, at) => code.current?.insert(inserted, at)} />
      )}
    </div>
  )
}

const pause = 500

/** When the page changes its language, the names in the text follow. */
function useLanguageOfText({ text, scope, onChange }: FormulaEditorProps): void {
  const before = useRef(scope)
  useEffect(() => {
    const former = before.current
    before.current = scope
    if (former.language !== scope.language) onChange(localiseFormula(keepFormula(text, former), scope))
  }, [text, scope, onChange])
}
