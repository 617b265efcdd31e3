import type { EntityRecord } from '@mortise/data'
import type { JoinedWrites } from '@mortise/data/server'

type Engine = JoinedWrites['engine']

interface Known {
  record: EntityRecord
  /** It was not asked for by fields. */
  whole: boolean
}

/**
 * An engine that knows what it has read in the name of the system until something is written: conditions, approvers and
 * titles of one transition look at the same record.
 */
export function rememberReads(engine: Engine): { engine: Engine; forget(): void } {
  const known = new Map<string, Known[]>()
  const forget = () => known.clear()
  return {
    forget,
    engine: {
      ...engine,
      async create(...args) {
        forget()
        return await engine.create(...args)
      },
      async update(access, scope, entity, target, values, options) {
        forget()
        const record = await engine.update(access, scope, entity, target, values, options)
        if (!('user' in access)) known.set(`${entity}/${target.id}`, [{ record, whole: true }])
        return record
      },
      async get(access, scope, entity, id, select) {
        if ('user' in access) return await engine.get(access, scope, entity, id, select)
        const key = `${entity}/${id}`
        const fit = known
          .get(key)
          ?.find(({ record, whole }) => (select ? select.every((field) => Object.hasOwn(record, field)) : whole))
        if (fit) return { ...fit.record }
        const record = await engine.get(access, scope, entity, id, select)
        known.set(key, [...(known.get(key) ?? []), { record, whole: select === undefined }])
        return { ...record }
      },
    },
  }
}
