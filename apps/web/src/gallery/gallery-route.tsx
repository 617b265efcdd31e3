import { RowSkeletons, SegmentedControl, setLanguage, useColourScheme, useLanguage, useText } from '@mortise/ui'
import { lazy, type ReactNode, Suspense, useId } from 'react'
import { ButtonSamples } from './button-samples.tsx'
import { ChipSamples, ColourSamples, IconSamples, PeopleSamples } from './chip-samples.tsx'
import { FieldSamples } from './field-samples.tsx'
import classes from './gallery-route.module.css'
import { galleryTexts } from './gallery-texts.ts'
import { GridSamples } from './grid-samples.tsx'
import { InputSamples } from './input-samples.tsx'
import { OverlaySamples } from './overlay-samples.tsx'
import { PanelSample, SavingSamples, SkeletonSamples, StateSamples } from './state-samples.tsx'

const FormulaSamples = lazy(() =>
  import('./formula-samples.tsx').then((module) => ({ default: module.FormulaSamples })),
)

/** Every component of packages/ui and every field type, for developers, screenshots and accessibility checks. */
export function GalleryRoute() {
  const t = useText(galleryTexts)
  return (
    <main className={classes.page}>
      <header className={classes.head}>
        <div>
          <h1 className={classes.title}>{t('title')}</h1>
          <p className={classes.lead}>{t('lead')}</p>
        </div>
        <Switches />
      </header>
      <Section title={t('colours')} samples={<ColourSamples />} />
      <Section title={t('buttons')} samples={<ButtonSamples />} />
      <Section title={t('inputs')} samples={<InputSamples />} />
      <Section title={t('chips')} samples={<ChipSamples />} />
      <Section title={t('people')} samples={<PeopleSamples />} />
      <Section title={t('states')} samples={<StateSamples />} />
      <Section title={t('skeletons')} samples={<SkeletonSamples />} />
      <Section title={t('saving')} samples={<SavingSamples />} />
      <Section title={t('overlays')} samples={<OverlaySamples />} />
      <Section title={t('panel')} samples={<PanelSample />} />
      <Section title={t('icons')} samples={<IconSamples />} />
      <Section title={t('grid')} samples={<GridSamples />} />
      <Section
        title={t('formulas')}
        samples={
          <Suspense fallback={<RowSkeletons rows={5} />}>
            <FormulaSamples />
          </Suspense>
        }
      />
      <Section title={t('fields')} samples={<FieldSamples />} />
    </main>
  )
}

function Section({ title, samples }: { title: string; samples: ReactNode }) {
  const id = useId()
  return (
    <section className={classes.section} aria-labelledby={id}>
      <h2 id={id} className={classes.sectionTitle}>
        {title}
      </h2>
      {samples}
    </section>
  )
}

function Switches() {
  const t = useText(galleryTexts)
  const language = useLanguage()
  const { effective, setColourScheme } = useColourScheme()
  return (
    <div className={classes.row}>
      <SegmentedControl
        aria-label={t('theme')}
        value={effective}
        onChange={(value) => setColourScheme(value === 'dark' ? 'dark' : 'light')}
        data={[
          { value: 'light', label: t('light') },
          { value: 'dark', label: t('dark') },
        ]}
      />
      <SegmentedControl
        aria-label={t('language')}
        value={language}
        onChange={(value) => setLanguage(value === 'zh' ? 'zh' : 'en')}
        data={[
          { value: 'zh', label: '中文' },
          { value: 'en', label: 'English' },
        ]}
      />
    </div>
  )
}
