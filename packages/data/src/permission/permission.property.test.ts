import { AppError, uuidv7 } from '@mortise/core'
import type { ExpressionJson, StoredExpression } from '@mortise/expressions'
import { checkRoleCondition, type EntityGrant, type FieldGrant, type Filter, type RowGrant } from '@mortise/metadata'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Access, asSystem, asUser } from '../contract/access.ts'
import type { EntityCapabilities, RecordRights } from '../contract/capabilities.ts'
import type { AggregateQuery, Query } from '../contract/query.ts'
import type { AppScope, DataEngine } from '../engine/data-engine.ts'
import { fixtureModel } from '../testing/fixture-app.ts'
import { type EngineFixture, openEngine } from '../testing/open-engine.ts'
import { person } from '../testing/open-fixture.ts'
import { permissionOracle, type Roles, type Row } from '../testing/permission-oracle.ts'
import { testDatabases } from '../testing/test-databases.ts'

const departments = [uuidv7(), uuidv7(), uuidv7()] as const
const me = person([], { departmentId: departments[0], departmentAndBelowIds: [departments[0], departments[1]] })
const other = uuidv7()
const now = new Date('2026-11-22T08:00:00.000Z')
const user = (roles: string[]) => asUser({ ...me, roles: roles.map((role) => `crm/${role}`) })

const where = (expr: ExpressionJson): StoredExpression => ({ v: 1, expr })
const var_ = (path: string): ExpressionJson => ({ var: path })

/** Conditions to any depth over these; negations of what can be blank among them. */
const conditionsOf = (...leaves: ExpressionJson[]): fc.Arbitrary<StoredExpression> =>
  fc
    .letrec<{ condition: ExpressionJson }>((tie) => ({
      condition: fc.oneof(
        { maxDepth: 2, withCrossShrink: true },
        fc.constantFrom(...leaves),
        fc.tuple(tie('condition'), tie('condition')).map((and) => ({ and })),
        fc.tuple(tie('condition'), tie('condition')).map((or) => ({ or })),
        tie('condition').map((condition) => ({ '!': [condition] })),
      ),
    }))
    .condition.map(where)

const onCustomers = conditionsOf(
  { '==': [var_('active'), true] },
  { '>': [var_('revenue'), 20] },
  { '!=': [var_('company.city'), '上海'] },
  { '==': [var_('company_city'), 'Paris'] },
  { '==': [var_('owner'), { ctx: 'user' }] },
  { inmydepartment: [var_('department')] },
  { isblank: [var_('company')] },
  { some: ['items', { '>': [var_('quantity'), 0] }] },
  { exists: ['company', { and: [{ '==': [var_('id'), { outer: 'company' }] }, { '!=': [var_('city'), 'Paris'] }] }] },
  { hasrole: ['crm/two'] },
)
const onCompanies = conditionsOf(
  { '==': [var_('city'), '上海'] },
  { '!=': [var_('owner'), { ctx: 'user' }] },
  { some: ['customers', { '==': [var_('active'), true] }] },
)
/** What nobody can rely on: hidden in the database by other hands, and so holding nowhere. */
const tampered = fc.constantFrom<unknown>('true', where({ '==': [var_('nothing'), 1] }), where(var_('name')), {}, null)

const scopes = ['none', 'own', 'department', 'department_and_below', 'all'] as const
const accesses = ['none', 'mask', 'read', 'write'] as const

type Conditions = fc.Arbitrary<StoredExpression> | null
const holding = (conditions: NonNullable<Conditions>) =>
  fc.oneof({ weight: 9, arbitrary: conditions }, { weight: 1, arbitrary: tampered as fc.Arbitrary<StoredExpression> })

