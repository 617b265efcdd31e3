import { analyseFormula, completeFormula } from '@mortise/expressions/text'
import { expect, it } from 'vitest'
import { orderEntity, sampleApp } from '../form/testing/sample-form.ts'
import { schemaOfApp, schemaWithout } from './use-formula-scope.ts'

it('offers a formula everything but the field that it computes', () => {
  const { model } = sampleApp()
  const entity = orderEntity().key
  const labelsIn = (schema: ReturnType<typeof schemaOfApp>) => {
    const scope = { schema, entity, language: 'en' }
    return completeFormula('{', 1, scope, analyseFormula('{', scope)).map(({ label }) => label)
  }
  const all = labelsIn(schemaOfApp(model))
  expect(all).toContain('Amount')
  expect(labelsIn(schemaWithout(model, entity, 'amount'))).toEqual(all.filter((label) => label !== 'Amount'))
  expect(labelsIn(schemaWithout(model, 'customer', 'amount'))).toEqual(all)
})
