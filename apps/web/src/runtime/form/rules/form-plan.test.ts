import { LiveRecord } from '@mortise/form'
import { fieldTypes } from '@mortise/kinds/runtime'
import { compileApp, type EntityDocument, type FieldDocument, planForm } from '@mortise/metadata'
import { describe, expect, it } from 'vitest'

const label = { zh: '某', en: 'Some' }
const number = (key: string): FieldDocument => ({ key, type: 'decimal', label, options: { scale: 2 } })
const formula = (key: string, expr: object, type = 'decimal'): FieldDocument => ({
  key,
  type: 'formula',
  label,
  options: { expression: { v: 1, expr }, result: { type } },
})
const rollup = (key: string, options: object, type = 'decimal'): FieldDocument => ({
  key,
  type: 'rollup',
  label,
  options: { ...options, result: { type } },
})
const v = (name: string) => ({ var: name })
const stored = (expr: object) => ({ v: 1, expr })

/** A contract whose payments settle its instalments one after the other. */
const documents: EntityDocument[] = [
  {
    kind: 'entity',
    key: 'contract',
    label,
    titleField: 'name',
    fields: [
      { key: 'name', type: 'text', label },
      number('rate'),
      { key: 'plan', type: 'sub_table', label, options: { entity: 'item' } },
      rollup('received', { relation: 'payments', function: 'sum', value: stored(v('amount')) }),
      rollup('planned', { relation: 'plan', function: 'sum', value: stored(v('amount')) }),
      formula('receivable', { '-': [v('planned'), v('received')] }),
      formula('fee', { round: [{ '*': [v('planned'), v('rate')] }, 3] }),
      formula('count', { count: ['plan'] }, 'integer'),
      formula('mine', { '==': [v('name'), { ctx: 'user.name' }] }, 'checkbox'),
      formula('late', { some: ['plan', { '<': [v('due'), { ctx: 'today' }] }] }, 'checkbox'),
    ],
  },
  {
    kind: 'entity',
    key: 'item',
    label,
    titleField: 'name',
    parentField: 'contract',
    fields: [
      { key: 'name', type: 'text', label },
      { key: 'contract', type: 'relation', label, required: true, options: { entity: 'contract' } },
      { key: 'product', type: 'relation', label, options: { entity: 'product' } },
      { key: 'price', type: 'lookup', label, options: { path: 'product.price' } },
      number('amount'),
      { key: 'due', type: 'date', label },
      formula('paid', {
        max: [
          0,
          {
            min: [
              v('amount'),
              {
                '-': [
                  v('contract.received'),
                  { sum: ['contract.plan', v('amount'), { '<': [v('position'), { outer: 'position' }] }] },
                ],
              },
            ],
          },
        ],
      }),
      formula('margin', { '-': [v('amount'), v('price')] }),
    ],
  },
  {
    kind: 'entity',
    key: 'payment',
    label,
    titleField: 'name',
    fields: [
      { key: 'name', type: 'text', label },
      {
        key: 'contract',
        type: 'relation',
        label,
        options: { entity: 'contract', inverse: { key: 'payments', label } },
      },
      number('amount'),
    ],
  },
  {
    kind: 'entity',
    key: 'product',
    label,
    titleField: 'name',
    fields: [{ key: 'name', type: 'text', label }, number('price')],
  },
]
const model = compileApp([{ kind: 'app', key: 'a', label, version: '1.0.0' }, ...documents], {
  fieldTypes,
  revision: 1,
})
const contract = model.entities.get('contract')
if (!contract) throw new Error('unreachable: it was just compiled')

function plan({ isNew = false, masked = [] as string[], without = '' } = {}) {
  const fields = contract?.ownFields.filter(({ key }) => key !== without) ?? []
  if (!contract) throw new Error('unreachable: it was just compiled')
  const readable = ({ entity, key }: { entity: string; key: string }) => !masked.includes(`${entity}.${key}`)
  return planForm({ model, entity: contract, fields, isNew, readable })
}
const modes = (fields: ReadonlyMap<string, { mode: string }> | undefined) =>
  Object.fromEntries([...(fields ?? [])].map(([key, { mode }]) => [key, mode]))

const context = {
  now: '2026-11-22T04:00:00.000Z',
  today: '2026-11-22',
  timeZone: 'Asia/Shanghai',
  user: null,
  workspace: 'main',
  calendar: { exceptions: new Map() },
}

describe('the plan of a form', () => {
  it('tells what follows from the form, what stands, and what needs other records', () => {
    expect(modes(plan().record)).toEqual({
      received: 'kept',
      planned: 'live',
      receivable: 'live',
      fee: 'live',
      count: 'live',
      mine: 'pending',
      late: 'live',
    })
    expect(modes(plan().lines.get('plan'))).toEqual({ price: 'pending', paid: 'live', margin: 'pending' })
    expect([...(plan().record.get('fee')?.inputs ?? [])].sort()).toEqual(['plan', 'rate'])
  })

  it('knows that nothing points to a new record yet', () => {
    expect(modes(plan({ isNew: true }).record)).toMatchObject({ received: 'live', receivable: 'live' })
  })

  it('computes nothing from what is masked, or not in the form', () => {
    expect(modes(plan({ masked: ['item.amount'] }).record)).toMatchObject({ planned: 'pending', fee: 'pending' })
    expect(modes(plan({ masked: ['contract.rate'] }).record)).toMatchObject({ planned: 'live', fee: 'pending' })
    expect(modes(plan({ without: 'received' }).record)).toMatchObject({ receivable: 'pending' })
    expect(modes(plan({ without: 'plan' }).record)).toMatchObject({ planned: 'kept', late: 'kept' })
  })
})

describe('a record while it is edited', () => {
  const lines = [
    {
      id: '1',
      name: 'first',
      amount: '30.00',
      due: '2026-11-21',
      product: { id: 'p' },
      price: '1.00',
      margin: '29.00',
    },
    { id: '2', name: 'second', amount: '60.00', due: null, product: { id: 'q' }, price: '2.00', margin: '58.00' },
    { name: 'new', amount: '10.005', due: null },
  ]
  const start = { name: 'c', rate: '0.5', received: '40.00', plan: lines.slice(0, 2) }
  const edited = { ...start, plan: [lines[0], { ...lines[1], amount: '50' }, lines[2]] }
  const live = new LiveRecord({ plan: plan(), values: edited, start, context })

  it('has each total over its lines, in the form of its result', () => {
    expect(live.value('planned')).toBe('90.01')
    expect(live.value('receivable')).toBe('50.01')
    expect(live.value('fee')).toBe('45.01')
    expect(live.value('count')).toBe(3)
    expect(live.value('late')).toBe(true)
  })

  it('lets lines look at their record and at each other', () => {
    expect(live.lines('plan').map(({ paid }) => paid)).toEqual(['30', '10', '0'])
  })

  it('leaves of a line what other records decide, as long as it does not follow from what was changed', () => {
    expect(live.lines('plan').map(({ price }) => price)).toEqual(['1.00', '2.00', null])
    expect(live.lines('plan').map(({ margin }) => margin)).toEqual(['29.00', null, null])
  })
})
