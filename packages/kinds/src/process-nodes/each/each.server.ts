import { nodeErrors } from '../../process-parts/node-errors.ts'
import { holds, recordOf } from '../../process-parts/node-records.server.ts'
import { defineNodeServer } from '../../process-services.ts'
import each, { type EachOptions } from './each.ts'

/** Most items of one repetition. */
const mostItems = 1000

export default defineNodeServer(each, async (question) => {
  const { over, stop } = question.node.options as EachOptions
  if (question.need.need === 'early') return { holds: stop !== undefined && (await holds(question, stop)) }
  if ('list' in over) {
    const { entity, ids } = await question.services.foundBy(over.list)
    return { items: ids.map((id) => ({ entity, id })) }
  }
  if (!('lines' in over)) {
    const ids = await question.services.findRecords(over.entity, over.filter, mostItems)
    return { items: ids.map((id) => ({ entity: over.entity, id })) }
  }
  const owner = recordOf(question)
  const table = question.services.scope.model.entities.get(owner.entity)?.fields.get(over.lines)?.target
  const lines = table ? question.services.scope.model.entities.get(table) : undefined
  if (!lines?.parent) throw nodeErrors.NODE_FIELD_GONE({ field: over.lines })
  const own = { field: lines.parent.field.key, op: 'eq' as const, value: owner.id }
  const ids = await question.services.findRecords(lines.key, own, mostItems)
  return { items: ids.map((id) => ({ entity: lines.key, id })) }
})
