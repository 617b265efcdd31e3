import { localize } from '@mortise/core'
import { describeProblem, type ExpressionProblem } from '@mortise/expressions'
import { IconAlertCircle, IconAlertTriangle } from '@tabler/icons-react'
import { useText } from '../text/use-language.ts'
import { problemsAt } from './code/problem-marks.ts'
import classes from './formula-editor.module.css'
import { formulaTexts } from './formula-texts.ts'

interface ProblemListProps {
  id: string
  problems: readonly ExpressionProblem[]
  /** The problems at the caret stand out. */
  caret: number
  language: string
  onGoTo(problem: ExpressionProblem): void
}

/** What is wrong, read out when it changes; a press goes to the place. */
export function ProblemList({ id, problems, caret, language, onGoTo }: ProblemListProps) {
  const t = useText(formulaTexts)
  const here = new Set(problemsAt(problems, caret))
  return (
    <div id={id} aria-live="polite">
      {problems.length > 0 ? (
        <ul className={classes.problems} aria-label={t('problems')}>
          {problems.map((problem) => (
            <li key={`${problem.code} ${problem.path} ${problem.start}`}>
              <button
                type="button"
                className={classes.problem}
                data-severity={problem.severity}
                data-here={here.has(problem) || undefined}
                onClick={() => onGoTo(problem)}
              >
                {problem.severity === 'error' ? (
                  <IconAlertCircle size={16} aria-hidden />
                ) : (
                  <IconAlertTriangle size={16} aria-hidden />
                )}
                <span>{localize(describeProblem(problem), language)}</span>
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
