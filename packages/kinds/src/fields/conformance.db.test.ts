import type { EntityRecord } from '@mortise/data'
import { asSystem } from '@mortise/data'
import {
  type AppScope,
  createDataEngine,
  createWorkspace,
  type Database,
  type DataEngine,
  installTables,
  migrate,
} from '@mortise/data/server'
import { testDatabases } from '@mortise/data/testing'
import {
  compileApp,
  type EntityModel,
  expressionToFilter,
  type FieldModel,
  type Filter,
  type FilterOperator,
  type FilterValue,
  filterToExpression,
  shownField,
} from '@mortise/metadata'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadFieldStorages, loadFieldTypes } from '../load.server.ts'
import { sampleDocuments, sampleKey } from '../samples/sample-documents.ts'
import { expectedMatches, type OperatorCase, operatorCases } from './operator-cases.fixture.ts'

const fieldTypes = await loadFieldTypes()
const storages = await loadFieldStorages()
const model = compileApp(sampleDocuments(fieldTypes), { fieldTypes, revision: 1 })
const now = new Date('2026-11-22T08:00:00.000Z')
const access = asSystem('conformance test')
const kinds = fieldTypes.all().filter(({ internal }) => !internal)

describe.each(testDatabases)('field types on $name', ({ open, skip }) => {
  describe.skipIf(skip)('through the data engine', () => {
    let database: Database
    let engine: DataEngine
    let scope: AppScope
    const targets = new Map<string, string>()

    beforeAll(async () => {
      database = await open()
      await migrate(database)
      const workspace = await createWorkspace(database, { key: 'main', timeZone: 'Asia/Shanghai' })
      scope = { workspace, model }
      await installTables(workspace, { before: null, after: model, storages })
      engine = createDataEngine({
        storages,
        clock: { now: () => now },
        directory: {
          person: () => ({ departmentId: null }),
          hasDepartment: () => true,
          membersOf: () => [],
          departmentsBelow: (id) => [id],
        },
      })
      for (const name of ['甲', '乙']) {
        const record = await engine.create(access, scope, 'sample_target', { name })
        targets.set(name, record.id)
      }
    })
    afterAll(() => database?.close())

    /** Ids in samples stand for records that do not exist; here they become those that do. */
    function withRealRecords(field: FieldModel, value: unknown): unknown {
      const ids = [...targets.values()]
      if (field.kind.relation === 'one') return ids[0]
      if (field.kind.relation === 'many') return (value as unknown[]).map((_, index) => ids[index % ids.length])
      return value
    }

    /** What a record is written with so that the field has the value. Look-ups get theirs from the record they read. */
    async function inputFor(field: FieldModel, value: unknown): Promise<{ [field: string]: unknown }> {
      if (field.lookup) return { [field.lookup.path[0]?.key ?? '']: targets.get(value as string) }
      if (field.computed) return computedInputs[field.type]?.(value as string) ?? {}
      if (field.kind.writable === false) return {}
      if (field.kind.group === 'file') await storeFiles(value as { id: string }[])
      return { [field.key]: withRealRecords(field, value) }
    }

    async function storeFiles(files: { id: string; name?: string; size?: number; type?: string }[]) {
      for (const { id, name, size, type } of files) {
        await database.run({
          text: `insert into ${scope.workspace.schema}.file (id, name, size, type, storage_key, app, uploaded_at)
            values ($1, $2, $3, $4, $5, 'samples', now()) on conflict do nothing`,
          values: [id, name, size, type, id],
        })
      }
    }

    describe.each(kinds.map((kind) => [kind.type, kind] as const))('%s', (type, kind) => {
      const field = model.entities.get('sample')?.fields.get(sampleKey(type)) as FieldModel
      const select = [field.kind.relation === 'children' ? `${field.key}.item` : field.key]
      const written: { id: string; value: unknown }[] = []
      const mark = `of ${type}`

      function normal(value: unknown): unknown {
        const real = withRealRecords(field, value)
        const result = field.kind.normalise?.(real as never, field.options as never, field)
        return result && 'value' in result ? result.value : real
      }

      function shownOf(record: EntityRecord): unknown {
        const value = record[field.key]
        return field.kind.relation === 'children' ? (value as { item: unknown }[]).map(({ item }) => ({ item })) : value
      }

      beforeAll(async () => {
        const title = field.key === sampleKey('text') ? {} : { [sampleKey('text')]: mark }
        for (const value of kind.samples.valid) {
          const record = await engine.create(access, scope, 'sample', { ...title, ...(await inputFor(field, value)) })
          written.push({ id: record.id, value: normal(value) })
        }
        const blank = await engine.create(access, scope, 'sample', { ...title })
        written.push({ id: blank.id, value: kind.blank ?? null })
      })

      it('reads back what was written, and the blank value where nothing was', async () => {
        for (const { id, value } of written) {
          const record = await engine.get(access, scope, 'sample', id, select)
          if (storages.get(type).generated) expect(record[field.key]).toMatch(/^HT-202611-\d{4}$/)
          else if (field.kind.relation === 'children') {
            expect(shownOf(record)).toEqual((value as { item: string }[]).map(({ item }) => ({ item })))
          } else expect(record[field.key]).toEqual(value)
        }
      })

      it('keeps its value when another field changes, and becomes blank when it is set so', async () => {
        const [first] = written
        if (!first || kind.writable === false) return
        const before = await engine.get(access, scope, 'sample', first.id, [...select, 'version'])
        const target = { id: first.id, version: before.version as number }
        const other = sampleKey(type === 'long_text' ? 'integer' : 'long_text')
        const next = { [other]: other === sampleKey('integer') ? 5 : '别的' }
        const kept = await engine.update(access, scope, 'sample', target, next, { select: [...select, 'version'] })
        expect(shownOf(kept)).toEqual(shownOf(before))
        const copy = await engine.create(access, scope, 'sample', {})
        const cleared = await engine.update(
          access,
          scope,
          'sample',
          { id: copy.id, version: copy.version as number },
          { [field.key]: kind.blank ?? null },
          { select },
        )
        expect(cleared[field.key]).toEqual(kind.blank ?? null)
      })

      it('refuses each invalid sample with the key of the field and a message', async () => {
        for (const value of kind.samples.invalid) {
          if (kind.writable === false || value === null) continue
          const attempt = engine.create(access, scope, 'sample', { [field.key]: value })
          await expect(attempt, JSON.stringify(value)).rejects.toMatchObject({ status: expect.any(Number) })
          const error = await attempt.catch((caught: unknown) => caught)
          expect(JSON.stringify(error)).toContain(field.key)
        }
      })

      it('cannot be set where it is not writable', async () => {
        if (kind.writable !== false) return
        await expect(engine.create(access, scope, 'sample', { [field.key]: 'x' })).rejects.toMatchObject({
          status: 400,
        })
      })

      it.each([...storages.get(type).operators(field)])('finds its records with %s', async (operator) => {
        const samples = storages.get(type).generated ? await generatedValues(engine, scope, written, field) : written
        for (const test of operatorCases(operator, samples, field)) {
          const condition = conditionOf(field, operator, test)
          const found = await idsFound(engine, scope, condition, written)
          expect(found, JSON.stringify(test)).toEqual(expectedMatches(operator, test, samples, field))
        }
      })

      it.each([...storages.get(type).operators(field)])('finds the same with %s as a formula', async (operator) => {
        const samples = storages.get(type).generated ? await generatedValues(engine, scope, written, field) : written
        const place = { model, entity: model.entities.get('sample') as EntityModel }
        for (const test of operatorCases(operator, samples, field)) {
          const condition = conditionOf(field, operator, test)
          const expr = filterToExpression(condition, place)
          if (expr === null) {
            expect(operator).toBe('below')
            continue
          }
          const found = await idsFound(engine, scope, { formula: { v: 1, expr } }, written)
          expect(found, JSON.stringify(expr)).toEqual(expectedMatches(operator, test, samples, field))
          // The builder shows it again as it was, or says the same in another way.
          const again = await idsFound(engine, scope, expressionToFilter(expr, place), written)
          expect(again, JSON.stringify(expr)).toEqual(found)
        }
      })

      it('can be sorted and grouped by where it says so, and figures are made of it', async () => {
        const storage = storages.get(type)
        const filter = { field: 'id', op: 'in' as const, value: written.map(({ id }) => id) }
        if (storage.sortable) {
          const sort = [{ field: field.key, direction: 'asc' as const }]
          const { records } = await engine.query(access, scope, 'sample', { select: ['id'], filter, sort })
          expect(records.length).toBe(written.length)
        }
        if (storage.groupable) {
          const metrics = [{ key: 'n', function: 'count' as const }]
          const rows = await engine.aggregate(access, scope, 'sample', {
            groups: [{ field: field.key }],
            metrics,
            filter,
          })
          expect(rows.reduce((sum, row) => sum + Number(row.metrics.n), 0)).toBe(written.length)
        }
        const shown = shownField(field)
        const metrics = storages.get(shown.type).aggregates.map((name) => ({
          key: name,
          function: name,
          field: field.key,
        }))
        if (metrics.length === 0) return
        const [row] = await engine.aggregate(access, scope, 'sample', { metrics, filter })
        expect(Object.keys(row?.metrics ?? {}).sort()).toEqual(metrics.map(({ key }) => key).sort())
      })
    })

    it('sorts choices in the order of their options', async () => {
      const filter = { field: sampleKey('select'), op: 'not_blank' as const }
      const sort = [{ field: sampleKey('select'), direction: 'asc' as const }]
      const select = [sampleKey('select')]
      const { records } = await engine.query(access, scope, 'sample', { select, filter, sort })
      const order = [...new Set(records.map((record) => record[sampleKey('select')]))]
      expect(order).toEqual(['silver', 'gold', 'none'])
    })

    it('gives numbers without gaps, each once', async () => {
      const key = sampleKey('auto_number')
      const { records } = await engine.query(access, scope, 'sample', { select: [key], page: { size: 1000 } })
      const numbers = records.map((record) => Number(String(record[key]).slice(-4))).sort((a, b) => a - b)
      expect(numbers).toEqual(numbers.map((_, index) => index + 1))
    })

    it.each([
      ['phone', '13812345678', '138****5678'],
      ['phone', '95588', '****88'],
      ['email', 'alice@example.cn', 'a***@example.cn'],
      ['text', '张三丰', '张***'],
      ['url', 'https://example.com/a', 'https://***'],
    ])('masks %s %s as %s', async (type, value, masked) => {
      const text = `select ${storages.get(type).mask?.('value')} as masked from (select $1::text as value) as given`
      const { rows } = await database.run<{ masked: string }>({ text, values: [value] })
      expect(rows[0]?.masked).toBe(masked)
    })
  })
})

