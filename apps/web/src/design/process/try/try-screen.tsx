import type { ProcessDocument } from '@mortise/metadata'
import { Button, SegmentedControl, useText } from '@mortise/ui'
import { IconArrowLeft } from '@tabler/icons-react'
import { type ComponentType, useState } from 'react'
import { CompareVersions } from './compare-versions.tsx'
import { CoverageTrial } from './coverage-trial.tsx'
import { ForecastTrial } from './forecast-trial.tsx'
import { ReplayTrial } from './replay-trial.tsx'
import classes from './try.module.css'
import { tryTexts } from './try-texts.ts'
import { WalkTrial } from './walk-trial.tsx'

const trials = {
  walk: WalkTrial,
  coverage: CoverageTrial,
  replay: ReplayTrial,
  forecast: ForecastTrial,
  compare: CompareVersions,
} satisfies { [Name in string]: ComponentType<{ document: ProcessDocument }> }

type TrialName = keyof typeof trials

/** Trying a process before it is published, in the place of the stage. */
export function TryScreen({ document, onClose }: { document: ProcessDocument; onClose(): void }) {
  const t = useText(tryTexts)
  const [name, open] = useState<TrialName>('walk')
  const Shown = trials[name]
  return (
    <div className={classes.screen}>
      <div className={classes.bar}>
        <SegmentedControl
          size="xs"
          aria-label={t('views')}
          data={(Object.keys(trials) as TrialName[]).map((value) => ({ value, label: t(value) }))}
          value={name}
          onChange={(value) => open(value as TrialName)}
        />
        <div className={classes.gap} />
        <Button size="xs" variant="default" leftSection={<IconArrowLeft size={14} aria-hidden />} onClick={onClose}>
          {t('close')}
        </Button>
      </div>
      <Shown document={document} />
    </div>
  )
}
