import { Skeleton, useText } from '@mortise/ui'
import { IconArrowsSort } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import { listTexts } from '../list-texts.ts'
import type { SortEditorProps } from './sort-editor.tsx'
import { ToolbarPanel } from './toolbar-panel.tsx'

const SortEditor = lazy(() => import('./sort-editor.tsx').then((module) => ({ default: module.SortEditor })))

/** The fields the list is sorted by, the most important first. */
export function SortPanel({ entity, sort, onChange }: SortEditorProps) {
  const t = useText(listTexts)
  return (
    <ToolbarPanel
      label={sort.length > 0 ? t('sortCount', { count: sort.length }) : t('sort')}
      icon={<IconArrowsSort size={15} aria-hidden />}
      active={sort.length > 0}
      width={440}
    >
      {() => (
        <Suspense fallback={<Skeleton height={30 + 44 * sort.length} />}>
          <SortEditor entity={entity} sort={sort} onChange={onChange} />
        </Suspense>
      )}
    </ToolbarPanel>
  )
}