const rowsBy = (conditions: Conditions): fc.Arbitrary<RowGrant> => {
  const scope = fc.constantFrom(...scopes)
  if (!conditions) return scope
  return fc.oneof(scope, fc.record({ scope, where: holding(conditions) }, { requiredKeys: ['where'] }))
}
const accessBy = (conditions: Conditions): fc.Arbitrary<FieldGrant> => {
  const plain = fc.constantFrom(...accesses)
  if (!conditions) return plain
  const access = fc.constantFrom('mask' as const, 'read' as const, 'write' as const)
  const otherwise = fc.constantFrom('none' as const, 'mask' as const, 'read' as const)
  return fc.oneof(
    plain,
    fc.record({ access, where: holding(conditions), otherwise }, { requiredKeys: ['access', 'where'] }),
  )
}
const grantOver = (conditions: Conditions, ...keys: string[]): fc.Arbitrary<EntityGrant> => {
  const fields = fc.dictionary(fc.constantFrom('*', ...keys), accessBy(conditions), { maxKeys: 4 })
  const rows = rowsBy(conditions)
  return fc.record({ read: rows, update: rows, delete: rows, fields }, { requiredKeys: ['read'] })
}
const rolesOf: fc.Arbitrary<Roles> = fc.dictionary(
  fc.constantFrom('one', 'two', 'three'),
  fc.record(
    {
      customer: grantOver(onCustomers, 'name', 'revenue', 'company', 'company_city', 'items', 'active'),
      company: grantOver(onCompanies, 'name', 'city'),
      // Conditions over lines and over all tables are not possible: they hold nowhere.
      item: grantOver(onCompanies, 'product', 'quantity'),
      '*': grantOver(onCompanies, 'name', 'product'),
    },
    { requiredKeys: [] },
  ),
  { minKeys: 1, maxKeys: 3 },
)

const owned = { owner: fc.constantFrom(me.id, other, null), department: fc.constantFrom(...departments, null) }

/** Whether any record could show the field, as far as documents tell: otherwise its name is unknown. */
function knows(roles: Roles, entity: string, field: string): boolean {
  return Object.values(roles).some((role) => {
    const grant = role[entity] ?? role['*']
    const judged = role[entity] !== undefined
    const sound = (stored: unknown) => judged && checkRoleCondition(fixtureModel(), entity, stored).checked !== null
    const mayRead = (rows: RowGrant) =>
      typeof rows === 'string' ? rows !== 'none' : (rows.scope ?? 'none') !== 'none' || sound(rows.where)
    if (!grant || !mayRead(grant.read)) return false
    const access = grant.fields?.[field] ?? grant.fields?.['*'] ?? 'write'
    if (typeof access === 'string') return access !== 'none'
    const { otherwise = 'none' } = access
    if (accesses.indexOf(otherwise) >= accesses.indexOf(access.access)) return false
    return otherwise !== 'none' || sound(access.where)
  })
}

const mask = (value: unknown, shownAs: string) => {
  if (shownAs === 'read') return value ?? null
  return shownAs === 'mask' && typeof value === 'string' ? `${[...value][0] ?? ''}***` : null
}

