import { fieldTypes } from '@mortise/kinds/runtime'
import { type AppDocumentAny, compileApp, type FieldDocument } from '@mortise/metadata'
import { expect, it } from 'vitest'
import { carryValues } from './carry-values.ts'

const both = (words: string) => ({ zh: words, en: words })

function table(fields: Omit<FieldDocument, 'label'>[]) {
  const documents: AppDocumentAny[] = [
    { kind: 'app', key: 'shop', label: both('Shop'), version: '1.0.0' },
    {
      ...{ kind: 'option_set', key: 'cities', label: both('City') },
      options: [
        { key: 'su_zhou', label: { zh: '苏州', en: 'Suzhou' } },
        { key: 'wu_xi', label: { zh: '无锡', en: 'Wuxi' } },
      ],
    },
    {
      ...{ kind: 'entity', key: 'customer', label: both('Customer'), titleField: 'name' },
      fields: fields.map((field) => ({ ...field, label: both(field.key) })),
    },
  ]
  const entity = compileApp(documents, { fieldTypes, revision: 1 }).entities.get('customer')
  if (!entity) throw new Error('the table is in the sample')
  return entity
}

const reading = { timeZone: 'Asia/Shanghai', today: '2026-11-23' }
const name = { key: 'name', type: 'text' }
const cityText = { key: 'city', type: 'text' }
const cityChoice = { key: 'city', type: 'select', options: { optionSet: 'cities' } }

it('keeps what is typed where the field stayed', () => {
  const [before, after] = [table([name, cityText]), table([name, cityText])]
  expect(carryValues({ name: 'A' }, { before, after, reading })).toEqual({ values: { name: 'A' }, left: [] })
})

it('turns a text into the option that is called so, and back', () => {
  const [before, after] = [table([name, cityText]), table([name, cityChoice])]
  expect(carryValues({ city: '苏州' }, { before, after, reading }).values).toEqual({ city: 'su_zhou' })
  expect(carryValues({ city: 'wu_xi' }, { before: after, after: before, reading }).values).toEqual({ city: '无锡' })
})

it('says what has no place any more: no such option, no such field', () => {
  const [before, after] = [table([name, cityText]), table([name, cityChoice])]
  const city = { field: 'city', label: both('city'), text: both('景德镇') }
  expect(carryValues({ city: '景德镇' }, { before, after, reading })).toEqual({ values: {}, left: [city] })
  const without = table([name])
  const chosen = { field: 'city', label: both('city'), text: { zh: '苏州', en: 'Suzhou' } }
  expect(carryValues({ city: 'su_zhou', name: 'A' }, { before: after, after: without, reading })).toEqual({
    values: { name: 'A' },
    left: [chosen],
  })
  expect(carryValues({ city: null }, { before: after, after: without, reading }).left).toEqual([])
})
