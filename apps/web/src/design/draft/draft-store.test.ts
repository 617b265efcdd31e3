import { fieldTypes } from '@mortise/kinds/runtime'
import type { EntityDocument, FieldDocument } from '@mortise/metadata'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { reportConnection } from '../../api/connection.ts'
import { DraftServer } from '../testing/draft-server.ts'
import type { DraftEdit } from './draft-documents.ts'
import { memoryStorage } from './draft-storage.ts'
import { createDraftStore, type DraftStore } from './draft-store.ts'

const text = (words: string) => ({ zh: words, en: words })
const field = (key: string, label = key): FieldDocument => ({ key, type: 'text', label: text(label) })
const table = (key: string, ...fields: FieldDocument[]): EntityDocument => ({
  ...{ kind: 'entity', key, label: text(key), titleField: 'name' },
  fields: [field('name'), ...fields],
})
const start = [
  { kind: 'app', key: 'shop', label: text('Shop'), version: '1.0.0' } as const,
  table('order', field('note')),
  table('customer'),
]

let server: DraftServer
let storage: ReturnType<typeof memoryStorage>
let open: DraftStore[] = []

async function openDraft(): Promise<DraftStore> {
  const [loaded, kept] = await Promise.all([server.load(), storage.read('k')])
  const store = createDraftStore({
    loaded,
    kept,
    calls: server,
    storage,
    storageKey: 'k',
    fieldTypes,
    validate: () => [],
  })
  open.push(store)
  return store
}

const relabel =
  (key: string, place: number, label: string): DraftEdit =>
  ({ get, put }) => {
    const entity = get('entity', key)
    const own = entity?.fields[place]
    if (entity && own) put({ ...entity, fields: entity.fields.with(place, { ...own, label: text(label) }) })
  }
const addField =
  (key: string, added: string): DraftEdit =>
  ({ get, put }) => {
    const entity = get('entity', key)
    if (entity && !entity.fields.some((other) => other.key === added))
      put({ ...entity, fields: [...entity.fields, field(added)] })
  }

beforeEach(() => {
  vi.useFakeTimers()
  server = new DraftServer(start)
  storage = memoryStorage()
})
afterEach(() => {
  for (const store of open) store.dispose()
  open = []
  vi.useRealTimers()
  reportConnection('online')
})

const anyEdit = fc.oneof(
  fc
    .record({ key: fc.constantFrom('order', 'customer', 'extra'), place: fc.nat(2), label: fc.string() })
    .map(({ key, place, label }) => relabel(key, place, label)),
  fc
    .tuple(fc.constantFrom('order', 'customer', 'extra'), fc.constantFrom('a', 'b', 'c'))
    .map(([key, added]) => addField(key, added)),
  fc.constant<DraftEdit>(({ put, remove }) => {
    put(table('extra', field('a')))
    remove('entity/customer')
  }),
  fc.constant<DraftEdit>(({ remove }) => remove('entity/extra')),
)

