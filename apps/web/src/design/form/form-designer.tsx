import type { EntityModel, FormDocument } from '@mortise/metadata'
import { EmptyState, useText } from '@mortise/ui'
import { lazy, useState } from 'react'
import { useDesignDocument, useDesignModel } from '../draft/design-context.ts'
import { DraftAppServices } from '../draft/draft-app-services.tsx'
import { useDesignAddress } from '../frame/design-address.ts'
import type { DesignerProps } from '../frame/designers.tsx'
import { DesignerFrame } from '../workbench/designer-frame.tsx'
import type { PreviewWidth } from '../workbench/sheet-stage.tsx'
import { useWorkbench } from '../workbench/use-workbench.ts'
import { Workbench } from '../workbench/workbench.tsx'
import { TabbedSide } from '../workbench/workbench-side.tsx'
import { FormCanvas } from './canvas/form-canvas.tsx'
import { MoveToDialog } from './canvas/move-to-dialog.tsx'
import { NodeMenu } from './canvas/node-menu.tsx'
import { FormDesignContext } from './form-design-context.ts'
import { formDesignTexts } from './form-design-texts.ts'
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
  return (
    <DesignerFrame
      title={<FormSwitch form={form} />}
      small={t('small')}
      preview={(width) => <FormPreview form={form} entity={entity} width={width} />}
      workbench={(width) => <FormWorkbench form={form} entity={entity} width={width} part={part} />}
    />
  )
}

interface FormWorkbenchProps extends PartProps {
  width: PreviewWidth
}

function FormWorkbench({ form, entity, width, part }: FormWorkbenchProps) {
  const t = useText(formDesignTexts)
  const { at } = useDesignAddress()
  const namesRule = form.rules?.some(({ key }) => key === at) ?? false
  const [open, setOpen] = useState<string | null>(part ?? (namesRule ? 'rules' : 'properties'))
  const bench = useWorkbench(() => setOpen('properties'))
  const { design, wanted, closeWanted } = useFormDesigning(form.key, bench)
  const shown = { form, entity }
  const tabs = [
    { key: 'properties', label: t('properties'), content: <FormProperties {...shown} /> },
    { key: 'rules', label: t('rules'), content: <RulesPanel {...shown} /> },
    { key: 'public', label: t('publicLink'), content: <PublicPanel {...shown} /> },
  ]
  return (
    <FormDesignContext value={design}>
      <Workbench
        {...{ bench, width }}
        paletteName={t('palette')}
        palette={<FormPalette {...shown} search={bench.search} />}
        outline={<FormOutline form={form} />}
        side={<TabbedSide bench={bench} open={open} onOpen={setOpen} tabs={tabs} />}
      >
        <FormCanvas {...shown} />
      </Workbench>
      <NodeMenu at={bench.menu} onClose={bench.closeMenu} />
      {bench.moving ? <MoveToDialog onClose={bench.closeMoving} /> : null}
      {wanted ? (
        <NewFieldDialog
          entity={entity.key}
          type={wanted.type}
          onClose={closeWanted}
          onAdd={(field) => {
            closeWanted()
            design.actions.addField(field, wanted.drop)
          }}
        />
      ) : null}
    </FormDesignContext>
  )
}
