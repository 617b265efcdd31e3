import { nodeErrors } from '../../process-parts/node-errors.ts'
import { computeValues, onlyId, overOf, recordOf } from '../../process-parts/node-records.server.ts'
import { defineNodeServer } from '../../process-services.ts'
import setFields, { type SetFieldsOptions } from './set-fields.ts'

export default defineNodeServer(setFields, async (question) => {
  const { of, values } = question.node.options as SetFieldsOptions
  const { engine, scope, access } = question.services
  const record = recordOf(question, of)
  const into = scope.model.entities.get(record.entity)
  if (!into) throw nodeErrors.NODE_TABLE_GONE({ table: record.entity })
  const input = await computeValues(question, values, { into, over: overOf(question, of) })
  const { version } = (await engine.get(access, scope, record.entity, record.id, ['id', 'version'])) as {
    version: number
  }
  await engine.update(access, scope, record.entity, { id: record.id, version }, input, onlyId)
  return { output: input }
})