describe('undo and redo', () => {
  it('lead from any sequence of edits back to the start, and to the end again', async () => {
    vi.useRealTimers()
    await fc.assert(
      fc.asyncProperty(fc.array(anyEdit, { maxLength: 15 }), async (edits) => {
        storage = memoryStorage()
        const store = await openDraft()
        const first = store.snapshot().documents
        for (const edit of edits) store.change(text('edit'), edit)
        const last = store.snapshot().documents
        while (store.undo());
        expect(new Map(store.snapshot().documents)).toEqual(new Map(first))
        while (store.redo());
        expect(new Map(store.snapshot().documents)).toEqual(new Map(last))
        store.dispose()
      }),
      { numRuns: 60 },
    )
  })

  it('take several documents back as one step, called by its label', async () => {
    const store = await openDraft()
    store.change(text('both'), (draft) => {
      addField('order', 'a')(draft)
      addField('customer', 'a')(draft)
    })
    expect(store.undo()?.label.en).toBe('both')
    expect(store.snapshot().documents.get('entity/customer')).toEqual(table('customer'))
    expect(store.snapshot().documents.get('entity/order')).toEqual(table('order', field('note')))
    expect(store.undo()).toBeNull()
  })

  it('takes typing in one place back as one step, unless there was a pause', async () => {
    const store = await openDraft()
    for (const word of ['N', 'No', 'Not']) {
      store.change(text('rename'), relabel('order', 1, word), { merge: 'order/note/label' })
      vi.advanceTimersByTime(100)
    }
    vi.advanceTimersByTime(600)
    store.change(text('rename'), relabel('order', 1, 'Note!'), { merge: 'order/note/label' })
    expect(store.snapshot().history.done).toHaveLength(2)
    store.undo()
    store.undo()
    expect(store.snapshot().documents.get('entity/order')).toEqual(table('order', field('note')))
  })

  it('does not make a step of an edit that changes nothing', async () => {
    const store = await openDraft()
    store.change(text('same'), relabel('order', 1, 'note'))
    expect(store.snapshot().history.done).toEqual([])
  })

  it('leaves what somebody else has done since', async () => {
    const store = await openDraft()
    store.change(text('rename'), relabel('order', 1, 'Mine'))
    await vi.advanceTimersByTimeAsync(500)
    const there = server.documents.get('entity/order') as EntityDocument
    server.put('entity/order', { ...there, fields: [...there.fields, field('theirs')] })
    await store.refresh()
    store.undo()
    expect(store.snapshot().documents.get('entity/order')).toEqual(table('order', field('note'), field('theirs')))
    store.redo()
    expect(store.snapshot().documents.get('entity/order')).toEqual(
      table('order', field('note', 'Mine'), field('theirs')),
    )
  })
})

describe('saving', () => {
  it('sends by itself only what changed, and all changes of a while at once', async () => {
    const store = await openDraft()
    store.change(text('a'), addField('order', 'a'))
    store.change(text('b'), addField('order', 'b'))
    expect(store.snapshot().save.kind).toBe('saving')
    await vi.advanceTimersByTimeAsync(500)
    expect(server.saved.map((changes) => changes.map(({ id }) => id))).toEqual([['entity/order']])
    expect(store.snapshot().save.kind).toBe('saved')
    expect(server.documents.get('entity/order')).toEqual(table('order', field('note'), field('a'), field('b')))
  })

  it('sends nothing for what was taken back in time', async () => {
    const store = await openDraft()
    store.change(text('a'), addField('order', 'a'))
    store.undo()
    await vi.advanceTimersByTimeAsync(500)
    expect(server.saved).toEqual([])
    expect(store.snapshot().save.kind).toBe('saved')
  })

  it('keeps changes in the browser while there is no connection, and sends them once it is back', async () => {
    const store = await openDraft()
    server.connected = false
    store.change(text('a'), addField('order', 'a'))
    await vi.advanceTimersByTimeAsync(500)
    expect(store.snapshot().save.kind).toBe('local')
    server.connected = true
    await vi.advanceTimersByTimeAsync(6000)
    expect(store.snapshot().save.kind).toBe('saved')
    expect(server.saved).toHaveLength(1)
  })

  it('loses neither changes nor their history in a crash', async () => {
    const store = await openDraft()
    server.connected = false
    store.change(text('a'), addField('order', 'a'))
    await vi.advanceTimersByTimeAsync(500)
    store.dispose()
    server.connected = true
    const again = await openDraft()
    expect(again.snapshot().documents.get('entity/order')).toEqual(table('order', field('note'), field('a')))
    await vi.advanceTimersByTimeAsync(500)
    expect(server.documents.get('entity/order')).toEqual(table('order', field('note'), field('a')))
    expect(again.undo()?.label.en).toBe('a')
    expect(again.snapshot().documents.get('entity/order')).toEqual(table('order', field('note')))
  })
})

