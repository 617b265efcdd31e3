import { defineFieldRuntime, type FieldCellProps, type FieldInputProps } from '@mortise/ui'
import { FilesValue } from '../../runtime/file-value.tsx'
import { FileEditor } from '../../runtime/lazy-file-editor.tsx'
import { withReadOnly } from '../../runtime/read-only.tsx'
import type { FileValue } from '../../values/stored-files.ts'
import image from './image.ts'

function ImageFieldEditor(props: FieldInputProps<readonly FileValue[]>) {
  return <FileEditor {...props} pictures />
}

function ImageCell(props: FieldCellProps<readonly FileValue[]>) {
  return <FilesValue {...props} pictures />
}

export default defineFieldRuntime<readonly FileValue[]>(image, {
  Input: withReadOnly(ImageFieldEditor, ImageCell),
  Cell: ImageCell,
  align: 'start',
  width: 140,
  inline: false,
})
