import { deepEqual } from '@mortise/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AppDocumentAny } from '../documents/documents.ts'
import type { EntityDocument } from '../documents/entity.ts'
import { mergeDocument } from './merge-document.ts'

const words = (text: string) => ({ zh: text, en: text })
const field = (key: string, more: object = {}) => ({ key, type: 'text', label: words(key), ...more })
const customer = (...keys: string[]): EntityDocument => ({
  kind: 'entity',
  key: 'customer',
  label: words('Customer'),
  titleField: 'a',
  fields: keys.map((key) => field(key)),
})
const keysOf = (document: AppDocumentAny | null) =>
  document?.kind === 'entity' ? document.fields.map(({ key }) => key).join('') : ''
const changed = (document: EntityDocument, change: (copy: EntityDocument) => void) => {
  const copy = structuredClone(document)
  change(copy)
  return copy
}
const put = (document: EntityDocument, key: string, more: object) =>
  changed(document, ({ fields }) => {
    const place = fields.findIndex((one) => one.key === key)
    fields.splice(place, 1, { ...fields[place], ...more } as (typeof fields)[number])
  })

describe('merging two changes of a document', () => {
  const base = customer('a', 'b', 'c', 'd', 'e')
  const order = (keys: string) => changed(base, (copy) => void copy.fields.sort(by(keys)))
  const by = (keys: string) => (a: { key: string }, b: { key: string }) => keys.indexOf(a.key) - keys.indexOf(b.key)

  it('keeps the properties of both, down to the text of one language', () => {
    const mine = put(base, 'a', { label: { zh: '甲', en: 'a' } })
    const theirs = put(base, 'a', { label: { zh: 'a', en: 'A' }, required: true })
    const merged = mergeDocument({ base, mine, theirs })
    expect(merged).toEqual({
      conflicts: [],
      document: put(base, 'a', { label: { zh: '甲', en: 'A' }, required: true }),
    })
  })

  it('says what was set to two values, and takes the one that is chosen', () => {
    const [mine, theirs] = [put(base, 'a', { type: 'integer' }), put(base, 'a', { type: 'date' })]
    const pointer = '/fields/a/type'
    const { conflicts } = mergeDocument({ base, mine, theirs })
    expect(conflicts).toEqual([{ pointer, base: 'text', mine: 'integer', theirs: 'date' }])
    for (const [take, document] of [['mine', mine] as const, ['theirs', theirs] as const])
      expect(mergeDocument({ base, mine, theirs, choices: [{ pointer, take }] })).toEqual({ document, conflicts: [] })
  })

  it('asks when one removed what the other changed', () => {
    const mine = changed(base, (copy) => void copy.fields.splice(1, 1))
    const theirs = put(base, 'b', { required: true })
    expect(mergeDocument({ base, mine, theirs }).conflicts).toMatchObject([{ pointer: '/fields/b', mine: null }])
    expect(mergeDocument({ base, mine: null, theirs }).conflicts).toMatchObject([{ pointer: '', mine: null }])
    expect(mergeDocument({ base, mine: null, theirs: base })).toEqual({ document: null, conflicts: [] })
  })

  it('takes what one archived and the other removed for archived', () => {
    const mine = changed(base, (copy) => void copy.fields.splice(1, 1))
    const theirs = put(base, 'b', { archived: true })
    expect(mergeDocument({ base, mine, theirs })).toEqual({ document: theirs, conflicts: [] })
    expect(mergeDocument({ base, mine: theirs, theirs: mine })).toEqual({ document: theirs, conflicts: [] })
  })

  it.each([
    ['another member to another place', 'bcdea', 'eabcd', 'ebcda'],
    ['the same to the same place', 'bcdea', 'bcdea', 'bcdea'],
    ['one, while the other side moved none', 'abcde', 'acdbe', 'acdbe'],
    ['two, one of them as the other side did', 'bcdea', 'bdcea', 'bdcea'],
  ])('puts members where they were moved: %s', (_what, mine, theirs, result) => {
    const merged = mergeDocument({ base, mine: order(mine), theirs: order(theirs) })
    expect([keysOf(merged.document), merged.conflicts]).toEqual([result, []])
  })

  it('asks where to put what both moved', () => {
    const input = { base, mine: order('bcade'), theirs: order('bcdea') }
    const { conflicts } = mergeDocument(input)
    expect(conflicts).toMatchObject([{ pointer: '/fields', mine: [...'bcade'], theirs: [...'bcdea'] }])
    const chosen = mergeDocument({ ...input, choices: [{ pointer: '/fields', take: 'theirs' }] })
    expect([keysOf(chosen.document), chosen.conflicts]).toEqual(['bcdea', []])
  })

  it('puts new members after those that they were put after', () => {
    const insert = (place: number, ...keys: string[]) =>
      changed(base, (copy) => void copy.fields.splice(place, 0, ...keys.map((key) => field(key))))
    const merged = (mine: EntityDocument, theirs: EntityDocument) =>
      keysOf(mergeDocument({ base, mine, theirs }).document)
    expect(merged(insert(1, 'x'), insert(4, 'y'))).toBe('axbcdye')
    expect(merged(insert(5, 'y', 'z'), insert(5, 'x', 'w'))).toBe('abcdexwyz')
    expect(merged(insert(5, 'x', 'w'), insert(5, 'y', 'z'))).toBe('abcdexwyz')
    expect(
      merged(
        insert(2, 'x'),
        changed(base, (copy) => void copy.fields.splice(1, 1)),
      ),
    ).toBe('axcde')
  })

  it('does not mix formulas, conditions, or the fields of an index', () => {
    const formula = (left: string, right: string) => ({ v: 1, expr: { '+': [{ var: left }, { var: right }] } })
    const first = put(base, 'a', { options: { formula: formula('b', 'c') } })
    const mine = put(base, 'a', { options: { formula: formula('d', 'c') } })
    const theirs = put(base, 'a', { options: { formula: formula('b', 'e') } })
    expect(mergeDocument({ base: first, mine, theirs }).conflicts.map(({ pointer }) => pointer)).toEqual([
      '/fields/a/options/formula',
    ])
    const indexed = (...fields: string[]) => ({ ...base, indexes: [{ key: 'i', fields, unique: true }] })
    const input = { base: indexed('a'), mine: indexed('a', 'b'), theirs: indexed('a', 'c') }
    expect(mergeDocument(input).conflicts.map(({ pointer }) => pointer)).toEqual(['/indexes/i/fields'])
  })

  it('takes a field that is called like a property for a field', () => {
    const named = customer('value', 'where')
    const merged = mergeDocument({
      base: named,
      mine: put(named, 'value', { required: true }),
      theirs: put(named, 'value', { unique: true }),
    })
    expect(merged).toEqual({ document: put(named, 'value', { required: true, unique: true }), conflicts: [] })
  })

  it('merges members of lists by the field they show, and texts of lists by themselves', () => {
    const form = (...items: object[]) =>
      ({ kind: 'form', key: 'f', label: words('F'), entity: 'e', items }) as AppDocumentAny
    const shows = (key: string, more = {}) => ({ item: 'field', field: key, ...more })
    const merged = mergeDocument({
      base: form(shows('a'), shows('b')),
      mine: form(shows('a', { span: 2 }), shows('b'), shows('c')),
      theirs: form(shows('b'), shows('a', { readOnly: true })),
    })
    expect(merged).toEqual({
      document: form(shows('b'), shows('a', { span: 2, readOnly: true }), shows('c')),
      conflicts: [],
    })
    const page = (create: string[]) =>
      ({
        kind: 'page',
        key: 'p',
        label: words('P'),
        blocks: [{ block: 'actions', key: 'x', options: { create } }],
      }) as AppDocumentAny
    const both = mergeDocument({ base: page(['a', 'b']), mine: page(['b']), theirs: page(['a', 'b', 'c']) })
    expect(both).toEqual({ document: page(['b', 'c']), conflicts: [] })
  })
})

