import type { Filter } from '@mortise/metadata'
import { nodeErrors } from '../../process-parts/node-errors.ts'
import { computeValues, onlyId } from '../../process-parts/node-records.server.ts'
import { defineNodeServer, type Question } from '../../process-services.ts'
import updateRecords, { type UpdateRecordsOptions } from './update-records.ts'

/** Most records of one turn; more are refused, and none is changed. */
const mostRecords = 1000

export default defineNodeServer(updateRecords, async (question) => {
  const { entity, action = 'update', values = [] } = question.node.options as UpdateRecordsOptions
  const { engine, scope, access } = question.services
  const into = scope.model.entities.get(entity)
  if (!into) throw nodeErrors.NODE_TABLE_GONE({ table: entity })
  const ids = await wanted(question)
  if (ids.length > mostRecords) throw nodeErrors.NODE_TOO_MANY_RECORDS({ max: mostRecords })
  if (action === 'archive') {
    for (const id of ids) await engine.archive(access, scope, entity, { id })
    return { output: { entity, count: ids.length } }
  }
  const input = await computeValues(question, values, { into })
  for (const id of ids) {
    const { version } = await engine.get(access, scope, entity, id, ['id', 'version'])
    await engine.update(access, scope, entity, { id, version: Number(version) }, input, onlyId)
  }
  return { output: { entity, count: ids.length } }
})

/** Exactly those that another node found, or those that match. */
async function wanted({ node, services }: Question): Promise<readonly string[]> {
  const { entity, list, filter } = node.options as UpdateRecordsOptions
  if (list === undefined) return await services.findRecords(entity, filter, mostRecords + 1)
  const { entity: of, ids } = await services.foundBy(list)
  if (of !== entity) throw nodeErrors.NODE_TABLE_GONE({ table: entity })
  if (!filter || ids.length === 0) return ids
  const named: Filter = { field: 'id', op: 'in', value: [...ids] }
  return await services.findRecords(entity, { and: [named, filter] }, mostRecords + 1)
}
