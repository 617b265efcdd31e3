import { printAligns } from '@mortise/metadata'
import { SegmentedControl, useText } from '@mortise/ui'
import { printTexts } from '../print-texts.ts'

export function AlignChoice({ value, onChange }: { value: string | undefined; onChange(align: never): void }) {
  const t = useText(printTexts)
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('align')}
      data={printAligns.map((align) => ({ value: align, label: t(`align_${align}`) }))}
      value={value ?? 'left'}
      onChange={(align) => onChange((align === 'left' ? undefined : align) as never)}
    />
  )
}