/** One thing somebody does to a table. */
type Edit =
  | { do: 'set'; key: string; property: 'required' | 'unique' | 'indexed'; value: boolean }
  | { do: 'add'; key: string; place: number }
  | { do: 'remove'; key: string }
  | { do: 'move'; key: string; place: number }

const handlers: { [Do in Edit['do']]: (fields: EntityDocument['fields'], edit: Extract<Edit, { do: Do }>) => void } = {
  set: (fields, { key, property, value }) => {
    const found = fields.find((one) => one.key === key)
    if (found) found[property] = value
  },
  add: (fields, { key, place }) => void fields.splice(place % (fields.length + 1), 0, field(key)),
  remove: (fields, { key }) => {
    const place = fields.findIndex((one) => one.key === key)
    if (place >= 0) fields.splice(place, 1)
  },
  move: (fields, { key, place }) => {
    const at = fields.findIndex((one) => one.key === key)
    const [moved] = at >= 0 ? fields.splice(at, 1) : []
    if (moved) fields.splice(place % (fields.length + 1), 0, moved)
  },
}
const apply = (document: EntityDocument, edits: readonly Edit[]) =>
  changed(document, ({ fields }) => {
    for (const edit of edits) handlers[edit.do](fields, edit as never)
  })

const members = [...'abcdefghij']
/** Edits of the given members, and new ones whose keys start so. */
const editsOf = (keys: string[], fresh: string) => {
  const key = fc.constantFrom(...keys)
  const place = fc.nat(20)
  const property = fc.constantFrom('required', 'unique', 'indexed')
  return fc
    .array(
      fc.oneof(
        fc.record({ do: fc.constant('set'), key, property, value: fc.boolean() }),
        fc.record({ do: fc.constant('add'), key: fc.nat(99).map((n) => `${fresh}${n}`), place }),
        fc.record({ do: fc.constant('remove'), key }),
        fc.record({ do: fc.constant('move'), key, place }),
      ),
      { maxLength: 6 },
    )
    .map((edits) => uniqueAdds(edits as Edit[]))
}
const uniqueAdds = (edits: Edit[]) =>
  edits.filter(
    (edit, at) =>
      edit.do !== 'add' || !edits.slice(0, at).some((other) => other.do === 'add' && other.key === edit.key),
  )

