import {
  type EntityDocument,
  type FieldDocument,
  type FieldType,
  type FigureDocumentsInput,
  figureDocuments,
} from '@mortise/metadata'
import type { Documents, DraftEdit } from '../../draft/draft-documents.ts'
import { addField } from './field-edits.ts'

/** A field that a table of figures may have and does not, with the set of its choices where that is not there. */
export interface OfferedFigure {
  field: FieldDocument
  others: ReturnType<typeof figureDocuments>[number][]
}

/** The fields of figures that can be added to a table: those of its process that it neither has nor has archived. */
export function offeredFigures(
  { figures, fields }: EntityDocument,
  documents: Documents,
  words: Pick<FigureDocumentsInput, 'nameOf' | 'reasonsOf'>,
): OfferedFigure[] {
  const process = [...documents.values()].find((one) => one.kind === 'process' && one.key === figures?.process)
  if (!figures || process?.kind !== 'process') return []
  const has: FigureDocumentsInput['has'] = (reference) => documents.has(reference)
  const [whole, ...others] = figureDocuments({ process, of: figures.of, ...words, has })
  const taken = new Set(fields.map(({ key }) => key))
  return whole.fields
    .filter(({ key }) => !taken.has(key))
    .map((field) => ({
      field,
      others: others.filter(({ kind, key }) => kind === 'option_set' && key === field.options?.optionSet),
    }))
}

/** Adds one of them at the end, with its choices. */
export function addFigure(
  entity: string,
  { field, others }: OfferedFigure,
  shown: boolean,
  kind: FieldType,
): DraftEdit {
  return (draft) => {
    for (const document of others) draft.put(document)
    addField({ entity, field, shown }, kind)(draft)
  }
}

/** What a table of figures may have beside its figures: what looks something up over the record it is about. */
export const besideFigures = (kind: FieldType): boolean => kind.lookupOption !== undefined
