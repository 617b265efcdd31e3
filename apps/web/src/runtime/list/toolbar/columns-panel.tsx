import { Skeleton, useText } from '@mortise/ui'
import { IconColumns3 } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import { listTexts } from '../list-texts.ts'
import type { ColumnsEditorProps } from './columns-editor.tsx'
import { ToolbarPanel } from './toolbar-panel.tsx'

const ColumnsEditor = lazy(() => import('./columns-editor.tsx').then((module) => ({ default: module.ColumnsEditor })))

/** Which columns the list has, in which order and how wide; related tables' fields too. */
export function ColumnsPanel(props: ColumnsEditorProps) {
  const t = useText(listTexts)
  return (
    <ToolbarPanel label={t('columns')} icon={<IconColumns3 size={15} aria-hidden />} width={380}>
      {() => (
        <Suspense fallback={<Skeleton height={44 + 34 * props.columns.length} />}>
          <ColumnsEditor {...props} />
        </Suspense>
      )}
    </ToolbarPanel>
  )
}