describe.each(testDatabases)('permissions on $name', (test) => {
  describe.skipIf(test.skip)('', () => {
    let fixture: EngineFixture
    let companies: Row[]
    let customers: Row[]
    let items: Row[]
    let reader: DataEngine

    beforeAll(async () => {
      fixture = await openEngine(test, fixtureModel())
      reader = fixture.engine
      fixture.clock.time = now
      companies = fc.sample(fc.record({ ...owned, city: fc.constantFrom('上海', 'Paris') }), { numRuns: 12, seed: 3 })
      companies = companies.map((row, index) => ({ ...row, name: `公司${index}`, id: uuidv7() }))
      const company = fc.constantFrom(...companies.map(({ id }) => id), null)
      const rows = fc.sample(fc.record({ ...owned, company, active: fc.boolean() }), { numRuns: 40, seed: 4 })
      customers = rows.map((row, index) =>
        withLookups({ ...row, id: uuidv7(), name: `客户${index}`, revenue: `${index}.00` }),
      )
      items = customers.flatMap(({ id }, index) =>
        Array.from({ length: index % 3 }, (_, position) => ({
          id: uuidv7(),
          customer: id,
          product: `产品${position}`,
          quantity: position,
          position,
        })),
      )
      await fixture.insert('company', companies)
      await fixture.insert('customer', customers)
      await fixture.insert('item', items)
    })
    afterAll(() => fixture?.close())

    const withLookups = (row: Row): Row => ({
      ...row,
      company_city: companies.find(({ id }) => id === row.company)?.city ?? null,
    })

    const oracleOf = (roles: Roles) =>
      permissionOracle(roles, {
        model: fixtureModel(roles),
        user: { ...me, roles: Object.keys(roles).map((role) => `crm/${role}`) },
        rows: { company: companies, customer: customers, item: items },
        now,
      })

    const plain = (value: unknown, shownAs: string) => (shownAs === 'read' ? value : null)

    /** What the rights say that the user gets of one record. */
    const expectedCustomer = (rights: ReturnType<typeof permissionOracle>, row: Row): Row => {
      const own = (field: string) => rights.field('customer', row, field)
      const company = own('company') === 'read' ? companies.find(({ id }) => id === row.company) : undefined
      const target = company && rights.sees('company', company) ? company : null
      const of = (field: string) => (target ? rights.field('company', target, field) : 'none')
      const lines = rights.line(row, 'id') === 'none' ? [] : items.filter(({ customer }) => customer === row.id)
      return {
        id: row.id,
        name: mask(row.name, own('name')),
        revenue: plain(row.revenue, own('revenue')),
        active: plain(row.active, own('active')),
        company: plain(row.company, own('company')),
        'company.name': mask(target?.name, of('name')),
        company_city: mask(target?.city, weaker(own('company_city'), of('city'))),
        items: lines.map((line) => ({ id: line.id, product: mask(line.product, rights.line(row, 'product')) })),
      }
    }

    const expectedCustomers = (roles: Roles, select: string[]) => {
      const rights = oracleOf(roles)
      const keys = ['id', ...select.map((path) => (path.startsWith('items') ? 'items' : path))]
      return customers
        .filter((row) => rights.sees('customer', row))
        .map((row) => expectedCustomer(rights, row))
        .map((record) => Object.fromEntries(keys.map((key) => [key, record[key]])))
    }

    const knownPaths = async (by: Access, scope: AppScope): Promise<string[]> => {
      const known: string[] = []
      for (const path of wanted) {
        const answer = await refusal(reader.query(by, scope, 'customer', { select: [path], page: { size: 1 } }))
        if (answer === null) known.push(path)
        else expect(answer).toBe('FIELD_UNKNOWN')
      }
      return known
    }

    it('show of each record exactly what the roles that see it show', async () => {
      let compared = 0
      await fc.assert(
        fc.asyncProperty(rolesOf, async (roles) => {
          const scope = { ...fixture.scope, model: fixtureModel(roles) }
          const by = user(Object.keys(roles))
          if ((await refusal(reader.query(by, scope, 'customer', {}))) === 'ENTITY_UNKNOWN') return
          const known = await knownPaths(by, scope)
          const sort = [{ field: 'id', direction: 'asc' as const }]
          const { records } = await reader.query(by, scope, 'customer', { select: known, page: { size: 1000 }, sort })
          compared += records.length
          expect(records).toEqual(expectedCustomers(roles, known))
          for (const path of ['name', 'revenue', 'active', 'company']) {
            expect([path, known.includes(path)]).toEqual([path, knows(roles, 'customer', path)])
          }
        }),
        { numRuns: 150, seed: 21 },
      )
      expect(compared).toBeGreaterThan(1000)
    }, 120_000)

    it('hold inside filters, searches, figures and groups: what is hidden counts as blank', async () => {
      await fc.assert(
        fc.asyncProperty(rolesOf, async (roles) => {
          const scope = { ...fixture.scope, model: fixtureModel(roles) }
          const by = user(Object.keys(roles))
          const rights = oracleOf(roles)
          const visible = customers.filter((row) => rights.sees('customer', row))
          const readable = (field: string) => visible.filter((row) => rights.field('customer', row, field) === 'read')
          const page = { size: 1000 }
          const filter: Filter = { field: 'name', op: 'contains', value: '客户' }
          const names = await attempt(reader.query(by, scope, 'customer', { filter, page, count: 'exact' }))
          if (names) {
            expect(names.total?.count).toBe(readable('name').length)
            expect(idsOf(names.records)).toEqual(idsOf(readable('name')))
            expect((await reader.query(by, scope, 'customer', { search: '客户', page })).records).toHaveLength(
              readable('name').length,
            )
          }
          const metrics: AggregateQuery['metrics'] = [
            { key: 'sum', function: 'sum', field: 'revenue' },
            { key: 'rows', function: 'count' },
          ]
          const sums = await attempt(reader.aggregate(by, scope, 'customer', { metrics }))
          const sum = readable('revenue').reduce((total, row) => total + Number(row.revenue), 0)
          if (sums) {
            expect(Number(sums[0]?.metrics.sum)).toBe(sum)
            expect(sums[0]?.metrics.rows).toBe(visible.length)
          }
          const hits = await reader.search(by, scope, '公司', 100)
          const seen = companies.filter((row) => rights.field('company', row, 'name') === 'read')
          expect(idsOf(hits.filter(({ entity }) => entity === 'company'))).toEqual(idsOf(seen))
          const none = await attempt(reader.query(by, scope, 'customer', { filter: { none: 'items' }, page }))
          const hasLines = (row: Row) =>
            rights.line(row, 'id') !== 'none' && items.some(({ customer }) => customer === row.id)
          if (none) expect(idsOf(none.records)).toEqual(idsOf(visible.filter((row) => !hasLines(row))))
        }),
        { numRuns: 150, seed: 22 },
      )
    }, 120_000)

    it('let exactly those change and delete who may, and say so beforehand', async () => {
      const counts = { changed: 0, refused: 0, archived: 0, kept: 0 }
      await fc.assert(
        fc.asyncProperty(rolesOf, fc.nat(39), async (roles, index) => {
          const call = { by: user(Object.keys(roles)), scope: { ...fixture.scope, model: fixtureModel(roles) } }
          const rights = oracleOf(roles)
          const row = customers[index] as Row & { id: string }
          const may = {
            see: rights.sees('customer', row),
            update: rights.may('update', 'customer', row),
            write: rights.mayWrite('customer', row, 'notes'),
            delete: rights.may('delete', 'customer', row),
          }
          expect(await announced(call, row.id)).toEqual(may.see ? { ...may, write: may.update && may.write } : null)
          expect(await tryUpdate(call, row.id)).toBe(may.update && may.write)
          expect(await tryArchive(call, row.id)).toBe(may.delete)
          counts[may.write ? 'changed' : 'refused'] += 1
          counts[may.delete ? 'archived' : 'kept'] += 1
        }),
        { numRuns: 300, seed: 23 },
      )
      // Neither side may be so rare that it proves nothing.
      for (const count of Object.values(counts)) expect(count).toBeGreaterThan(20)
    }, 120_000)

    it('are said of every record of a list where they differ, and tell which records may be changed', async () => {
      const seen = { same: 0, differing: 0, kept: 0, changeable: 0 }
      await fc.assert(
        fc.asyncProperty(rolesOf, async (roles) => {
          const by = user(Object.keys(roles))
          const scope = { ...fixture.scope, model: fixtureModel(roles) }
          const rights = oracleOf(roles)
          const ask = (query: Query) => reader.query(by, scope, 'customer', { select: ['id'], page, ...query })
          const page = { size: 1000 }
          const visible = customers.filter((row) => rights.sees('customer', row))
          const listed = await attempt(ask({ rights: true }))
          if (!listed) {
            expect(visible).toEqual([])
            return
          }
          expect(idsOf(listed.records)).toEqual(idsOf(visible))
          const known = reader.capabilities(by, scope).customer
          for (const { id, $can } of listed.records) {
            const row = customers.find((one) => one.id === id) as Row
            const told = toldOf(known, $can)
            const may = (field: string) => rights.mayWrite('customer', row, field)
            expect(told).toEqual({
              update: rights.may('update', 'customer', row),
              delete: rights.may('delete', 'customer', row),
              writes: writable(known).filter(may),
            })
            seen.differing += Number($can !== undefined)
            seen.same += Number($can === undefined)
            seen.changeable += Number(told.update)
            seen.kept += Number(!told.update)
          }
          for (const can of ['update', 'delete'] as const) {
            const allowed = visible.filter((row) => rights.may(can, 'customer', row))
            const found = await ask({ can, count: 'exact' })
            expect(idsOf(found.records)).toEqual(idsOf(allowed))
            expect(found.total?.count).toBe(allowed.length)
          }
        }),
        { numRuns: 200, seed: 24 },
      )
      for (const count of Object.values(seen)) expect(count).toBeGreaterThan(100)
    }, 120_000)

    interface Call {
      by: Access
      scope: AppScope
    }

    /** What the record itself says may be done with it. */
    const announced = async ({ by, scope }: Call, id: string) => {
      const opened = await attempt(reader.open(by, scope, 'customer', id, ['id']))
      if (!opened) return null
      const { update, delete: remove, readOnly } = opened.$can
      const offered = reader.capabilities(by, scope).customer?.fields.notes === 'write'
      return { see: true, update, write: update && offered && !readOnly.includes('notes'), delete: remove }
    }

    const tryUpdate = async ({ by, scope }: Call, id: string) => {
      const row = (await fixture.rows('crm__customer')).find((one) => one.id === id)
      const target = { id, version: row?.version as number }
      return (await refusal(reader.update(by, scope, 'customer', target, { notes: uuidv7() }))) === null
    }

    const tryArchive = async ({ by, scope }: Call, id: string) => {
      const archived = (await refusal(reader.archive(by, scope, 'customer', { id }))) === null
      if (archived) await reader.restore(asSystem('test'), scope, 'customer', id)
      return archived
    }
  })
})

