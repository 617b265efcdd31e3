import type { ProcessDocument } from '@mortise/metadata'
import { EmptyState, RowSkeletons, useMediaQuery, useText } from '@mortise/ui'
import { lazy, Suspense } from 'react'
import { useDesignDocument } from '../draft/design-context.ts'
import type { DesignerProps } from '../frame/designers.tsx'
import { processDesignTexts } from './process-design-texts.ts'
import classes from './process-designer.module.css'
import { ProcessDesigningContext, useProcessDesigning } from './process-designing.ts'
import { ProcessHead } from './process-head.tsx'
import { ProcessStage } from './process-stage.tsx'
import { ProcessViewContext, useProcessView } from './process-view.ts'
import { usePeopleFindings } from './use-people-findings.ts'

const TryScreen = lazy(async () => ({ default: (await import('./try/try-screen.tsx')).TryScreen }))

/** A process: drawn as a tree or freely, each node and line with its settings, and what is wrong with it. */
export function ProcessDesigner({ documentKey }: DesignerProps) {
  const t = useText(processDesignTexts)
  const document = useDesignDocument(`process/${documentKey}`)
  if (!document) return <EmptyState icon="sitemap" title={t('wholeProcess')} />
  return <Designer key={documentKey} document={document} />
}

function Designer({ document }: { document: ProcessDocument }) {
  const t = useText(processDesignTexts)
  const design = useProcessDesigning(document.key)
  const view = useProcessView(document)
  usePeopleFindings(document)
  const { trial } = view
  const wide = useMediaQuery('(min-width: 62em)', true, { getInitialValueInEffect: false })
  return (
    <ProcessDesigningContext value={design}>
      <ProcessViewContext value={view}>
        <div className={classes.designer}>
          <ProcessHead document={document} tools={wide && !trial} />
          {trial ? (
            <Suspense fallback={<RowSkeletons rows={8} height={36} />}>
              <TryScreen document={document} trial={trial} onTry={view.setTrial} />
            </Suspense>
          ) : (
            <>
              {wide ? null : <p className={classes.small}>{t('small')}</p>}
              <ProcessStage document={document} tools={wide} />
            </>
          )}
        </div>
      </ProcessViewContext>
    </ProcessDesigningContext>
  )
}
