import type { FileProblem } from '@mortise/kinds/bpmn'
import { useLocalize, useText } from '@mortise/ui'
import { IconAlertCircle, IconAlertTriangle } from '@tabler/icons-react'
import classes from './open-bpmn.module.css'
import { openTexts } from './open-texts.ts'

/** Everything that stands in the way of opening a file, and everything to look at once it is open. */
export function FileProblems({ problems }: { problems: readonly FileProblem[] }) {
  const t = useText(openTexts)
  const errors = problems.filter(({ severity }) => severity === 'error')
  const warnings = problems.filter(({ severity }) => severity === 'warning')
  if (problems.length === 0) return <p className={classes.text}>{t('fine')}</p>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long list is scrolled by the keyboard as well
    <section className={classes.problems} tabIndex={0} aria-label={t('problems')}>
      {errors.length > 0 ? (
        <div role="alert">
          <h3 className={classes.title} data-severity="error">
            <IconAlertCircle size={16} aria-hidden />
            {t('refused', { count: errors.length })}
          </h3>
          <p className={classes.text}>{t('refusedText')}</p>
          <Problems problems={errors} />
        </div>
      ) : null}
      {warnings.length > 0 ? (
        <div>
          <h3 className={classes.title} data-severity="warning">
            <IconAlertTriangle size={16} aria-hidden />
            {t('noticed', { count: warnings.length })}
          </h3>
          <Problems problems={warnings} />
        </div>
      ) : null}
    </section>
  )
}

function Problems({ problems }: { problems: readonly FileProblem[] }) {
  const t = useText(openTexts)
  const localize = useLocalize()
  return (
    <ul className={classes.list}>
      {problems.map(({ severity, element, name, text }) => (
        <li
          key={`${element} ${text.en}`}
          className={classes.problem}
          data-severity={severity}
          data-element={element ?? undefined}
        >
          <div className={classes.where}>
            {name ? `${name} ` : ''}
            {element === null ? name ? null : t('wholeFile') : <code>{element}</code>}
          </div>
          {localize(text)}
        </li>
      ))}
    </ul>
  )
}
