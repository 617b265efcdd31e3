import { nodeErrors } from '../../process-parts/node-errors.ts'
import { computeValues, onlyId, overOf, recordOf } from '../../process-parts/node-records.server.ts'
import { defineNodeServer } from '../../process-services.ts'
import createRecord, { type CreateRecordOptions } from './create-record.ts'

export default defineNodeServer(createRecord, async (question) => {
  const { entity, of, values, noteIn } = question.node.options as CreateRecordOptions
  const { engine, scope, access } = question.services
  const into = scope.model.entities.get(entity)
  if (!into) throw nodeErrors.NODE_TABLE_GONE({ table: entity })
  const input = await computeValues(question, values, { into, over: overOf(question, of) })
  const { id } = await engine.create(access, scope, entity, input, onlyId)
  if (noteIn !== undefined) {
    const record = recordOf(question)
    const { version } = await engine.get(access, scope, record.entity, record.id, ['id', 'version'])
    const target = { id: record.id, version: Number(version) }
    await engine.update(access, scope, record.entity, target, { [noteIn]: id }, onlyId)
  }
  return { output: { entity, id } }
})
