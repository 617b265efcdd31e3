import type { EntityModel, FormDocument } from '@mortise/metadata'
import { EmptyState, RowSkeletons, SegmentedControl, Tabs, useMediaQuery, useText } from '@mortise/ui'
import { lazy, Suspense, useRef, useState } from 'react'
import { useDesignDocument, useDesignModel } from '../draft/design-context.ts'
import { DraftAppServices } from '../draft/draft-app-services.tsx'
import { useDesignAddress } from '../frame/design-address.ts'
import type { DesignerProps } from '../frame/designers.tsx'
import { focusFirstInput } from '../frame/focus-first-input.ts'
import { FormCanvas } from './canvas/form-canvas.tsx'
import { MoveToDialog } from './canvas/move-to-dialog.tsx'
import { NodeMenu } from './canvas/node-menu.tsx'
import { DragLayer } from './drag/drag-layer.tsx'
import { FormDesignContext } from './form-design-context.ts'
import { formDesignTexts } from './form-design-texts.ts'
import classes from './form-designer.module.css'
import { FormStage, type PreviewWidth } from './form-stage.tsx'
import { FormSwitch } from './form-switch.tsx'
import { FormOutline } from './outline/form-outline.tsx'
import { FormPalette } from './palette/form-palette.tsx'
import { NewFieldDialog } from './palette/new-field-dialog.tsx'
import { FormProperties } from './properties/form-properties.tsx'
import { useFormDesigning } from './use-form-designing.ts'

const FormPreview = lazy(async () => ({ default: (await import('./preview/form-preview.tsx')).FormPreview }))
const RulesPanel = lazy(async () => ({ default: (await import('./rules/rules-panel.tsx')).RulesPanel }))
const PublicPanel = lazy(async () => ({ default: (await import('./public/public-panel.tsx')).PublicPanel }))

/** A form: what can be put on it, the form itself, its properties and rules; and how it is for its users. */
export function FormDesigner({ documentKey, part }: DesignerProps & { part?: 'public' }) {
  const t = useText(formDesignTexts)
  const form = useDesignDocument(`form/${documentKey}`)
  const entity = useDesignModel().entities.get(form?.entity ?? '')
  if (!form) return null
  if (!entity) return <EmptyState icon="table-off" title={t('tableMissing')} text={t('tableMissingText')} />
  return (
    <DraftAppServices>
      <Designer key={documentKey} form={form} entity={entity} part={part} />
    </DraftAppServices>
  )
}

interface PartProps {
  form: FormDocument
  entity: EntityModel
  /** What is open on the right at first. */
  part: 'public' | undefined
}

function Designer({ form, entity, part }: PartProps) {
  const t = useText(formDesignTexts)
  const wide = useMediaQuery('(min-width: 62em)', true, { getInitialValueInEffect: false })
  const [chosen, setMode] = useState('design')
  const [width, setWidth] = useState<PreviewWidth>('desktop')
  const mode = wide ? chosen : 'preview'
  return (
    <div className={classes.designer}>
      <header className={classes.head}>
        <FormSwitch form={form} />
        <div className={classes.gap} />
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
              aria-label={t('preview')}
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
      {wide ? null : <p className={classes.small}>{t('small')}</p>}
      {mode === 'preview' ? (
        <Suspense fallback={<RowSkeletons rows={6} height={48} />}>
          <FormPreview form={form} entity={entity} width={wide ? width : 'phone'} />
        </Suspense>
      ) : (
        <Workbench form={form} entity={entity} width={width} part={part} />
      )}
    </div>
  )
}

interface WorkbenchProps extends PartProps {
  width: PreviewWidth
}

/** Palette or outline, canvas, properties or rules. */
function Workbench({ form, entity, width, part }: WorkbenchProps) {
  const t = useText(formDesignTexts)
  const [left, setLeft] = useState<string | null>('palette')
  const { at } = useDesignAddress()
  const namesRule = form.rules?.some(({ key }) => key === at) ?? false
  const [right, setRight] = useState<string | null>(part ?? (namesRule ? 'rules' : 'properties'))
  const search = useRef<HTMLInputElement>(null)
  const properties = useRef<HTMLDivElement>(null)
  const { design, ...rest } = useFormDesigning(form.key, {
    palette() {
      setLeft('palette')
      requestAnimationFrame(() => search.current?.focus())
    },
    properties() {
      setRight('properties')
      focusFirstInput(() => properties.current)
    },
  })
  return (
    <FormDesignContext value={design}>
      <div className={classes.workbench}>
        <Tabs value={left} onChange={setLeft} className={classes.left} keepMounted={false}>
          <Tabs.List grow>
            <Tabs.Tab value="palette">{t('palette')}</Tabs.Tab>
            <Tabs.Tab value="outline">{t('outline')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="palette" className={classes.side}>
            <FormPalette form={form} entity={entity} search={search} />
          </Tabs.Panel>
          <Tabs.Panel value="outline" className={classes.side}>
            <FormOutline form={form} />
          </Tabs.Panel>
        </Tabs>
        <FormStage width={width} data-drag-scroll>
          <FormCanvas form={form} entity={entity} />
        </FormStage>
        <Tabs value={right} onChange={setRight} className={classes.right} keepMounted={false}>
          <Tabs.List grow>
            <Tabs.Tab value="properties">{t('properties')}</Tabs.Tab>
            <Tabs.Tab value="rules">{t('rules')}</Tabs.Tab>
            <Tabs.Tab value="public">{t('publicLink')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="properties" className={classes.panel} ref={properties}>
            <FormProperties form={form} entity={entity} />
          </Tabs.Panel>
          <Tabs.Panel value="rules" className={classes.panel}>
            <Suspense fallback={<RowSkeletons rows={3} height={48} />}>
              <RulesPanel form={form} entity={entity} />
            </Suspense>
          </Tabs.Panel>
          <Tabs.Panel value="public" className={classes.panel}>
            <Suspense fallback={<RowSkeletons rows={3} height={48} />}>
              <PublicPanel form={form} entity={entity} />
            </Suspense>
          </Tabs.Panel>
        </Tabs>
      </div>
      <div ref={rest.live} className="ui-visually-hidden" role="status" aria-live="assertive" data-form-live />
      <DragLayer line={rest.line} ghost={rest.ghost} />
      <NodeMenu at={rest.menu} onClose={rest.closeMenu} />
      {rest.moving ? <MoveToDialog onClose={rest.closeMoving} /> : null}
      {rest.wanted ? (
        <NewFieldDialog
          entity={entity.key}
          type={rest.wanted.type}
          onClose={rest.closeWanted}
          onAdd={(field) => {
            rest.closeWanted()
            design.actions.addField(field, rest.wanted?.drop)
          }}
        />
      ) : null}
    </FormDesignContext>
  )
}