/** What a record is written with so that a computed field of the samples has a value. */
const computedInputs: { [type: string]: (value: string) => { [field: string]: unknown } } = {
  formula: (value) => ({ [sampleKey('decimal')]: value }),
  rollup: (value) => ({ [sampleKey('sub_table')]: [{ item: 'x', quantity: String(Number(value)) }] }),
}

interface Written {
  id: string
  value: unknown
}

async function generatedValues(
  engine: DataEngine,
  scope: AppScope,
  written: readonly Written[],
  field: FieldModel,
): Promise<Written[]> {
  const records = await Promise.all(written.map(({ id }) => engine.get(access, scope, 'sample', id, [field.key])))
  return records.map((record) => ({ id: record.id, value: record[field.key] }))
}

function conditionOf(field: FieldModel, op: FilterOperator, test: OperatorCase): Filter {
  return { field: field.key, op, ...('value' in test && { value: test.value as FilterValue }) }
}

async function idsFound(
  engine: DataEngine,
  scope: AppScope,
  filter: Filter,
  written: readonly Written[],
): Promise<string[]> {
  const { records } = await engine.query(access, scope, 'sample', {
    select: ['id'],
    filter: { and: [{ field: 'id', op: 'in', value: written.map(({ id }) => id) }, filter] },
    page: { size: 100 },
  })
  return records.map(({ id }) => id).sort()
}
