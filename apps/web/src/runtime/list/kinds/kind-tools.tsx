import type { EntityModel, ViewOptions, ViewType } from '@mortise/metadata'
import { useText } from '@mortise/ui'
import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import { listTexts } from '../list-texts.ts'
import { ToolbarPanel } from '../toolbar/toolbar-panel.tsx'
import { ViewOptionsEditor } from './view-options-editor.tsx'

interface KindToolsProps {
  entity: EntityModel
  type: ViewType
  options: ViewOptions
  onChange(change: { [option: string]: unknown }): void
}

/** What a view of this type can be told, behind one button of the toolbar. */
export function KindTools(props: KindToolsProps) {
  const t = useText(listTexts)
  return (
    <ToolbarPanel label={t('viewOptions')} icon={<IconAdjustmentsHorizontal size={15} aria-hidden />} width={320}>
      {() => <ViewOptionsEditor {...props} />}
    </ToolbarPanel>
  )
}
