import type { PrintItem } from '@mortise/metadata'
import { useText } from '@mortise/ui'
import type { ReactNode } from 'react'
import { ConditionSetting } from '../../form/properties/condition-setting.tsx'
import classes from '../print.module.css'
import { printTexts } from '../print-texts.ts'
import { ApprovalsPanel } from './approvals-panel.tsx'
import { FieldsPanel } from './fields-panel.tsx'
import { ImagePanel } from './image-panel.tsx'
import { LinesPanel } from './lines-panel.tsx'
import type { ItemOf, PartPanelProps } from './part-panel-props.ts'
import { SpacePanel } from './space-panel.tsx'
import { TextPanel } from './text-panel.tsx'

type Panels = { [Name in PrintItem['item']]?: (props: PartPanelProps<ItemOf<Name>>) => ReactNode }

const panels: Panels = {
  text: TextPanel,
  fields: FieldsPanel,
  lines: LinesPanel,
  image: ImagePanel,
  approvals: ApprovalsPanel,
  space: SpacePanel,
}

/** The properties of a part of a print template. */
export function PartPanel({ item, entity, put }: PartPanelProps) {
  const t = useText(printTexts)
  const Panel = panels[item.item] as ((props: PartPanelProps) => ReactNode) | undefined
  return (
    <div className={classes.partBody}>
      {Panel ? <Panel item={item} entity={entity} put={put} /> : null}
      <ConditionSetting
        label={t('when')}
        entity={entity}
        value={item.when}
        none={t('always')}
        onChange={(when) => put({ when })}
      />
    </div>
  )
}
