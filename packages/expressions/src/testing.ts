export { functionCases } from './testing/function-cases.ts'
export { hostileValues } from './testing/hostile-values.ts'
export { type Mutation, mutations } from './testing/mutations.ts'
export { randomExpression } from './testing/random-expression.ts'
export { sampleContext, sampleOrder } from './testing/sample-order.ts'
export { sampleEnvironment, samplePlace } from './testing/sample-place.ts'
export { hostileRecords, relatedOf, type SampleRecords } from './testing/sample-records.ts'
export { sampleSchema } from './testing/sample-schema.ts'
export {
  createSampleTables,
  fillSampleCalendar,
  fillSampleTables,
  sampleNamespace,
} from './testing/sample-tables.ts'
export { type Chance, seededChance } from './testing/seeded-chance.ts'
