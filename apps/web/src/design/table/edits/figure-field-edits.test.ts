import type { LocalizedText } from '@mortise/core'
import { blockTypes, fieldTypes, viewTypes } from '@mortise/kinds/runtime'
import {
  type AppDocumentAny,
  type EntityDocument,
  figureFields,
  figureKinds,
  type ProcessDocument,
  validateApp,
} from '@mortise/metadata'
import { describe, expect, it } from 'vitest'
import { type Documents, indexDocuments, runEdit, withSteps } from '../../draft/draft-documents.ts'
import { addFigure, besideFigures, offeredFigures } from './figure-field-edits.ts'

const text = (words: string): LocalizedText => ({ zh: words, en: words })
const process: ProcessDocument = {
  ...{ kind: 'process', key: 'approval', label: text('Approval'), entity: 'order' },
  nodes: [
    { key: 'start', type: 'start', label: text('Start') },
    { key: 'end', type: 'end', label: text('End') },
  ],
  transitions: [{ key: 'a', from: 'start', to: 'end' }],
}
const name = { key: 'name', type: 'text', label: text('Name') }
const order: EntityDocument = { kind: 'entity', key: 'order', label: text('Order'), titleField: 'name', fields: [name] }
const app: AppDocumentAny = { kind: 'app', key: 'shop', label: text('Shop'), version: '1.0.0' }

const words = {
  nameOf: ({ key, label }: ProcessDocument['nodes'][number]) => label ?? text(key),
  reasonsOf: () => [{ key: 'dear', label: text('Too dear') }],
}

describe('fields that a table of figures is offered', () => {
  it.each(figureKinds)('are those of %s that it does not have, and can all be published', (of) => {
    const table: EntityDocument = {
      ...{ kind: 'entity', key: 'times', label: text('Times'), figures: { of, process: 'approval' } },
      ...{ titleField: 'title', fields: [{ key: 'title', type: 'text', label: text('Title') }] },
    }
    let documents: Documents = indexDocuments([app, order, process, table])
    const present = () => documents.get('entity/times') as EntityDocument
    const offered = () => offeredFigures(present(), documents, words)
    expect(offered().map(({ field }) => field.key)).toEqual(
      Object.keys(figureFields[of]).filter((key) => key !== 'title'),
    )
    for (let next = offered()[0]; next; next = offered()[0]) {
      const kind = fieldTypes.get(next.field.type)
      documents = withSteps(documents, runEdit(documents, addFigure('times', next, true, kind)))
    }
    expect(offered()).toEqual([])
    const found = validateApp([...documents.values()], { fieldTypes, viewTypes, blockTypes })
    expect(found.filter(({ pointer, severity }) => severity === 'error' && pointer.startsWith('/fields'))).toEqual([])
    expect(found.filter(({ code }) => code.startsWith('FIGURES'))).toEqual([])
  })

  it('are none where there is no process any more, and beside them only look-ups', () => {
    const table: EntityDocument = { ...order, key: 'times', figures: { of: 'steps', process: 'gone' } }
    expect(offeredFigures(table, indexDocuments([app, table]), words)).toEqual([])
    const beside = [...fieldTypes.all()].filter(besideFigures).map(({ type }) => type)
    expect(beside).toEqual(['lookup'])
  })
})