describe('whose answer was lost in a reload', () => {
  /** The change arrives; whoever sent it is gone before the answer. */
  async function leaveWhileSaving(edit: DraftEdit, further: DraftEdit): Promise<DraftStore> {
    const store = await openDraft()
    const save = server.save.bind(server)
    vi.spyOn(server, 'save').mockImplementationOnce(async (changes) => {
      await save(changes)
      return await new Promise(() => undefined)
    })
    store.change(text('first'), edit)
    await vi.advanceTimersByTimeAsync(500)
    store.change(text('further'), further)
    await vi.advanceTimersByTimeAsync(100)
    store.dispose()
    const again = await openDraft()
    await vi.advanceTimersByTimeAsync(500)
    return again
  }

  it('goes on with a table that was made and edited at once, without a conflict with itself', async () => {
    const store = await leaveWhileSaving(({ put }) => put(table('extra')), addField('extra', 'a'))
    expect(store.snapshot().save.kind).toBe('saved')
    expect(server.documents.get('entity/extra')).toEqual(table('extra', field('a')))
  })

  it('goes on with what was typed', async () => {
    const store = await leaveWhileSaving(relabel('order', 1, 'No'), relabel('order', 1, 'Note'))
    expect(store.snapshot().save.kind).toBe('saved')
    expect(server.documents.get('entity/order')).toEqual(table('order', field('note', 'Note')))
  })

  it('asks when somebody else changed the same meanwhile', async () => {
    const again = await leaveWhileSaving(relabel('order', 1, 'No'), (draft) => {
      server.put('entity/order', table('order', field('note', 'Theirs')))
      relabel('order', 1, 'Note')(draft)
    })
    expect(again.snapshot().save.kind).toBe('conflict')
    expect(server.documents.get('entity/order')).toEqual(table('order', field('note', 'Theirs')))
  })
})

describe('two people in one draft', () => {
  it('get what each other did', async () => {
    const store = await openDraft()
    const there = server.documents.get('entity/customer') as EntityDocument
    server.put('entity/customer', { ...there, fields: [...there.fields, field('level')] })
    await store.refresh({ 'entity/customer': '2' })
    expect(store.snapshot().documents.get('entity/customer')).toEqual(table('customer', field('level')))
    expect(store.snapshot().history.done).toEqual([])
  })

  it('change one table at the same time, and both stay', async () => {
    const store = await openDraft()
    const there = server.documents.get('entity/order') as EntityDocument
    server.put('entity/order', { ...there, fields: [...there.fields, field('theirs')] })
    store.change(text('a'), relabel('order', 0, 'Mine'))
    await store.refresh({ 'entity/order': '2' })
    await vi.advanceTimersByTimeAsync(500)
    const both = { ...table('order', field('note'), field('theirs')) }
    both.fields = both.fields.with(0, field('name', 'Mine'))
    expect(server.documents.get('entity/order')).toEqual(both)
    expect(store.snapshot().documents.get('entity/order')).toEqual(both)
    expect(store.snapshot().save.kind).toBe('saved')
  })

  it.each([
    ['mine', 'Mine'],
    ['theirs', 'Theirs'],
  ])('are asked where both changed the same, and %s stays', async (choice, expected) => {
    const store = await openDraft()
    const there = server.documents.get('entity/order') as EntityDocument
    server.put('entity/order', { ...there, fields: there.fields.with(1, field('note', 'Theirs')) })
    store.change(text('a'), relabel('order', 1, 'Mine'))
    await vi.advanceTimersByTimeAsync(500)
    const { save } = store.snapshot()
    expect(save.kind === 'conflict' && save.conflicts[0]).toMatchObject({
      base: 'note',
      mine: 'Mine',
      theirs: 'Theirs',
    })
    await store.resolve(() => choice === 'mine')
    await vi.advanceTimersByTimeAsync(500)
    expect(store.snapshot().save.kind).toBe('saved')
    for (const documents of [server.documents, store.snapshot().documents])
      expect(documents.get('entity/order')).toEqual(table('order', field('note', expected)))
  })
})
