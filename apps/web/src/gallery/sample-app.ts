import type { Registry } from '@mortise/core'
import { sampleDocuments } from '@mortise/kinds/samples'
import { type AppModel, compileApp, type FieldType } from '@mortise/metadata'

export const ids = {
  person: '01900000-0000-7000-8000-0000000000a1',
  department: '01900000-0000-7000-8000-0000000000d1',
  record: '01900000-0000-7000-8000-0000000000b1',
  other: '01900000-0000-7000-8000-0000000000b2',
}

/** An app with one table that has a field of every type, with the options of the type's own samples. */
export function sampleApp(fieldTypes: Registry<FieldType>): AppModel {
  return compileApp(sampleDocuments(fieldTypes), { fieldTypes, revision: 1 })
}
