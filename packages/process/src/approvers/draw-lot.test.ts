import { expect, it } from 'vitest'
import type { ActorChoice } from '../step/step-result.ts'
import { describeReason, type ReasonNames } from './approver-reason.ts'
import { drawLot } from './draw-lot.ts'

const of = (...people: (string | ActorChoice)[]) => ({
  people: people.map((one) => (typeof one === 'string' ? { user: one, reason: { by: 'users' } } : one)),
})
const drawn = (settled: ReturnType<typeof of>, at = 0) => drawLot(settled, () => at).people.map(({ user }) => user)

it('asks one of several, whom the pick says, and tells of how many', () => {
  const settled = of('amy', 'bob', 'cid')
  expect([0, 1, 2].map((at) => drawn(settled, at))).toEqual([['amy'], ['bob'], ['cid']])
  expect(drawLot(settled, () => 1).people[0]?.reason).toEqual({ by: 'users', lotOf: 3 })
  expect(drawLot(of('amy'), () => expect.fail('there is nothing to draw'))).toEqual(of('amy'))
  expect(drawLot({ people: [], whenEmpty: 'pass' }, () => 0)).toEqual({ people: [], whenEmpty: 'pass' })
})

it('draws who is there before who is away, and nobody who need not decide', () => {
  const away: ActorChoice = { user: 'amy', agents: ['zoe'], reason: { by: 'users' } }
  expect(drawn(of(away, 'bob'))).toEqual(['bob'])
  expect(drawn(of(away))).toEqual(['amy'])
  const passed: ActorChoice = { user: 'amy', passed: true, reason: { by: 'users' } }
  expect(drawn(of(passed, 'bob', 'cid'), 1)).toEqual(['cid'])
  expect(drawn(of(passed))).toEqual(['amy'])
})

it('draws nobody before it is submitted: any of them may be asked', () => {
  const { people } = drawLot(of('amy', 'bob'), null)
  expect(people.map(({ user, reason }) => [user, (reason as { lotOf: number }).lotOf])).toEqual([
    ['amy', 2],
    ['bob', 2],
  ])
  const words = describeReason({ by: 'users', lotOf: 2 }, {} as ReasonNames)
  expect(words).toEqual({ zh: '指定的处理人（2 人中随机抽取）', en: 'named for this step, drawn by lot from 2' })
})
