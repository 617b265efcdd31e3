import { NumberInput, useText } from '@mortise/ui'
import { printTexts } from '../print-texts.ts'
import type { ItemOf, PartPanelProps } from './part-panel-props.ts'

/** A gap. */
export function SpacePanel({ item, put }: PartPanelProps<ItemOf<'space'>>) {
  const t = useText(printTexts)
  return (
    <NumberInput
      size="xs"
      label={t('height')}
      min={1}
      max={250}
      value={item.height}
      onChange={(height) => typeof height === 'number' && put({ height })}
    />
  )
}
