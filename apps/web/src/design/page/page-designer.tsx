import type { PageDocument } from '@mortise/metadata'
import { EmptyState, useLocalize, useText } from '@mortise/ui'
import { lazy, useState } from 'react'
import { useDesignDocument, useDesignModel } from '../draft/design-context.ts'
import { DraftAppServices } from '../draft/draft-app-services.tsx'
import { RecordChoice } from '../form/preview/record-choice.tsx'
import type { DesignerProps } from '../frame/designers.tsx'
import { DesignerFrame } from '../workbench/designer-frame.tsx'
import type { PreviewWidth } from '../workbench/sheet-stage.tsx'
import { useWorkbench } from '../workbench/use-workbench.ts'
import { Workbench } from '../workbench/workbench.tsx'
import { PropertiesSide } from '../workbench/workbench-side.tsx'
import { PageCanvas } from './canvas/page-canvas.tsx'
import { PageOutline } from './outline/page-outline.tsx'
import { PageDesignContext } from './page-design-context.ts'
import { pageDesignTexts } from './page-design-texts.ts'
import classes from './page-designer.module.css'
import { PageMenu, PageMoveTo } from './page-menu.tsx'
import { PagePalette } from './palette/page-palette.tsx'
import { PageProperties } from './properties/page-properties.tsx'
import { usePageDesigning } from './use-page-designing.ts'

const PagePreview = lazy(async () => ({ default: (await import('./preview/page-preview.tsx')).PagePreview }))

/** A page: what can be put on it, the page itself with a record of the data, its properties; and how it is for its users. */
export function PageDesigner({ documentKey }: DesignerProps) {
  const t = useText(pageDesignTexts)
  const page = useDesignDocument(`page/${documentKey}`)
  const entity = useDesignModel().entities.get(page?.entity ?? '')
  if (!page) return null
  if (page.entity !== undefined && !entity)
    return <EmptyState icon="table" title={t('tableMissing')} text={t('tableMissingText')} />
  return (
    <DraftAppServices>
      <Designer key={documentKey} page={page} />
    </DraftAppServices>
  )
}

function Designer({ page }: { page: PageDocument }) {
  const t = useText(pageDesignTexts)
  const localize = useLocalize()
  const entity = useDesignModel().entities.get(page.entity ?? '')
  const [record, setRecord] = useState<string | null>(null)
  return (
    <DesignerFrame
      title={<strong className="ui-truncate">{localize(page.label)}</strong>}
      tools={entity ? <RecordChoice entity={entity} value={record} onChange={setRecord} label={t('sample')} /> : null}
      small={t('small')}
      preview={(width) => <PagePreview page={page} record={record} width={width} />}
      workbench={(width) => <PageWorkbench page={page} record={record} width={width} />}
    />
  )
}

interface PageWorkbenchProps {
  page: PageDocument
  record: string | null
  width: PreviewWidth
}

function PageWorkbench({ page, record, width }: PageWorkbenchProps) {
  const t = useText(pageDesignTexts)
  const bench = useWorkbench()
  const design = usePageDesigning(page.key, bench)
  return (
    <PageDesignContext value={design}>
      <Workbench
        {...{ bench, width }}
        {...(classes.sheet && { sheetClass: classes.sheet })}
        paletteName={t('palette')}
        palette={<PagePalette page={page} search={bench.search} />}
        outline={<PageOutline page={page} />}
        side={
          <PropertiesSide bench={bench} label={t('properties')}>
            <PageProperties page={page} />
          </PropertiesSide>
        }
      >
        <PageCanvas page={page} record={record} />
      </Workbench>
      <PageMenu at={bench.menu} onClose={bench.closeMenu} />
      {bench.moving ? <PageMoveTo onClose={bench.closeMoving} /> : null}
    </PageDesignContext>
  )
}
