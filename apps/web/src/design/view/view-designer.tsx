import type { EntityModel, ViewDocument } from '@mortise/metadata'
import { AppIcon, EmptyState, Select, useLocalize, useMediaQuery, useText } from '@mortise/ui'
import { useState } from 'react'
import { useDesign, useDesignDocument, useDesignDocuments, useDesignModel } from '../draft/design-context.ts'
import { DraftAppServices } from '../draft/draft-app-services.tsx'
import type { DesignerProps } from '../frame/designers.tsx'
import type { PreviewWidth } from '../workbench/sheet-stage.tsx'
import { WidthChoice } from '../workbench/width-choice.tsx'
import { ViewPreview } from './preview/view-preview.tsx'
import { ViewProperties } from './properties/view-properties.tsx'
import { useViewDesigning, ViewDesignContext } from './use-view-design.ts'
import { viewDesignTexts } from './view-design-texts.ts'
import classes from './view-designer.module.css'
import { ViewList } from './view-list.tsx'

/** The views of a table: which there are, the open one as its users see it, and what it shows. */
export function ViewDesigner({ documentKey }: DesignerProps) {
  const t = useText(viewDesignTexts)
  const view = useDesignDocument(`view/${documentKey}`)
  const entity = useDesignModel().entities.get(view?.entity ?? '')
  const { viewTypes } = useDesign()
  if (!view) return null
  if (!entity) return <EmptyState icon="table-off" title={t('tableMissing')} text={t('tableMissingText')} />
  if (!viewTypes.has(view.type)) return <EmptyState icon="help-circle" title={t('typeMissing')} />
  return (
    <DraftAppServices>
      <Designer key={documentKey} view={view} entity={entity} />
    </DraftAppServices>
  )
}

/** Beside each other what does not fit on a narrow screen, which shows the preview alone. */
function Designer({ view, entity }: { view: ViewDocument; entity: EntityModel }) {
  const t = useText(viewDesignTexts)
  const localize = useLocalize()
  const design = useViewDesigning(view.key)
  const wide = useMediaQuery('(min-width: 62em)', true, { getInitialValueInEffect: false })
  const roles = useDesignDocuments('role')
  const [width, setWidth] = useState<PreviewWidth>('desktop')
  const [role, setRole] = useState('')
  return (
    <ViewDesignContext value={design}>
      <div className={classes.designer}>
        <header className={classes.head}>
          <AppIcon
            name={entity.document.icon ?? 'table'}
            {...(entity.document.colour && { colour: entity.document.colour })}
            size={14}
            tile
          />
          <h2 className={classes.title}>
            {localize(entity.plural)} <span>› {localize(view.label)}</span>
          </h2>
          <div className={classes.gap} />
          <Select
            size="xs"
            className={classes.role}
            aria-label={t('as')}
            allowDeselect={false}
            data={[
              { value: '', label: t('everything') },
              ...roles.map(({ key, label }) => ({ value: key, label: localize(label) })),
            ]}
            value={role}
            onChange={(next) => setRole(next ?? '')}
          />
          {wide ? <WidthChoice value={width} onChange={setWidth} /> : null}
        </header>
        {wide ? null : <p className={classes.small}>{t('small')}</p>}
        <div className={classes.workbench}>
          {wide ? <ViewList entity={entity} open={view.key} /> : null}
          <ViewPreview view={view} entity={entity} role={role} phone={!wide || width === 'phone'} tools={wide} />
          {wide ? <ViewProperties view={view} entity={entity} /> : null}
        </div>
      </div>
    </ViewDesignContext>
  )
}
