import type { OpenTask } from '@mortise/api'
import { expect, it } from 'vitest'
import { type ActDraft, bodyOf, demandsComment, isEnough, newDraft, problemOf } from './act-draft.ts'

const label = { zh: '节点', en: 'Node' }
const reason = (key: string) => ({ key, label: { zh: key, en: key } })
const task = {
  demands: {},
  choices: [],
  returnTo: [
    { node: 'manager', label },
    { node: 'start', label },
  ],
  resubmit: 'choice',
} satisfies Partial<OpenTask>

it('lets one approve with a click where nothing is demanded', () => {
  const draft = newDraft('approve', task)
  expect(isEnough('approve', draft, task)).toBe(true)
  expect(isEnough('approve', draft, { ...task, demands: { signature: true } })).toBe(false)
  expect(isEnough('approve', draft, { ...task, demands: { comment: 'always' } })).toBe(false)
  expect(isEnough('approve', { ...draft, comment: 'fine' }, { ...task, demands: { comment: 'always' } })).toBe(true)
  expect(isEnough('reject', { ...draft, comment: 'no' }, task)).toBe(false)
})

it('says what is missing, one thing after the other', () => {
  const strict = { ...task, demands: { comment: 'on_reject', reasons: [reason('price')], signature: true } as const }
  const draft = newDraft('reject', strict)
  expect(problemOf('reject', draft, strict)).toBe('needReason')
  expect(problemOf('reject', { ...draft, reason: 'price' }, strict)).toBe('needComment')
  expect(problemOf('reject', { ...draft, reason: 'price', comment: ' ' }, strict)).toBe('needComment')
  expect(problemOf('reject', { ...draft, reason: 'price', comment: 'no' }, strict)).toBe('needSignature')
  expect(problemOf('reject', { ...draft, reason: 'price', comment: 'no', signature: 'x' }, strict)).toBe(null)
  expect(problemOf('transfer', draft, task)).toBe('needPerson')
  expect(problemOf('add_signer', draft, task)).toBe('needPeople')
  expect(problemOf('return', { ...newDraft('return', task), to: null }, task)).toBe('needTarget')
})

it('offers the reasons of the outcome, which need not be chosen where the node says so', () => {
  const demands = { approveReasons: [reason('usual')], reasonsOptional: true } as const
  const draft = newDraft('approve', task)
  // It can only be chosen where it is asked for.
  expect(isEnough('approve', draft, { ...task, demands })).toBe(false)
  expect(problemOf('approve', draft, { ...task, demands })).toBe(null)
  expect(problemOf('approve', draft, { ...task, demands: { approveReasons: [reason('usual')] } })).toBe('needReason')
  expect(problemOf('return', { ...newDraft('return', task) }, { ...task, demands })).toBe(null)
})

it('asks for a comment with a refusal and a return alike', () => {
  expect(demandsComment('return', { comment: 'on_reject' })).toBe(true)
  expect(demandsComment('approve', { comment: 'on_reject' })).toBe(false)
  expect(demandsComment('transfer', { comment: 'always' })).toBe(false)
})

it('asks whoever agrees to choose for every node that wants it', () => {
  const choices = [{ node: 'boss', label, among: null, most: 1, chosen: [] }]
  const draft = newDraft('approve', { ...task, choices })
  expect(problemOf('approve', draft, { ...task, choices })).toBe('needChoice')
  const chosen = { boss: ['somebody'] }
  expect(problemOf('approve', { ...draft, chosen }, { ...task, choices })).toBe(null)
  expect(bodyOf('approve', { ...draft, chosen }, { ...task, choices })).toEqual({ do: 'approve', chosen })
})

it('sends what the act takes and nothing else', () => {
  const said = { comment: ' why? ', users: ['a'], side: 'beside', rule: 'vote' } satisfies Partial<ActDraft>
  const draft: ActDraft = { ...newDraft('return', task), ...said }
  expect(bodyOf('return', draft, task)).toEqual({ do: 'return', to: 'start', back: 'again', comment: 'why?' })
  expect(bodyOf('return', draft, { ...task, resubmit: 'again' }, true)).toEqual({
    ...{ do: 'return', to: 'start', confirmed: true, comment: 'why?' },
  })
  expect(bodyOf('add_signer', draft, task)).toEqual({
    ...{ do: 'add_signer', side: 'beside', users: ['a'], comment: 'why?' },
    rule: { of: 'vote', by: 'share', pass: 0.5 },
  })
  expect(bodyOf('claim', draft, task)).toEqual({ do: 'claim' })
})
