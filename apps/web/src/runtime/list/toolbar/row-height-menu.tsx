import type { ListOptions } from '@mortise/metadata'
import { ActionIcon, Menu, Tooltip, useText } from '@mortise/ui'
import { IconBaselineDensityMedium, IconCheck } from '@tabler/icons-react'
import { listTexts } from '../list-texts.ts'

type RowHeight = NonNullable<ListOptions['rowHeight']>

const heights: readonly RowHeight[] = ['compact', 'default', 'comfortable']

/** How tall rows are. */
export function RowHeightMenu({ value, onChange }: { value: RowHeight; onChange(height: RowHeight): void }) {
  const t = useText(listTexts)
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Tooltip label={t('rowHeight')}>
          <ActionIcon aria-label={t('rowHeight')}>
            <IconBaselineDensityMedium size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {heights.map((height) => (
          <Menu.Item
            key={height}
            role="menuitemradio"
            aria-checked={height === value}
            rightSection={height === value && <IconCheck size={15} aria-hidden />}
            onClick={() => onChange(height)}
          >
            {t(height)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
