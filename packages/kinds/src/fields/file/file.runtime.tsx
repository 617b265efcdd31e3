import { defineFieldRuntime, type FieldCellProps, type FieldInputProps } from '@mortise/ui'
import { FilesValue } from '../../runtime/file-value.tsx'
import { FileEditor } from '../../runtime/lazy-file-editor.tsx'
import { withReadOnly } from '../../runtime/read-only.tsx'
import type { FileValue } from '../../values/stored-files.ts'
import file from './file.ts'

function FileFieldEditor(props: FieldInputProps<readonly FileValue[]>) {
  return <FileEditor {...props} pictures={false} />
}

function FileCell(props: FieldCellProps<readonly FileValue[]>) {
  return <FilesValue {...props} pictures={false} />
}

export default defineFieldRuntime<readonly FileValue[]>(file, {
  Input: withReadOnly(FileFieldEditor, FileCell),
  Cell: FileCell,
  align: 'start',
  width: 160,
  inline: false,
})
