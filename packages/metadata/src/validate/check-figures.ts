import type { EntityDocument } from '../documents/entity.ts'
import type { EntityModel } from '../model/app-model.ts'
import { figureFields } from '../model/figure-fields.ts'
import type { AppIndex, Report } from './app-index.ts'
import { checkDocument } from './check-reference.ts'
import { pointerTo } from './json-pointer.ts'
import { suggestionFor } from './suggestion-for.ts'

/** Checks a table of figures: its fields are some of those that there are, and nothing in it is kept or computed. */
export function checkFigures(document: EntityDocument, entity: EntityModel, index: AppIndex, report: Report): void {
  const { figures } = document
  if (!figures) return
  checkDocument('process', figures.process, { index, report, pointer: '/figures/process' })
  for (const part of ['parentField', 'indexes', 'duplicateChecks'] as const)
    if (document[part] !== undefined) report('FIGURES_READ_ONLY', `/${part}`, { name: part })
  const known = figureFields[figures.of]
  document.fields.forEach(({ key, archived }, position) => {
    const field = entity.fields.get(key)
    // Look-ups lead on from the record that it is about.
    if (archived || !field || field.system || field.kind.lookupOption !== undefined) return
    const pointer = pointerTo('/fields', position)
    const given = Object.hasOwn(known, key) ? known[key] : undefined
    if (!given)
      report('FIGURES_FIELD_UNKNOWN', pointer, { name: key, suggestion: suggestionFor(key, Object.keys(known)) })
    else if (!given.types.includes(field.type))
      report('FIGURES_FIELD_TYPE', pointer, { name: field.label, known: given.types.join(', ') })
    for (const flag of ['required', 'unique', 'indexed', 'default'] as const)
      if (field.document[flag] !== undefined && field.document[flag] !== false)
        report('FIGURES_READ_ONLY', `${pointer}/${flag}`, { name: flag })
  })
  checkRecord(document, index, report)
}

/** The record is one of the table that the process is about. */
function checkRecord({ figures, fields }: EntityDocument, { model }: AppIndex, report: Report): void {
  const position = fields.findIndex(({ key, archived }) => key === 'record' && !archived)
  const target = fields[position]?.options?.entity
  const about = model.processes.get(figures?.process ?? '')?.entity
  if (target !== undefined && about !== target)
    report('FIGURES_RECORD', pointerTo('/fields', position, 'options', 'entity'), { name: about ?? '–' })
}
