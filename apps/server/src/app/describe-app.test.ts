import { asUser, type Principal } from '@mortise/data'
import { createDataEngine } from '@mortise/data/server'
import {
  loadBlockTypes,
  loadCommandActions,
  loadFieldStorages,
  loadFieldTypes,
  loadViewTypes,
} from '@mortise/kinds/server'
import {
  type AppDocumentAny,
  type AppModel,
  blocksOf,
  compileApp,
  type ProcessDocument,
  validateApp,
} from '@mortise/metadata'
import { describe, expect, it } from 'vitest'
import { testApp } from '../testing/test-app.ts'
import { describeApp } from './describe-app.ts'
import { rolesIn } from './session-of.ts'

const [fieldTypes, viewTypes, blockTypes, commandActions] = await Promise.all([
  loadFieldTypes(),
  loadViewTypes(),
  loadBlockTypes(),
  loadCommandActions(),
])
const model = compileApp(testApp, { fieldTypes, revision: 3 })
const engine = createDataEngine({
  storages: await loadFieldStorages(),
  directory: { person: () => null, hasDepartment: () => false, membersOf: () => [], departmentsBelow: (id) => [id] },
})

const label = { zh: '审批', en: 'Approval' }
const approval: AppDocumentAny = {
  ...{ kind: 'process', key: 'approval', label, entity: 'customer' },
  start: { hand: { roles: ['sales'], when: { v: 1, expr: { '==': [{ var: 'name' }, 'A'] } } } },
  nodes: [{ key: 'begin', type: 'start', label: { zh: '秘密', en: 'Secret' } }],
  transitions: [],
}
const switchedOff: AppDocumentAny = { ...approval, key: 'other', off: true }

function describeFor(...roles: string[]) {
  return describeModel(model, ...roles)
}

function describeModel(model: AppModel, ...roles: string[]) {
  const principal: Principal = {
    id: 'u',
    name: 'U',
    departmentId: null,
    departmentAndBelowIds: [],
    roles: roles.map((role) => `crm/${role}`),
    administrator: roles.length === 0,
    language: 'en',
  }
  const scope = { model } as Parameters<typeof engine.capabilities>[1]
  const keys = principal.administrator ? null : new Set(rolesIn(principal, model))
  return describeApp(model, engine.capabilities(asUser(principal), scope), keys, {
    viewTypes,
    blockTypes,
    commandActions,
  })
}

describe('the description of an app', () => {
  it('is the whole app for administrators', () => {
    const described = describeFor()
    expect(described.entities.map((entity) => entity.key)).toEqual(['customer', 'deal', 'deal_line', 'vault'])
    expect(described.views).toHaveLength(3)
    expect(described.menus[0]?.groups[0]?.items).toHaveLength(5)
  })

  it('never names what is hidden from the reader: fields, tables, option sets, views, blocks, menu entries', () => {
    const text = JSON.stringify(describeFor('sales'))
    expect(text).not.toMatch(/credit|grade|vault|rich|bosses/)
    expect(text).toMatch(/"level"/)
    expect(text).toMatch(/deal_line/)
  })

  it('offers processes to those who may start them, without what is in them', () => {
    const offers = (...roles: string[]) => {
      const trial = compileApp([...testApp, approval, switchedOff], { fieldTypes, revision: 3 })
      return describeModel(trial, ...roles).processes
    }
    const when = { v: 1, expr: { '==': [{ var: 'name' }, 'A'] } }
    expect(offers('sales')).toEqual([{ key: 'approval', label, entity: 'customer', when }])
    expect(offers('boss')).toEqual([])
    expect(offers().map(({ key }) => key)).toEqual(['approval'])
  })

  it('tells those who may see how long processes take that there is something to see', () => {
    const seen = (roles: readonly string[], ...documents: ProcessDocument[]) =>
      describeModel(compileApp([...testApp, ...documents], { fieldTypes, revision: 3 }), ...roles).insight
    const forSales: ProcessDocument = { ...approval, insight: { roles: ['sales'] } }
    expect([seen(['sales'], approval), seen(['sales'], forSales), seen(['boss'], forSales)]).toEqual([
      ...[undefined, true, undefined],
    ])
    expect([seen(['designer'], approval), seen([], approval), seen([])]).toEqual([true, true, undefined])
  })

  it('shows entries meant for a role to those who have it', () => {
    const keys = describeFor('manager').menus[0]?.groups[0]?.items.map((item) => item.key)
    expect(keys).toContain('bosses')
    expect(describeFor('boss').menus[0]?.groups[0]?.items.map((item) => item.key)).not.toContain('bosses')
  })

  it('shows blocks to their roles, and where a condition can be read; pages to whom they are for', () => {
    const shown = (...roles: string[]) =>
      describeFor(...roles).pages.flatMap(({ key, blocks }) => [
        key,
        ...[...blocksOf(blocks)].map((block) => block.key),
      ])
    expect(shown('manager')).toEqual(['start', 'a', 'b', 'c', 'd', 'card', 'part', 'of_manager', 'of_all', 'by_credit'])
    expect(shown('sales')).toEqual(['start', 'a', 'd', 'card', 'part', 'of_all'])
    expect(shown('designer')).toEqual(['start', 'a', 'c'])
    expect(JSON.stringify(describeFor('manager').pages)).not.toContain('roles')
  })

  it('opens with the page of the first home that is for the reader', () => {
    expect(describeFor('manager').app).toMatchObject({ home: 'start' })
    expect(describeFor('boss').app).toMatchObject({ home: 'desk' })
    expect(describeFor().app).toMatchObject({ home: 'start' })
    expect(describeFor('manager').app).not.toHaveProperty('homes')
  })

  it.each([['sales'], ['manager'], ['designer'], ['sales', 'designer']])(
    'compiles and is without fault for %s',
    (...roles) => {
      // Of what is only offered, not drawn, the contents stay on the server.
      const {
        capabilities: _,
        processes: _offers,
        prints: _templates,
        insight: _times,
        revision,
        app,
        ...rest
      } = describeFor(...roles)
      const documents = [app, ...Object.values(rest).flat()]
      expect(validateApp(documents, { fieldTypes }).filter((issue) => issue.severity === 'error')).toEqual([])
      expect(() => compileApp(documents, { fieldTypes, revision })).not.toThrow()
    },
  )

  it('calls a record by another field when its title is hidden', () => {
    const hidden = testApp.map((document) =>
      document.kind === 'role' && document.key === 'sales'
        ? {
            ...document,
            entities: { customer: { read: 'own' as const, fields: { name: 'none' as const, '*': 'read' as const } } },
          }
        : document,
    )
    const other = compileApp(hidden, { fieldTypes, revision: 1 })
    const principal = { id: 'u', roles: ['crm/sales'], administrator: false } as unknown as Principal
    const scope = { model: other } as Parameters<typeof engine.capabilities>[1]
    const described = describeApp(other, engine.capabilities(asUser(principal), scope), new Set(['sales']), {
      viewTypes,
      blockTypes,
      commandActions,
    })
    expect(described.entities.find((entity) => entity.key === 'customer')?.titleField).toBe('code')
  })
})
