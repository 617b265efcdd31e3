import type { EntityModel, FormDocument, FormItem } from '@mortise/metadata'
import { Button, useLanguage, useText } from '@mortise/ui'
import type { ReactNode } from 'react'
import { useDesignModel } from '../../draft/design-context.ts'
import { useFormDesign } from '../form-design-context.ts'
import { kindName, nodeName } from '../model/node-name.ts'
import { useSelected } from '../model/selection-store.ts'
import { type FormNode, indexForm, type NodeKind } from '../tree/form-node.ts'
import { ButtonPanel, EmbeddedViewPanel } from './button-panels.tsx'
import { FieldPanel } from './field-panel.tsx'
import { FormPanel } from './form-panel.tsx'
import classes from './form-properties.module.css'
import { NodeIssues } from './node-issues.tsx'
import { PartPanel, PartsPanel } from './parts-panel.tsx'
import { propertyTexts } from './property-texts.ts'
import { RelatedPanel } from './related-panel.tsx'
import { SectionPanel } from './section-panel.tsx'
import { SubTablePanel } from './sub-table-panel.tsx'
import { ImagePanel, TextPanel } from './text-panels.tsx'

interface FormPropertiesProps {
  form: FormDocument
  entity: EntityModel
}

/** What the panel of a node gets. */
export interface NodePanelProps<Member = FormItem> {
  node: FormNode
  member: Member
  form: FormDocument
  entity: EntityModel
}

type Panel = (props: NodePanelProps<never>) => ReactNode

const panels: { readonly [Kind in NodeKind]?: Panel } = {
  section: SectionPanel,
  tabs: PartsPanel,
  steps: PartsPanel,
  tab: PartPanel,
  step: PartPanel,
  field: FieldPanel,
  sub_table: SubTablePanel,
  related_list: RelatedPanel,
  button: ButtonPanel,
  view: EmbeddedViewPanel,
  text: TextPanel,
  image: ImagePanel,
}

/** The properties of what is selected; of the form while nothing is. */
export function FormProperties({ form, entity }: FormPropertiesProps) {
  const t = useText(propertyTexts)
  const language = useLanguage()
  const model = useDesignModel()
  const { selection } = useFormDesign()
  const { ids, lead } = useSelected(selection)
  const node = indexForm(form.items).get(lead ?? '')
  if (ids.size > 1) return <SeveralPanel ids={[...ids]} />
  if (!node?.member) return <FormPanel form={form} entity={entity} />
  const Panel = panels[node.kind]
  return (
    <div className={classes.panel}>
      <h2 className={classes.title}>
        <span className="ui-truncate">{nodeName(node, { model, entity }, language)}</span>
        <span className={classes.kind}>{kindName(node.kind, language)}</span>
      </h2>
      <NodeIssues node={node} form={form} />
      {Panel ? (
        <Panel key={node.id} node={node} member={node.member as never} form={form} entity={entity} />
      ) : (
        <p className={classes.quiet}>{t('noProperties')}</p>
      )}
    </div>
  )
}

function SeveralPanel({ ids }: { ids: readonly string[] }) {
  const t = useText(propertyTexts)
  const { actions } = useFormDesign()
  return (
    <div className={classes.panel}>
      <h2 className={classes.title}>{t('several', { count: ids.length })}</h2>
      <p className={classes.quiet}>{t('severalHint')}</p>
      <Button variant="default" color="red" onClick={() => actions.remove(ids)}>
        {t('remove')}
      </Button>
    </div>
  )
}
