import { createRegistry } from '@mortise/core'
import { describe, expect, it } from 'vitest'
import type { AppDocumentAny } from '../documents/documents.ts'
import { type EntityDocument, type FigureKind, figureKinds } from '../documents/entity.ts'
import type { ProcessDocument } from '../documents/process.ts'
import { compileApp } from '../model/compile-app.ts'
import { type FigureDocumentsInput, figureDocuments } from '../model/figure-documents.ts'
import { Type } from '../schema/type.ts'
import { salesApp } from '../testing/app.fixture.ts'
import { testFieldTypes } from '../testing/field-types.fixture.ts'
import { validateApp } from './validate-app.ts'

const integer = testFieldTypes.get('integer')
/** As an integer, with places. */
const decimal = { ...integer, type: 'decimal', options: Type.Object({ scale: Type.Optional(Type.Integer()) }) }
const fieldTypes = createRegistry('field type', [...testFieldTypes.all(), decimal])
const about = salesApp().find(({ kind }) => kind === 'process') as ProcessDocument
const made = (of: FigureKind) =>
  figureDocuments({
    process: about,
    of,
    nameOf: ({ key, label }) => label ?? { zh: key, en: key },
    reasonsOf: () => [],
    has: (reference) => salesApp().some(({ kind, key }) => `${kind}/${key}` === reference),
  })

function findings(change: (entity: EntityDocument) => void, others: AppDocumentAny[] = []) {
  const [entity, ...rest] = structuredClone(made('steps'))
  change(entity)
  return validateApp([...salesApp(), entity, ...rest, ...others], { fieldTypes })
    .filter(({ code }) => code.startsWith('FIGURES') || code === 'REFERENCE_UNKNOWN')
    .map(({ code, pointer }) => `${code} ${pointer}`)
}
const at = (entity: EntityDocument, key: string) => entity.fields.findIndex((field) => field.key === key)

describe('a table of figures', () => {
  it.each(figureKinds)('of %s is made whole, and without fault', (of) => {
    const documents = [...salesApp(), ...made(of)]
    expect(validateApp(documents, { fieldTypes }).filter(({ severity }) => severity === 'error')).toEqual([])
    const model = compileApp(documents, { fieldTypes, revision: 1 })
    expect(model.entities.get(`${about.key}_${of}`)?.fields.get('record')?.target).toBe(about.entity)
    // Nothing of the table that the process is about can be computed from it.
    const back = [...(model.entities.get(about.entity ?? '')?.inverses.values() ?? [])].map(({ entity }) => entity)
    expect(back).not.toContain(`${about.key}_${of}`)
  })

  it('shares its choices with those that are there', () => {
    const first = made('steps')
    const keys = new Set(first.map(({ kind, key }) => `${kind}/${key}`))
    const again = figureDocuments({
      process: about,
      of: 'people',
      nameOf: ({ key }) => ({ zh: key, en: key }),
      reasonsOf: () => [],
      has: (reference) => keys.has(reference),
    })
    expect(again.map(({ kind, key }) => `${kind}/${key}`)).not.toContain(`option_set/${about.key}_step`)
  })

  it('has the reasons of all nodes as choices, each once; without any a reason is a text', () => {
    const reason = (key: string) => ({ key, label: { zh: key, en: `the reason ${key}` } })
    const offered: { [node: string]: string[] } = {
      [about.nodes[0]?.key ?? '']: ['costly', 'late'],
      [about.nodes[1]?.key ?? '']: ['late', 'Not a key'],
    }
    const madeWith = (reasonsOf: FigureDocumentsInput['reasonsOf']) =>
      figureDocuments({
        ...{ process: about, of: 'people', reasonsOf, has: () => false },
        nameOf: ({ key }) => ({ zh: key, en: key }),
      })
    const documents = madeWith(({ key }) => (offered[key] ?? []).map(reason))
    const set = documents.find(({ kind, key }) => kind === 'option_set' && key === `${about.key}_reason`)
    expect(set).toMatchObject({ options: [reason('costly'), reason('late')] })
    const fieldIn = ([entity]: ReturnType<typeof figureDocuments>) => entity.fields.find(({ key }) => key === 'reason')
    expect(fieldIn(documents)).toMatchObject({ type: 'select', options: { optionSet: `${about.key}_reason` } })
    expect(fieldIn(madeWith(() => []))).toMatchObject({ type: 'text' })
  })

  it('has fields of figures only, of types that show them', () => {
    expect(findings((entity) => entity.fields.push({ key: 'colour', type: 'text', label: entity.label }))).toEqual([
      `FIGURES_FIELD_UNKNOWN /fields/${made('steps')[0].fields.length}`,
    ])
    const place = at(made('steps')[0], 'round')
    expect(findings(({ fields }) => fields.splice(place, 1, { ...fields[place], type: 'text' } as never))).toEqual([
      `FIGURES_FIELD_TYPE /fields/${place}`,
    ])
  })

  it('is of a process, and about its records', () => {
    expect(findings((entity) => Object.assign(entity, { figures: { of: 'steps', process: 'nonsuch' } }))).toContain(
      'REFERENCE_UNKNOWN /figures/process',
    )
    const place = at(made('steps')[0], 'record')
    expect(findings(({ fields }) => Object.assign(fields[place] ?? {}, { options: { entity: 'product' } }))).toContain(
      `FIGURES_RECORD /fields/${place}/options/entity`,
    )
  })

  it('is written, computed and started by nothing', () => {
    expect(findings((entity) => Object.assign(entity.fields[at(entity, 'title')] ?? {}, { required: true }))).toEqual([
      `FIGURES_READ_ONLY /fields/${at(made('steps')[0], 'title')}/required`,
    ])
    const key = `${about.key}_steps`
    const started = { ...structuredClone(about), key: 'other', entity: key }
    expect(findings(() => {}, [started])).toContain('FIGURES_NOT_HERE /entity')
    const label = { zh: '引用', en: 'Reference' }
    const pointing: AppDocumentAny = {
      ...{ kind: 'entity', key: 'pointing', label, titleField: 'name' },
      fields: [
        { key: 'name', type: 'text', label },
        { key: 'step', type: 'relation', label, options: { entity: key } },
      ],
    }
    expect(findings(() => {}, [pointing])).toEqual(['FIGURES_NOT_HERE /fields/1/options/entity'])
  })
})
