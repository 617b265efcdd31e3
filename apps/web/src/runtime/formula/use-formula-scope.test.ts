import { analyseFormula, completeFormula } from '@mortise/expressions/text'
import { schemaOf } from '@mortise/metadata'
import { expect, it } from 'vitest'
import { orderEntity, sampleApp } from '../form/testing/sample-form.ts'
import { schemaWithout } from './use-formula-scope.ts'

it('offers a formula everything but the field that it computes', () => {
  const { model } = sampleApp()
  const entity = orderEntity().key
  const labelsIn = (schema: ReturnType<typeof schemaOf>) => {
    const scope = { schema, entity, language: 'en' }
    return completeFormula('{', 1, scope, analyseFormula('{', scope)).map(({ label }) => label)
  }
  const all = labelsIn(schemaOf(model))
  expect(all).toContain('Amount')
  expect(labelsIn(schemaWithout(model, entity, 'amount'))).toEqual(all.filter((label) => label !== 'Amount'))
  expect(labelsIn(schemaWithout(model, 'customer', 'amount'))).toEqual(all)
})
