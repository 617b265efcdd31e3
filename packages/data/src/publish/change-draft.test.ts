import type { AppDocumentAny, EntityDocument } from '@mortise/metadata'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../database/database.ts'
import { migrate } from '../schema/migrate.ts'
import { entityOf, label } from '../schema/tables.fixture.ts'
import { testDatabases } from '../testing/test-databases.ts'
import { openShopStore, type ShopStore } from './app-store.fixture.ts'
import type { AppStore } from './app-store.ts'
import type { DraftChanged } from './draft-feed.ts'

const anna = { by: '01900000-0000-7000-8000-00000000000a' }
const bert = { by: '01900000-0000-7000-8000-00000000000b' }
const id = 'entity/customer'

describe.each(testDatabases)('edits of a draft on $name', ({ open, skip }) => {
  describe.skipIf(skip)('', () => {
    let database: Database
    let store: AppStore
    let newStore: ShopStore['newStore']

    beforeAll(async () => {
      database = await open()
      await migrate(database)
    })
    afterAll(() => database.close())
    beforeEach(async () => {
      ;({ store, newStore } = await openShopStore(database))
    })
    afterEach(() => store.stop())

    /** The document as it is in the draft, to start an edit from. */
    const start = async (draft?: string) => {
      const { documents, versions } = await store.draft('shop', draft)
      return { document: entityOf(documents, 'customer'), base: versions[id] ?? null }
    }
    const edited = (document: EntityDocument, change: (copy: EntityDocument) => void) => {
      const copy = structuredClone(document)
      change(copy)
      return copy
    }
    const relabel = (key: string, zh: string) => (copy: EntityDocument) => {
      for (const field of copy.fields) if (field.key === key) field.label = label(zh)
    }
    const addField = (key: string) => (copy: EntityDocument) =>
      void copy.fields.push({ key, type: 'text', label: label(key) })
    const labelsOf = (documents: AppDocumentAny[]) =>
      Object.fromEntries(entityOf(documents, 'customer').fields.map((field) => [field.key, field.label.zh]))

    it('are stored together, and answered with the new versions and the findings', async () => {
      const { document, base } = await start()
      const changed = edited(document, addField('tax'))
      const answer = await store.changeDraft(
        'shop',
        [
          { id, base, document: changed },
          {
            id: 'view/orders_due',
            base: (await store.draft('shop')).versions['view/orders_due'] ?? null,
            document: null,
          },
          { id: 'page/start', base: null, document: { kind: 'page', key: 'start', label: label('首页'), blocks: [] } },
        ],
        anna,
      )
      const state = await store.draft('shop')
      expect(answer).toEqual({
        versions: { [id]: state.versions[id], 'view/orders_due': null, 'page/start': state.versions['page/start'] },
        merged: [],
        issues: [],
      })
      expect(answer.versions[id]).not.toBe(base)
      expect(entityOf(state.documents, 'customer')).toEqual(changed)
      expect(await store.review('shop')).toEqual({ changes: state.changes, issues: [], conflict: null })
      const broken = { ...changed, titleField: 'nothing' }
      const { issues } = await store.changeDraft(
        'shop',
        [{ id, base: answer.versions[id] ?? null, document: broken }],
        anna,
      )
      expect(issues).toMatchObject([{ document: id, pointer: '/titleField' }])
    })

    it('of two people who started from the same document are merged', async () => {
      const { document, base } = await start()
      await store.changeDraft('shop', [{ id, base, document: edited(document, relabel('name', '甲')) }], anna)
      const mine = edited(document, (copy) => {
        relabel('code', '乙')(copy)
        addField('tax')(copy)
      })
      const { merged, versions } = await store.changeDraft('shop', [{ id, base, document: mine }], bert)
      const state = await store.draft('shop')
      expect(labelsOf(state.documents)).toMatchObject({ name: '甲', code: '乙', tax: 'tax' })
      expect(merged).toEqual([{ id, document: entityOf(state.documents, 'customer') }])
      expect(versions[id]).toBe(state.versions[id])
      // Who sends what is there already is not told anything new.
      const again = await store.changeDraft('shop', [{ id, base, document: merged[0]?.document }], anna)
      expect(again).toMatchObject({ merged: [], versions })
    })

    it('that set the same to two values are refused, all of them, until one is chosen', async () => {
      const { document, base } = await start()
      const theirs = await store.changeDraft(
        'shop',
        [{ id, base, document: edited(document, relabel('name', '甲')) }],
        anna,
      )
      const mine = edited(document, relabel('name', '乙'))
      const page = { kind: 'page', key: 'start', label: label('首页'), blocks: [] }
      const edits = [{ id: 'page/start' as const, base: null, document: page }, { id, base, document: mine } as const]
      const refused = await store.changeDraft('shop', edits, bert).catch((error: unknown) => error)
      const pointers = ['en', 'zh'].map((language) => `/fields/name/label/${language}`)
      expect(refused).toMatchObject({
        code: 'DRAFT_CONFLICT',
        status: 409,
        params: {
          documents: [id],
          conflicts: expect.arrayContaining(
            pointers.map((pointer) => expect.objectContaining({ id, pointer, mine: '乙', theirs: '甲' })),
          ),
          latest: [{ id, version: theirs.versions[id], document: edited(document, relabel('name', '甲')) }],
        },
      })
      expect((await store.draft('shop')).versions).not.toHaveProperty('page/start')
      for (const take of ['theirs', 'mine'] as const) {
        const choices = pointers.map((pointer) => ({ pointer, take }))
        await store.changeDraft('shop', [{ id, base, document: mine, choices }], bert)
        expect(labelsOf((await store.draft('shop')).documents).name).toBe(take === 'mine' ? '乙' : '甲')
      }
    })

    it('that started from nobody knows what are asked about as a whole', async () => {
      const { document } = await start()
      const mine = edited(document, relabel('name', '乙'))
      const edit = { id, base: 'long-forgotten', document: mine } as const
      await expect(store.changeDraft('shop', [edit], bert)).rejects.toMatchObject({
        code: 'DRAFT_CONFLICT',
        params: { conflicts: [{ id, pointer: '', base: null, mine, theirs: document }] },
      })
      await store.changeDraft('shop', [{ ...edit, choices: [{ pointer: '', take: 'mine' }] }], bert)
      expect(labelsOf((await store.draft('shop')).documents).name).toBe('乙')
    })

    it('at the same moment lose nothing', async () => {
      const { document, base } = await start()
      const keys = ['one', 'two', 'three', 'four', 'five', 'six']
      await Promise.all(
        keys.map((key) => store.changeDraft('shop', [{ id, base, document: edited(document, addField(key)) }], anna)),
      )
      expect(Object.keys(labelsOf((await store.draft('shop')).documents))).toEqual(expect.arrayContaining(keys))
    })

    it('go on after somebody published what was edited', async () => {
      const { document, base } = await start()
      const first = edited(document, addField('tax'))
      const { versions } = await store.changeDraft('shop', [{ id, base, document: first }], anna)
      await store.publish('shop', bert)
      // Started from the draft that is gone, and from the revision before it.
      const second = edited(first, relabel('name', '甲'))
      const answer = await store.changeDraft('shop', [{ id, base: versions[id] ?? null, document: second }], anna)
      expect(answer.merged).toEqual([])
      await store.changeDraft('shop', [{ id, base, document: edited(document, relabel('code', '乙')) }], anna)
      const state = await store.draft('shop')
      expect(labelsOf(state.documents)).toMatchObject({ name: '甲', code: '乙', tax: 'tax' })
      expect(state.baseRevision).toBe(2)
    })

    it('refuse what is no document, with where and why', async () => {
      const { base } = await start()
      const edit = { id, base, document: { kind: 'entity', key: 'customer', colours: 'red' } } as const
      await expect(store.changeDraft('shop', [edit], anna)).rejects.toMatchObject({
        code: 'DOCUMENT_INVALID',
        params: { issues: expect.arrayContaining([expect.objectContaining({ document: id, pointer: '/colours' })]) },
      })
    })

    it('are told to all servers with the versions', async () => {
      const other = newStore()
      await other.start()
      const heard = new Promise<DraftChanged>((resolve) => other.onDraft(resolve))
      const { document, base } = await start()
      const edit = { id, base, document: edited(document, addField('tax')) } as const
      const { versions } = await store.changeDraft('shop', [edit], anna)
      expect(await heard).toEqual({
        app: 'shop',
        draft: 'main',
        documents: [{ id, version: versions[id], by: anna.by }],
      })
      await other.stop()
    })

    describe('with several drafts', () => {
      const put = async (draft: string, change: (copy: EntityDocument) => void) => {
        const { document, base } = await start(draft)
        return await store.changeDraft('shop', [{ id, base, document: edited(document, change) }], { ...anna, draft })
      }

      it('keep them apart, list, rename, copy and remove them', async () => {
        const { key } = await store.createDraft('shop', { name: '下一版' }, anna)
        await put(key, addField('tax'))
        expect(labelsOf((await store.draft('shop')).documents)).not.toHaveProperty('tax')
        expect(await store.draft('shop', key)).toMatchObject({ draft: { key, name: '下一版' } })
        expect(await store.drafts('shop')).toMatchObject([
          { key: 'main', name: null, documentCount: 0 },
          { key, name: '下一版', baseRevision: 1, createdBy: anna.by, documentCount: 1 },
        ])
        const copy = await store.createDraft('shop', { name: 'copy', from: key }, bert)
        expect(labelsOf((await store.draft('shop', copy.key)).documents)).toHaveProperty('tax')
        expect(await store.renameDraft('shop', '春季', { ...bert, draft: key })).toMatchObject({ name: '春季' })
        expect(await store.renameDraft('shop', '主草稿', { ...bert, draft: 'main' })).toMatchObject({ name: '主草稿' })
        await store.removeDraft('shop', { ...anna, draft: key })
        expect((await store.drafts('shop')).map((draft) => draft.key)).toEqual(['main', copy.key])
        const gone = { ...anna, draft: key }
        const calls = [() => store.draft('shop', key), () => put(key, addField('x')), () => store.publish('shop', gone)]
        for (const call of calls) await expect(call()).rejects.toMatchObject({ code: 'DRAFT_NOT_FOUND', status: 404 })
      })

      it('publish one, and the others follow what it changed', async () => {
        const { key } = await store.createDraft('shop', { name: '下一版' }, anna)
        await put(key, addField('tax'))
        await put('main', relabel('name', '甲'))
        expect((await store.publish('shop', { ...anna, draft: key })).revision).toBe(2)
        expect((await store.drafts('shop')).map((draft) => draft.key)).toEqual(['main'])
        const state = await store.draft('shop')
        expect(state).toMatchObject({ baseRevision: 2, conflict: null })
        expect(labelsOf(state.documents)).toMatchObject({ name: '甲', tax: 'tax' })
        // What was only looked at until now is written down with the next edit, and can be merged with.
        await put('main', relabel('code', '乙'))
        const { issues } = await store.changeDraft(
          'shop',
          [
            {
              id,
              base: state.versions[id] ?? null,
              document: edited(entityOf(state.documents, 'customer'), addField('more')),
            },
          ],
          bert,
        )
        expect(issues).toEqual([])
        await store.publish('shop', anna)
        const published = await store.revision('shop', 3)
        expect(labelsOf(published)).toMatchObject({ name: '甲', code: '乙', tax: 'tax', more: 'more' })
      })

      it('say what the published one set to other values; the draft can be edited, and resolved', async () => {
        const { key } = await store.createDraft('shop', { name: '下一版' }, anna)
        await put(key, relabel('name', '甲'))
        await put('main', relabel('name', '乙'))
        await put('main', relabel('code', '码'))
        await store.publish('shop', { ...anna, draft: key })
        const conflicts = (['en', 'zh'] as const).map((language) => ({
          id,
          pointer: `/fields/name/label/${language}`,
          base: language === 'zh' ? '名称' : "Customer's name",
          mine: '乙',
          theirs: '甲',
        }))
        const conflict = { revision: 2, documents: [id], conflicts }
        expect(await store.draft('shop')).toMatchObject({ baseRevision: 1, conflict })
        await expect(store.publish('shop', anna)).rejects.toMatchObject({ code: 'DRAFT_STALE', params: conflict })
        await put('main', addField('tax'))
        const choose = (language: string, take: 'mine' | 'theirs') =>
          ({ id, pointer: `/fields/name/label/${language}`, take }) as const
        await expect(store.resolveDraft('shop', [choose('en', 'theirs')], anna)).rejects.toMatchObject({
          code: 'DRAFT_STALE',
          params: { conflicts: [conflicts[1]] },
        })
        const resolved = await store.resolveDraft('shop', [choose('zh', 'mine'), choose('en', 'theirs')], anna)
        expect(resolved).toMatchObject({ baseRevision: 2, conflict: null })
        const name = entityOf(resolved.documents, 'customer').fields.find((field) => field.key === 'name')
        expect(name?.label).toEqual({ zh: '乙', en: '甲' })
        expect(labelsOf(resolved.documents)).toMatchObject({ code: '码', tax: 'tax' })
        expect((await store.publish('shop', anna)).revision).toBe(3)
      })

      it('take what both removed for removed', async () => {
        const without = (copy: EntityDocument) => {
          copy.fields = copy.fields.filter((field) => field.key !== 'turnover')
        }
        const { key } = await store.createDraft('shop', { name: '下一版' }, anna)
        await put(key, without)
        await put('main', (copy) => {
          without(copy)
          addField('tax')(copy)
        })
        await store.publish('shop', { ...anna, draft: key })
        expect((await store.draft('shop')).conflict).toBe(null)
        expect((await store.publish('shop', anna)).revision).toBe(3)
      })

      it('discard what one changes, and leave it there', async () => {
        const { key } = await store.createDraft('shop', { name: '下一版' }, anna)
        await put(key, addField('tax'))
        expect(await store.discard('shop', { ...anna, draft: key })).toMatchObject({ changes: [], draft: { key } })
      })
    })
  })
})
