import { kindErrors } from '../../errors.ts'
import { computeValues, recordOf } from '../../process-parts/node-records.server.ts'
import { defineNodeServer } from '../../process-services.ts'
import updateRecords, { type UpdateRecordsOptions } from './update-records.ts'

/** Most records of one turn; more are refused, and none is changed. */
const mostRecords = 500

export default defineNodeServer(updateRecords, async (question) => {
  const { entity, filter, action = 'update', values = [] } = question.node.options as UpdateRecordsOptions
  const { engine, scope, access, findRecords } = question.services
  const into = scope.model.entities.get(entity)
  if (!into) throw kindErrors.NODE_TABLE_GONE({ table: entity })
  const ids = await findRecords(entity, filter, mostRecords + 1)
  if (ids.length > mostRecords) throw kindErrors.NODE_TOO_MANY_RECORDS({ max: mostRecords })
  if (action === 'archive') {
    for (const id of ids) await engine.archive(access, scope, entity, { id })
    return { output: { entity, count: ids.length } }
  }
  const input = await computeValues(question, values, { into, over: recordOf(question) })
  for (const id of ids) {
    const { version } = await engine.get(access, scope, entity, id, ['id', 'version'])
    await engine.update(access, scope, entity, { id, version: Number(version) }, input)
  }
  return { output: { entity, count: ids.length } }
})
