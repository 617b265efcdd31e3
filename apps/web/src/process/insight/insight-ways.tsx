import type { ProcessInsight } from '@mortise/api'
import { useLanguage, useText } from '@mortise/ui'
import { Fragment } from 'react'
import classes from './insight.module.css'
import { insightTexts } from './insight-texts.ts'
import { lengthText } from './length-text.ts'

interface WaysProps {
  insight: ProcessInsight
  nameOf(node: string): string
}

/** The ways that most instances took, and where it went back. */
export function InsightWays({ insight, nameOf }: WaysProps) {
  const t = useText(insightTexts)
  const language = useLanguage()
  const { variants, count, instances, returns } = insight
  return (
    <div className={classes.two}>
      <section className={classes.card} aria-label={t('variants')}>
        <header className={classes.cardHead}>
          <h2 className={classes.cardTitle}>{t('variants')}</h2>
          <p className={classes.cardText}>{t('variantsText', { instances, count })}</p>
        </header>
        <ol className={classes.list}>
          {variants.map(({ nodes, n, p50 }) => (
            <li key={nodes.join(' ')}>
              <span className={classes.way}>
                {nodes.map((node, place) => (
                  // The same step may come several times.
                  <Fragment key={place}>
                    {place > 0 ? <i>→</i> : null}
                    {nameOf(node)}
                  </Fragment>
                ))}
              </span>
              <span className={classes.number}>
                {t('times', { n })}
                <br />
                {lengthText(p50, language)}
              </span>
            </li>
          ))}
        </ol>
      </section>
      <section className={classes.card} aria-label={t('returns')}>
        <header className={classes.cardHead}>
          <h2 className={classes.cardTitle}>{t('returns')}</h2>
        </header>
        <ul className={classes.list}>
          {returns.length === 0 ? <li className={classes.cardText}>{t('noReturns')}</li> : null}
          {returns.map(({ from, to, n }) => (
            <li key={`${from} ${to}`}>
              <span>
                {from === null
                  ? t('recalled', { to: nameOf(to ?? '') })
                  : t('returnedTo', { from: nameOf(from), to: nameOf(to ?? '') })}
              </span>
              <span className={classes.number}>{t('times', { n })}</span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}
