import { Skeleton, useText } from '@mortise/ui'
import { IconFilter } from '@tabler/icons-react'
import { lazy, Suspense, useRef } from 'react'
import { countConditions, type GroupNode } from '../../filter/filter-tree.ts'
import { listTexts } from '../list-texts.ts'
import type { FilterEditorProps } from './filter-editor.tsx'
import { ToolbarPanel } from './toolbar-panel.tsx'

const FilterEditor = lazy(() => import('./filter-editor.tsx').then((module) => ({ default: module.FilterEditor })))

/** The filter of the list; takes effect while it is built. */
export function FilterPanel({ entity, filter, onChange }: Omit<FilterEditorProps, 'left'>) {
  const t = useText(listTexts)
  const left = useRef<GroupNode | null>(null)
  const count = countConditions(filter)
  return (
    <ToolbarPanel
      label={count > 0 ? t('filterCount', { count }) : t('filter')}
      icon={<IconFilter size={15} aria-hidden />}
      active={count > 0}
      width={720}
      tall
    >
      {() => (
        <Suspense fallback={<Skeleton height={80} />}>
          <FilterEditor entity={entity} filter={filter} onChange={onChange} left={left} />
        </Suspense>
      )}
    </ToolbarPanel>
  )
}
