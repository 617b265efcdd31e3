import type { ProcessInsight } from '@mortise/api'
import {
  Button,
  EmptyState,
  ErrorState,
  RowSkeletons,
  SegmentedControl,
  Select,
  Tooltip,
  useLanguage,
  useLocalize,
  useText,
} from '@mortise/ui'
import { IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { messageOf, requestIdOf } from '../../api/api-error.ts'
import { useDirectory } from '../../api/directory.ts'
import { nameOfNode } from '../canvas/canvas-look.ts'
import { useKeptFolds } from '../canvas/kept-folds.ts'
import { LazyProcessCanvas } from '../canvas/lazy-process-canvas.tsx'
import classes from './insight.module.css'
import { type InsightChoice, insightQuery, insightSearch, type Period } from './insight-data.ts'
import { insightTexts } from './insight-texts.ts'
import { InsightWays } from './insight-ways.tsx'
import { lengthText } from './length-text.ts'
import { NodeTable } from './node-table.tsx'
import { countText, shareText } from './number-text.ts'
import { PeopleTable } from './people-table.tsx'
import { ReasonTable } from './reason-table.tsx'
import { tableRows } from './table-rows.ts'
import { TrendChart } from './trend-chart.tsx'
import { type Measure, useInsightMarks } from './use-insight-marks.ts'

interface InsightScreenProps {
  app: string
  process: string
  /** Before the other filters: which process. */
  children?: ReactNode
}

const periods: readonly Period[] = ['days30', 'days90', 'days365', 'all']

/** Where the time goes in a process: on its drawing, by step, by person, by way, by week. */
export function InsightScreen({ app, process, children }: InsightScreenProps) {
  const t = useText(insightTexts)
  const [choice, choose] = useState<InsightChoice>({ period: 'days365', version: null, department: null })
  const search = insightSearch(choice)
  const { data, error, refetch, isPlaceholderData } = useQuery({
    ...insightQuery(app, process, search),
    placeholderData: (before: ProcessInsight | undefined) => before,
  })
  return (
    <div className={classes.screen} aria-busy={isPlaceholderData}>
      <div className={classes.filters}>
        {children}
        <Filters choice={choice} choose={choose} versions={data?.versions ?? []} />
        <div className={classes.gap} />
        <Tooltip label={t('exportHint')}>
          <Button
            className={classes.action ?? ''}
            variant="default"
            component="a"
            href={`/api/apps/${app}/processes/${process}/insight.xes${search}`}
            leftSection={<IconDownload size={15} aria-hidden />}
          >
            {t('export')}
          </Button>
        </Tooltip>
      </div>
      {error ? (
        <ErrorState
          title={t('failed')}
          message={messageOf(error)}
          errorId={requestIdOf(error)}
          onRetry={() => void refetch()}
        />
      ) : data ? (
        <Insight key={process} insight={data} app={app} process={process} />
      ) : (
        <RowSkeletons rows={10} height={40} />
      )}
    </div>
  )
}

interface FiltersProps {
  choice: InsightChoice
  choose(choice: InsightChoice): void
  versions: readonly number[]
}

function Filters({ choice, choose, versions }: FiltersProps) {
  const t = useText(insightTexts)
  const { departments } = useDirectory()
  return (
    <>
      <Select
        label={t('period')}
        allowDeselect={false}
        data={periods.map((period) => ({ value: period, label: t(period) }))}
        value={choice.period}
        onChange={(period) => choose({ ...choice, period: (period ?? 'all') as Period })}
      />
      <Select
        label={t('version')}
        placeholder={t('anyVersion')}
        clearable
        data={versions.map((number) => ({ value: String(number), label: t('versionNumber', { number }) }))}
        value={choice.version}
        onChange={(version) => choose({ ...choice, version })}
      />
      <Select
        label={t('department')}
        placeholder={t('anyDepartment')}
        clearable
        searchable
        data={departments.map(({ id, name }) => ({ value: id, label: name }))}
        value={choice.department}
        onChange={(department) => choose({ ...choice, department })}
      />
    </>
  )
}

function Insight({ insight, app, process }: { insight: ProcessInsight; app: string; process: string }) {
  const t = useText(insightTexts)
  const localize = useLocalize()
  const [measure, setMeasure] = useState<Measure>('wall')
  const [selected, select] = useState<string | null>(null)
  const marks = useInsightMarks(insight, measure)
  const { folded, toggleFold } = useKeptFolds(app, process)
  const names = new Map(insight.drawing.nodes.map((node) => [node.key, localize(nameOfNode(node))]))
  const nameOf = (node: string) => names.get(node) ?? node
  const rows = tableRows(insight)
  if (insight.byStatus.length === 0) return <EmptyState icon="clock" title={t('empty')} text={t('emptyText')} />
  return (
    <>
      <Figures insight={insight} slowest={rows[0]?.figures ?? undefined} nameOf={nameOf} />
      <section className={classes.card} aria-label={t('drawing')}>
        <header className={classes.cardHead}>
          <h2 className={classes.cardTitle}>{t('drawing')}</h2>
          <SegmentedControl
            size="xs"
            aria-label={t('measure')}
            data={[
              { value: 'wall', label: t('wall') },
              { value: 'working', label: t('working') },
            ]}
            value={measure}
            onChange={(value) => setMeasure(value as Measure)}
          />
        </header>
        <div className={classes.canvas}>
          <LazyProcessCanvas
            drawing={insight.drawing}
            selected={selected}
            onSelect={select}
            nodeMarks={marks.nodeMarks}
            lineMarks={marks.lineMarks}
            folded={folded}
            onFold={toggleFold}
            foldedMarks={marks.foldedMarks}
            map
          />
        </div>
      </section>
      <section className={classes.card} aria-label={t('nodes')}>
        <header className={classes.cardHead}>
          <h2 className={classes.cardTitle}>{t('nodes')}</h2>
          <p className={classes.cardText}>{t('partsHint')}</p>
        </header>
        <NodeTable
          rows={rows}
          nameOf={nameOf}
          measure={measure}
          whole={insight.lead.total}
          selected={selected}
          onSelect={select}
        />
      </section>
      <section className={classes.card} aria-label={t('trend')}>
        <header className={classes.cardHead}>
          <h2 className={classes.cardTitle}>{t('trend')}</h2>
        </header>
        <TrendChart weeks={insight.trend} />
      </section>
      <section className={classes.card} aria-label={t('people')}>
        <header className={classes.cardHead}>
          <h2 className={classes.cardTitle}>{t('people')}</h2>
        </header>
        <PeopleTable people={insight.people} />
      </section>
      {insight.reasons.length > 0 ? (
        <section className={classes.card} aria-label={t('reasons')}>
          <header className={classes.cardHead}>
            <h2 className={classes.cardTitle}>{t('reasons')}</h2>
            <p className={classes.cardText}>{t('reasonsHint')}</p>
          </header>
          <ReasonTable reasons={insight.reasons} nameOf={nameOf} />
        </section>
      ) : null}
      <InsightWays insight={insight} nameOf={nameOf} />
    </>
  )
}

interface FiguresProps {
  insight: ProcessInsight
  slowest: ProcessInsight['nodes'][number] | undefined
  nameOf(node: string): string
}

function Figures({ insight, slowest, nameOf }: FiguresProps) {
  const t = useText(insightTexts)
  const language = useLanguage()
  const { byStatus, lead, nodes, returns } = insight
  const all = byStatus.reduce((sum, { n }) => sum + n, 0)
  const running = byStatus.find(({ status }) => status === 'running')?.n ?? 0
  const again = nodes.reduce((sum, node) => sum + node.again, 0)
  const back = returns.reduce((sum, { n }) => sum + n, 0)
  const share = slowest && lead.total > 0 ? shareText(slowest.wall.total / lead.total, language) : '–'
  return (
    <div className={classes.figures}>
      <Figure
        label={t('instances')}
        value={countText(all, language)}
        hint={t('instancesHint', { done: all - running, running })}
      />
      <Figure
        label={t('lead')}
        value={lead.n > 0 ? lengthText(lead.p50, language) : '–'}
        hint={lead.n > 0 ? t('leadHint', { p90: lengthText(lead.p90, language) }) : ''}
      />
      <Figure
        label={t('slowest')}
        value={slowest ? nameOf(slowest.node) : '–'}
        hint={slowest ? t('slowestHint', { share }) : ''}
      />
      <Figure label={t('rework')} value={countText(again, language)} hint={t('reworkHint', { count: back })} />
    </div>
  )
}

function Figure({ label, value, hint }: { label: string; value: string; hint: string }) {
  return (
    <div className={classes.figure}>
      <span className={classes.figureLabel}>{label}</span>
      <span className={classes.figureValue} title={value}>
        {value}
      </span>
      <span className={classes.figureHint}>{hint}</span>
    </div>
  )
}