/** Every field that one side changed, added or removed is as that side has it. */
function expectKept(
  merged: AppDocumentAny | null,
  [base, side, other]: [EntityDocument, EntityDocument, EntityDocument],
) {
  const fieldIn = (document: AppDocumentAny | null, key: string) =>
    (document as EntityDocument).fields.find((one) => one.key === key)
  for (const key of new Set([base, side].flatMap(({ fields }) => fields.map((one) => one.key)))) {
    const before = fieldIn(base, key)
    const untouched = deepEqual(before, fieldIn(side, key))
    if (!untouched) expect(fieldIn(merged, key)).toEqual(fieldIn(side, key))
    else if (deepEqual(before, fieldIn(other, key))) expect(fieldIn(merged, key)).toEqual(before)
  }
}

describe('any two sets of edits', () => {
  const base = customer(...members)
  const anyEdits = editsOf(members, 'x')

  it('of different members merge to the same from either side, and nothing of either is lost', () => {
    fc.assert(
      fc.property(editsOf(members.slice(0, 5), 'x'), editsOf(members.slice(5), 'y'), (left, right) => {
        const [mine, theirs] = [apply(base, left), apply(base, right)]
        const merged = mergeDocument({ base, mine, theirs })
        const swapped = mergeDocument({ base, mine: theirs, theirs: mine })
        // Two who move different members may have the same ones counted as moved: then it is asked, never guessed.
        const settled = merged.conflicts.every(({ pointer }) => pointer === '/fields')
        expect(settled).toBe(true)
        expect(swapped.conflicts.length).toBe(merged.conflicts.length)
        if (merged.conflicts.length === 0) expect(swapped.document).toEqual(merged.document)
        expectKept(merged.document, [base, mine, theirs])
        expectKept(merged.document, [base, theirs, mine])
      }),
      { numRuns: 500 },
    )
  })

  it('say their conflicts alike from either side, and choices settle all of them', () => {
    fc.assert(
      fc.property(anyEdits, anyEdits, (left, right) => {
        const [mine, theirs] = [apply(base, left), apply(base, right)]
        const pointers = (one: AppDocumentAny, other: AppDocumentAny) =>
          mergeDocument({ base, mine: one, theirs: other })
            .conflicts.map(({ pointer }) => pointer)
            .sort()
        const asked = pointers(mine, theirs)
        expect(pointers(theirs, mine)).toEqual(asked)
        const choices = asked.map((pointer) => ({ pointer, take: 'theirs' as const }))
        // The choice of members can only bring an order to be asked for once more.
        const settled = mergeDocument({
          base,
          mine,
          theirs,
          choices: [...choices, { pointer: '/fields', take: 'theirs' }],
        })
        expect(settled.conflicts).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  it('made twice, or made by one side only, are no conflict', () => {
    fc.assert(
      fc.property(anyEdits, (edits) => {
        const mine = apply(base, edits)
        for (const theirs of [mine, base, structuredClone(mine)]) {
          expect(mergeDocument({ base, mine, theirs })).toEqual({ document: mine, conflicts: [] })
          expect(mergeDocument({ base, mine: theirs, theirs: mine })).toEqual({ document: mine, conflicts: [] })
        }
      }),
    )
  })
})
