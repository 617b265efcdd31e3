import type { LocalizedText } from '@mortise/core'
import type { OpenedProcess } from '@mortise/kinds/bpmn'
import type { ProcessDocument } from '@mortise/metadata'
import { layoutOfFile } from './file-layout.ts'

/** A process with the drawing of a file: everything else about it stays. */
export function withDrawing(document: ProcessDocument, { drawing, shapes }: OpenedProcess): ProcessDocument {
  const { layout: _former, ...rest } = document
  return placed({ ...rest, ...drawing }, shapes)
}

interface NewDocument {
  key: string
  label: LocalizedText
  /** Key of the table. */
  about: string | null
}

/** A new process with the drawing of a file. How it starts only makes sense with the table that the file speaks of. */
export function newDocument({ drawing, settings, shapes }: OpenedProcess, { key, label, about }: NewDocument) {
  const { entity, ...others } = settings
  return placed(
    {
      ...{ kind: 'process', key, label },
      ...(about === null ? {} : { entity: about }),
      start: { hand: {} },
      ...((entity ?? null) === about ? others : {}),
      ...drawing,
    },
    shapes,
  )
}

function placed(document: ProcessDocument, shapes: OpenedProcess['shapes']): ProcessDocument {
  const layout = layoutOfFile(document, shapes)
  return layout ? { ...document, layout } : document
}
