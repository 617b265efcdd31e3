import { SegmentedControl, useText } from '@mortise/ui'
import type { PreviewWidth } from './sheet-stage.tsx'
import { workbenchTexts } from './workbench-texts.ts'

interface WidthChoiceProps {
  value: PreviewWidth
  onChange(value: PreviewWidth): void
}

/** How wide what is designed is shown: as on a desktop or as on a phone. */
export function WidthChoice({ value, onChange }: WidthChoiceProps) {
  const t = useText(workbenchTexts)
  return (
    <SegmentedControl<PreviewWidth>
      size="xs"
      aria-label={t('width')}
      data={[
        { value: 'desktop', label: t('desktop') },
        { value: 'phone', label: t('phone') },
      ]}
      value={value}
      onChange={onChange}
    />
  )
}
