import type { InsightWeek } from '@mortise/api'
import { useLanguage, useText } from '@mortise/ui'
import classes from './insight.module.css'
import { insightTexts } from './insight-texts.ts'
import { lengthText } from './length-text.ts'

const height = 100
const step = 10

/** A bar for each week: how many began; a line: how long half of them took. */
export function TrendChart({ weeks }: { weeks: readonly InsightWeek[] }) {
  const t = useText(insightTexts)
  const language = useLanguage()
  const most = Math.max(1, ...weeks.map(({ started }) => started))
  const longest = Math.max(1, ...weeks.map(({ p50 }) => p50 ?? 0))
  const said = ({ week, started, p50 }: InsightWeek) =>
    t('trendWeek', { week, started, time: p50 === null ? '–' : lengthText(p50, language) })
  const line = weeks.flatMap(({ p50 }, place) =>
    p50 === null ? [] : [`${place * step + step / 2},${height - 6 - (p50 / longest) * (height - 12)}`],
  )
  return (
    <>
      <svg
        className={classes.chart}
        viewBox={`0 0 ${Math.max(1, weeks.length) * step} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={weeks.map(said).join('; ')}
      >
        {weeks.map((week, place) => (
          <rect
            key={week.week}
            x={place * step + 1.5}
            width={step - 3}
            y={height - (week.started / most) * (height - 4)}
            height={(week.started / most) * (height - 4)}
          >
            <title>{said(week)}</title>
          </rect>
        ))}
        <polyline points={line.join(' ')} />
      </svg>
      <div className={classes.axis}>
        <span>{weeks[0]?.week}</span>
        <span className={classes.legend}>
          <span>
            <i data-part="started" aria-hidden />
            {t('started')} ≤ {most}
          </span>
          <span>
            <i data-part="lead" aria-hidden />
            {t('medianLead')} ≤ {lengthText(longest, language)}
          </span>
        </span>
        <span>{weeks.length > 1 ? weeks.at(-1)?.week : null}</span>
      </div>
    </>
  )
}
