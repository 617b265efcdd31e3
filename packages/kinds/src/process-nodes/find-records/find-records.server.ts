import { countFound } from '@mortise/process'
import { nodeErrors } from '../../process-parts/node-errors.ts'
import { defineNodeServer } from '../../process-services.ts'
import findRecords, { type FindRecordsOptions } from './find-records.ts'

/** Most records that turns of a repetition side by side may have found at a time. */
const mostKept = 20_000

export default defineNodeServer(findRecords, async ({ node, instance, services }) => {
  const { entity, filter, sort, limit = 100 } = node.options as FindRecordsOptions
  if (!services.scope.model.entities.has(entity)) throw nodeErrors.NODE_TABLE_GONE({ table: entity })
  const ids = await services.findRecords(entity, filter, limit, sort)
  if (countFound(instance.state, node.key) + ids.length > mostKept)
    throw nodeErrors.NODE_TOO_MANY_FOUND({ max: mostKept })
  return { output: { entity, ids } }
})
