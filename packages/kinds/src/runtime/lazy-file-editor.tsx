import { lazy, Suspense } from 'react'
import type { FileEditorProps } from './file-editor.tsx'
import { FilesValue } from './file-value.tsx'

const Editor = lazy(() => import('./file-editor.tsx').then((module) => ({ default: module.FileEditor })))

/** The editor of files, fetched with the first form that has some; until it is there they are shown. */
export function FileEditor(props: FileEditorProps) {
  const appearance = props.appearance === 'form' ? 'text' : 'cell'
  return (
    <Suspense fallback={<FilesValue {...props} appearance={appearance} />}>
      <Editor {...props} />
    </Suspense>
  )
}