/** Fields that may be written on some records. */
function writable(known: EntityCapabilities | undefined): string[] {
  return Object.entries(known?.fields ?? {}).flatMap(([key, access]) => (access === 'write' ? [key] : []))
}

/** What may be done with a record of a list: as it says itself, else as with all of them. */
function toldOf(known: EntityCapabilities | undefined, can: RecordRights | undefined) {
  const { update, delete: remove, readOnly } = can ?? { ...known, readOnly: [] as string[] }
  return { update, delete: remove, writes: writable(known).filter((key) => update && !readOnly.includes(key)) }
}

const wanted = ['name', 'revenue', 'active', 'company', 'company.name', 'company_city', 'items.product']

function idsOf(rows: readonly { id?: unknown }[]): unknown[] {
  return rows.map(({ id }) => id).sort()
}

function weaker(a: string, b: string): string {
  const ranks = ['none', 'mask', 'read']
  return ranks[Math.min(ranks.indexOf(a), ranks.indexOf(b))] ?? 'none'
}

async function refusal(call: Promise<unknown>): Promise<string | null> {
  try {
    await call
    return null
  } catch (error) {
    if (error instanceof AppError && error.status < 500) return error.code
    throw error
  }
}

async function attempt<Result>(call: Promise<Result>): Promise<Result | null> {
  let result: Result | null = null
  await refusal(
    call.then((value) => {
      result = value
    }),
  )
  return result
}
