import type { AppModel } from '@mortise/metadata'
import type { Database } from '../database/database.ts'
import { LruCache } from '../sql/lru-cache.ts'
import { namesPerRevision, type StatementNames } from './cached-statement.ts'

/** What was compiled for one revision of an app in one workspace, by shape and rights; the least used falls out. */
export interface ReaderPlans {
  names: StatementNames
  /** Finds or makes the plan for a key; the key says all that the plan depends on. */
  plan<Plan extends object>(key: string, make: () => Plan): Plan
}

const maxPlans = 2000

const plansByModel = new WeakMap<AppModel, WeakMap<Database, Map<string, ReaderPlans>>>()

/** The plans for a model in the schema of a database; they go when the model goes. */
export function readerPlans(model: AppModel, given: Database, schema: string): ReaderPlans {
  const { joins: database = given } = given
  let byDatabase = plansByModel.get(model)
  if (!byDatabase) {
    byDatabase = new WeakMap()
    plansByModel.set(model, byDatabase)
  }
  let bySchema = byDatabase.get(database)
  if (!bySchema) {
    bySchema = new Map()
    byDatabase.set(database, bySchema)
  }
  let plans = bySchema.get(schema)
  if (!plans) {
    plans = createPlans(model)
    bySchema.set(schema, plans)
  }
  return plans
}

function createPlans(model: AppModel): ReaderPlans {
  const cache = new LruCache<string, object>(maxPlans)
  return {
    names: { prefix: `${model.key.slice(0, 12)}${model.revision}_`, left: namesPerRevision },
    plan<Plan extends object>(key: string, make: () => Plan) {
      return (cache.get(key) ?? cache.set(key, make())) as Plan
    },
  }
}
