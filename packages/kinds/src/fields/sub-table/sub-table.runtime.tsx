import { defineFieldRuntime, type FieldInputProps } from '@mortise/ui'
import { lazy, Suspense } from 'react'
import type { Line } from '../../runtime/line-columns.ts'
import { LinesValue } from '../../runtime/lines-value.tsx'
import { withReadOnly } from '../../runtime/read-only.tsx'
import subTable from './sub-table.ts'

// Fetched with the first form that has lines; until it is there they are read.
const Editor = lazy(() => import('../../runtime/lines-editor.tsx').then((module) => ({ default: module.LinesEditor })))

function LinesEditor(props: FieldInputProps<readonly Line[]>) {
  return (
    <Suspense fallback={<LinesValue {...props} appearance="text" />}>
      <Editor {...props} />
    </Suspense>
  )
}

export default defineFieldRuntime<readonly Line[]>(subTable, {
  Input: withReadOnly(LinesEditor, LinesValue),
  Cell: LinesValue,
  align: 'start',
  width: 100,
  inline: false,
})
