import { startOfDay } from '@mortise/expressions'
import { expect, it } from 'vitest'
import { type DemoContext, resolveDemoRecord } from './demo-values.ts'

const now = new Date('2026-11-22T18:30:00.000Z')
const timeZone = 'Asia/Shanghai'
const context: DemoContext = {
  now,
  today: '2026-11-23',
  midnight: startOfDay('2026-11-23', timeZone),
  people: new Map([['sales1', 'id-of-sales1']]),
  departments: new Map([['east', 'id-of-east']]),
}

it('counts days and minutes from the day of installation in the zone of the workspace', () => {
  const record = { $id: 'r1', due: { $date: -30 }, at: { $instant: 9 * 60 }, name: 'as it is' }
  expect(resolveDemoRecord(record, context)).toEqual({
    id: 'r1',
    due: '2026-10-24',
    at: '2026-11-23T01:00:00.000Z',
    name: 'as it is',
  })
})

it('puts people and departments in, also in lines, and names the one that is missing', () => {
  const record = { owner: { $person: 'sales1' }, lines: [{ $id: 'l1', department: { $department: 'east' } }] }
  expect(resolveDemoRecord(record, context)).toEqual({
    owner: 'id-of-sales1',
    created_by: 'id-of-sales1',
    lines: [{ id: 'l1', department: 'id-of-east', created_by: 'id-of-sales1' }],
  })
  expect(() => resolveDemoRecord({ owner: { $person: 'nobody' } }, context)).toThrow('"nobody"')
})

it('has lines made together with their record', () => {
  const record = { created_at: { $instant: -60 }, lines: [{ qty: 1 }] }
  const at = '2026-11-22T15:00:00.000Z'
  expect(resolveDemoRecord(record, context)).toEqual({ created_at: at, lines: [{ qty: 1, created_at: at }] })
})

it('lets nothing have been made in the future', () => {
  const late = { created_at: { $instant: 20 * 60 }, visit_at: { $instant: 20 * 60 } }
  expect(resolveDemoRecord(late, context)).toEqual({
    created_at: now.toISOString(),
    visit_at: '2026-11-23T12:00:00.000Z',
  })
})
