import type { ProcessDocument } from '@mortise/metadata'
import { Button, SegmentedControl, useText } from '@mortise/ui'
import { IconArrowLeft } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { lazyPart } from '../../lazy-part.tsx'
import type { Trial } from '../process-view.ts'
import classes from './try.module.css'
import { tryTexts } from './try-texts.ts'

const WalkTrial = lazyPart(async () => (await import('./walk-trial.tsx')).WalkTrial)
const CoverageTrial = lazyPart(async () => (await import('./coverage-trial.tsx')).CoverageTrial)
const ReplayTrial = lazyPart(async () => (await import('./replay-trial.tsx')).ReplayTrial)
const ForecastTrial = lazyPart(async () => (await import('./forecast-trial.tsx')).ForecastTrial)
const CompareVersions = lazyPart(async () => (await import('../compare/compare-versions.tsx')).CompareVersions)

const trials: { readonly [Name in Trial['name']]: ComponentType<{ document: ProcessDocument; from?: number }> } = {
  walk: WalkTrial,
  coverage: CoverageTrial,
  replay: ReplayTrial,
  forecast: ForecastTrial,
  compare: CompareVersions,
}

interface TryScreenProps {
  document: ProcessDocument
  trial: Trial
  onTry(trial: Trial | null): void
}

/** Trying a process before it is published, in the place of the stage. */
export function TryScreen({ document, trial, onTry }: TryScreenProps) {
  const t = useText(tryTexts)
  const Shown = trials[trial.name]
  return (
    <div className={classes.screen}>
      <div className={classes.bar}>
        <SegmentedControl
          size="xs"
          aria-label={t('views')}
          data={(Object.keys(trials) as Trial['name'][]).map((value) => ({ value, label: t(value) }))}
          value={trial.name}
          onChange={(name) => onTry({ name: name as Trial['name'] })}
        />
        <div className={classes.gap} />
        <Button
          size="xs"
          variant="default"
          leftSection={<IconArrowLeft size={14} aria-hidden />}
          onClick={() => onTry(null)}
        >
          {t('close')}
        </Button>
      </div>
      <Shown document={document} {...(trial.from !== undefined && { from: trial.from })} />
    </div>
  )
}
