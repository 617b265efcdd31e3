import { localize } from '@mortise/core'
import { type FunctionGroup, functionGroups } from '@mortise/expressions'
import { type DocumentedFunction, documentedFunctions, groupLabels } from '@mortise/expressions/docs'
import { useMemo, useState } from 'react'
import { useText } from '../text/use-language.ts'
import type { FormulaScope } from './formula-scope.ts'
import { formulaTexts } from './formula-texts.ts'
import classes from './insert-panel.module.css'

interface FunctionListProps {
  text: string
  scope: FormulaScope
  /** `caret` is where in the text to go on typing. */
  onInsert(text: string, caret?: number): void
}

/** The functions group by group; below, what the one under the pointer or the focus does. */
export function FunctionList({ text, scope, onInsert }: FunctionListProps) {
  const t = useText(formulaTexts)
  const { language } = scope
  const [shown, setShown] = useState<DocumentedFunction | null>(null)
  const groups = useMemo(() => groupsMatching(text, scope), [text, scope])
  const insert = ({ spelling, signature }: DocumentedFunction) => {
    const takesNothing = /^\s*->/.test(signature)
    onInsert(`${spelling}()`, spelling.length + (takesNothing ? 2 : 1))
  }
  return (
    <>
      <ul className={classes.list}>
        {groups.map(([group, functions]) => (
          <li key={group}>
            <div className={classes.groupName} id={`functions-${group}`}>
              {localize(groupLabels[group], language)}
            </div>
            <ul className={classes.group} aria-labelledby={`functions-${group}`}>
              {functions.map((one) => (
                <li key={one.spelling} className={classes.row}>
                  <button
                    type="button"
                    className={classes.choice}
                    title={localize(one.summary, language)}
                    onClick={() => insert(one)}
                    onFocus={() => setShown(one)}
                    onPointerEnter={() => setShown(one)}
                  >
                    <span className={classes.function}>{one.spelling}</span>
                  </button>
                </li>
              ))}
            </ul>
          </li>
        ))}
        {groups.length === 0 ? <li className={classes.none}>{t('nothingFound')}</li> : null}
      </ul>
      <div className={classes.docs}>
        {shown ? (
          <>
            <span>{localize(shown.summary, language)}</span>
            <span>
              {t('example')} <code>{shown.example[0]}</code> → <code>{shown.example[1]}</code>
            </span>
          </>
        ) : null}
      </div>
    </>
  )
}

/** By name and by what they do; without what the formula may not use. */
function groupsMatching(text: string, scope: FormulaScope): [FunctionGroup, DocumentedFunction[]][] {
  const { language, allowJs = false, allowChanges = false } = scope
  const wanted = text.trim().toLowerCase()
  const found = documentedFunctions.filter(
    ({ spelling, summary, notation, group, class: kind }) =>
      (notation === 'call' || /^[A-Z]/.test(spelling)) &&
      (allowJs || kind === 'sql') &&
      (allowChanges || group !== 'change') &&
      `${spelling}\n${localize(summary, language)}`.toLowerCase().includes(wanted),
  )
  return functionGroups.flatMap((group): [FunctionGroup, DocumentedFunction[]][] => {
    const members = found.filter((one) => one.group === group)
    return members.length > 0 ? [[group, members]] : []
  })
}
