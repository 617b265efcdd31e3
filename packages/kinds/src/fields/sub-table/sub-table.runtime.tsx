import { defineFieldRuntime } from '@mortise/ui'
import type { Line } from '../../runtime/line-columns.ts'
import { LinesEditor } from '../../runtime/lines-editor.tsx'
import { LinesValue } from '../../runtime/lines-value.tsx'
import { withReadOnly } from '../../runtime/read-only.tsx'
import subTable from './sub-table.ts'

export default defineFieldRuntime<readonly Line[]>(subTable, {
  Input: withReadOnly(LinesEditor, LinesValue),
  Cell: LinesValue,
  align: 'start',
  width: 100,
  inline: false,
})
