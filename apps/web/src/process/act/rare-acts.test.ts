import type { InstanceRights, InstanceView, OpenTask } from '@mortise/api'
import { expect, it } from 'vitest'
import { rareActs } from './rare-acts.ts'

const nothing: InstanceRights = {
  ...{
    tasks: [],
    takeBack: [],
    recall: false,
    stop: false,
    urge: [],
    comment: false,
    administer: false,
    links: [],
    repetitions: [],
    jumpTo: [],
  },
}
const view = (can: Partial<InstanceRights>, rest: Partial<InstanceView> = {}) =>
  ({ can: { ...nothing, ...can }, tasks: [], visits: [], status: 'running', ...rest }) as unknown as InstanceView

it('offers what the engine lets one do, and nothing else', () => {
  expect(rareActs(view({}), undefined)).toEqual([])
  const task = { acts: ['approve', 'reject', 'transfer', 'claim'] } as unknown as OpenTask
  expect(rareActs(view({ comment: true, recall: true }), task)).toEqual(['claim', 'transfer', 'recall', 'copy'])
  expect(rareActs(view({ takeBack: [3], urge: [{ visit: 4, again: null }] }), undefined)).toEqual(['take_back', 'urge'])
})

it('lets administrators act for others only where somebody is asked, and nowhere once it is over', () => {
  const asked = {
    visits: [{ id: 2, state: 'open' }],
    tasks: [{ visit: 2, state: 'pending' }],
  } as unknown as Partial<InstanceView>
  expect(rareActs(view({ administer: true }), undefined)).toEqual(['stop'])
  expect(rareActs(view({ administer: true }, asked), undefined)).toEqual(['override', 'stop'])
  expect(rareActs(view({ administer: true }, { ...asked, status: 'done' }), undefined)).toEqual([])
})
