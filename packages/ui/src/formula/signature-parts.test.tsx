import { analyseFormula } from '@mortise/expressions/text'
import { expect, it } from 'vitest'
import { callAt } from './call-at.ts'
import { presentPart, signatureParts } from './signature-parts.ts'

const schema = { entity: () => null, entities: () => [], optionSet: () => null }
const at = (text: string) => {
  const offset = text.indexOf('|')
  const { tokens } = analyseFormula(text.replace('|', ''), { schema, entity: 'x', language: 'en' })
  return callAt(tokens, offset)
}

it.each([
  ['ROUND(1, |)', { name: 'ROUND', argument: 1 }],
  ['round(MAX(1, 2), |', { name: 'ROUND', argument: 1 }],
  ['IF(AND({A} > 1, |', { name: 'AND', argument: 1 }],
  ['IF((1 + |', { name: 'IF', argument: 0 }],
  ['IN({A}, ["x", |"y"])', { name: 'IN', argument: 1 }],
  ['MAX("(", /* , */ |', { name: 'MAX', argument: 1 }],
  ['MAX（1，|', { name: 'MAX', argument: 1 }],
  ['(1 + |2)', null],
  ['ROUND|(1)', null],
])('the call around the caret in %s', (text, call) => expect(at(text)).toEqual(call))

it('shows what may be left out and what may be repeated', () => {
  expect(signatureParts('number: num, places?: num -> num')).toEqual([
    { name: 'number', mark: '' },
    { name: 'places', mark: 'optional' },
  ])
  expect(signatureParts('subject: S, (case: S, value: T)+, otherwise?: T -> T').map(({ mark }) => mark)).toEqual([
    '',
    '',
    'repeated',
    'optional',
  ])
  expect(signatureParts('-> date')).toEqual([])
})

it('goes round in what is repeated', () => {
  const names = (signature: string) => [0, 1, 2, 3, 4].map((argument) => presentPart(signature, argument)?.name)
  expect(names('subject: S, (case: S, value: T)+ -> T')).toEqual(['subject', 'case', 'value', 'case', 'value'])
  expect(names('value...: T -> T')).toEqual(['value', 'value', 'value', 'value', 'value'])
  expect(names('a: num, b?: num -> num')).toEqual(['a', 'b', undefined, undefined, undefined])
})
