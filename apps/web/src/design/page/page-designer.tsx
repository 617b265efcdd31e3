import type { PageDocument } from '@mortise/metadata'
import { EmptyState, RowSkeletons, SegmentedControl, Tabs, useLocalize, useMediaQuery, useText } from '@mortise/ui'
import { lazy, Suspense, useRef, useState } from 'react'
import { useDesignDocument, useDesignModel } from '../draft/design-context.ts'
import { DraftAppServices } from '../draft/draft-app-services.tsx'
import { DragLayer } from '../form/drag/drag-layer.tsx'
import layout from '../form/form-designer.module.css'
import { FormStage, type PreviewWidth } from '../form/form-stage.tsx'
import { RecordChoice } from '../form/preview/record-choice.tsx'
import type { DesignerProps } from '../frame/designers.tsx'
import { focusFirstInput } from '../frame/focus-first-input.ts'
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
  const wide = useMediaQuery('(min-width: 62em)', true, { getInitialValueInEffect: false })
  const entity = useDesignModel().entities.get(page.entity ?? '')
  const [chosen, setMode] = useState('design')
  const [width, setWidth] = useState<PreviewWidth>('desktop')
  const [record, setRecord] = useState<string | null>(null)
  const mode = wide ? chosen : 'preview'
  return (
    <div className={layout.designer}>
      <header className={layout.head}>
        <strong className="ui-truncate">{localize(page.label)}</strong>
        <div className={layout.gap} />
        {entity && wide ? (
          <RecordChoice entity={entity} value={record} onChange={setRecord} label={t('sample')} />
        ) : null}
        {wide ? (
          <>
            <SegmentedControl
              size="xs"
              aria-label={t('width')}
              data={[
                { value: 'desktop', label: t('desktop') },
                { value: 'phone', label: t('phone') },
              ]}
              value={width}
              onChange={(next) => setWidth(next === 'phone' ? 'phone' : 'desktop')}
            />
            <SegmentedControl
              size="xs"
              aria-label={t('mode')}
              data={[
                { value: 'design', label: t('design') },
                { value: 'preview', label: t('preview') },
              ]}
              value={mode}
              onChange={setMode}
            />
          </>
        ) : null}
      </header>
      {wide ? null : <p className={layout.small}>{t('small')}</p>}
      {mode === 'preview' ? (
        <Suspense fallback={<RowSkeletons rows={6} height={48} />}>
          <PagePreview page={page} record={record} width={wide ? width : 'phone'} />
        </Suspense>
      ) : (
        <Workbench page={page} record={record} width={width} />
      )}
    </div>
  )
}

interface WorkbenchProps {
  page: PageDocument
  record: string | null
  width: PreviewWidth
}

/** Palette or outline, canvas, properties. */
function Workbench({ page, record, width }: WorkbenchProps) {
  const t = useText(pageDesignTexts)
  const [left, setLeft] = useState<string | null>('palette')
  const search = useRef<HTMLInputElement>(null)
  const properties = useRef<HTMLElement>(null)
  const { design, ...rest } = usePageDesigning(page.key, {
    palette() {
      setLeft('palette')
      requestAnimationFrame(() => search.current?.focus())
    },
    properties() {
      focusFirstInput(() => properties.current)
    },
  })
  return (
    <PageDesignContext value={design}>
      <div className={layout.workbench}>
        <Tabs value={left} onChange={setLeft} className={layout.left} keepMounted={false}>
          <Tabs.List grow>
            <Tabs.Tab value="palette">{t('palette')}</Tabs.Tab>
            <Tabs.Tab value="outline">{t('outline')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="palette" className={layout.side}>
            <PagePalette page={page} search={search} />
          </Tabs.Panel>
          <Tabs.Panel value="outline" className={layout.side}>
            <PageOutline page={page} />
          </Tabs.Panel>
        </Tabs>
        <FormStage width={width} sheetClass={classes.sheet} data-drag-scroll>
          <PageCanvas page={page} record={record} />
        </FormStage>
        <aside ref={properties} className={layout.right} aria-label={t('properties')}>
          <div className={layout.panel}>
            <PageProperties page={page} />
          </div>
        </aside>
      </div>
      <div ref={rest.live} className="ui-visually-hidden" role="status" aria-live="assertive" data-page-live />
      <DragLayer line={rest.line} ghost={rest.ghost} />
      <PageMenu at={rest.menu} onClose={rest.closeMenu} />
      {rest.moving ? <PageMoveTo onClose={rest.closeMoving} /> : null}
    </PageDesignContext>
  )
}
