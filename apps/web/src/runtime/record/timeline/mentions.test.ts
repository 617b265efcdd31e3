import type { PersonInfo } from '@mortise/ui'
import { expect, it } from 'vitest'
import { insertMention, matchingPeople, mentionedIn, openMention, splitAtMentions } from './mentions.ts'

const person = (id: string, name: string, active = true): PersonInfo => ({ id, name, active, departmentId: null })
const wang = person('1', '王健')
const anna = person('2', 'Anna Berg')
const annabel = person('3', 'Anna')

it.each([
  ['@', 1, { start: 0, query: '' }],
  ['请 @王', 4, { start: 2, query: '王' }],
  ['请@王', 3, { start: 1, query: '王' }],
  ['hi @Anna B', 10, { start: 3, query: 'Anna B' }],
  ['@王健 ', 4, null],
  ['a@b.com', 7, null],
  ['@王\n谢谢', 5, null],
  ['no one', 6, null],
])('in %j at %i the mention being typed is %j', (text, cursor, expected) => {
  expect(openMention(text, cursor)).toEqual(expected)
})

it('puts the name in and goes on behind it', () => {
  const text = 'see @an please'
  const mention = openMention(text, 7)
  expect(mention && insertMention(text, mention, 'Anna Berg')).toEqual({ text: 'see @Anna Berg please', cursor: 15 })
})

it('offers those still here, names that begin so first', () => {
  const people = [person('4', 'Joanna'), anna, person('5', 'Anna Former', false)]
  expect(matchingPeople(people, 'ann').map(({ id }) => id)).toEqual(['2', '4'])
})

it('mentions only those whose name still stands in the text', () => {
  expect(mentionedIn('@王健 thanks', [wang, anna, wang])).toEqual(['1'])
})

it('cuts at the longest name and loses nothing of the text', () => {
  const parts = splitAtMentions('@Anna Berg and @Anna (x)', [annabel.name, anna.name])
  expect(parts.filter((part) => part.mention).map((part) => part.text)).toEqual(['@Anna Berg', '@Anna'])
  expect(parts.map((part) => part.text).join('')).toBe('@Anna Berg and @Anna (x)')
  expect(splitAtMentions('1+1 @C++', ['C++'])).toContainEqual({ text: '@C++', mention: true })
})
