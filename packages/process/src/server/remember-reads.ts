import type { EntityRecord } from '@mortise/data'
import type { JoinedWrites } from '@mortise/data/server'
import { plainFields } from '@mortise/metadata'

type Engine = JoinedWrites['engine']

interface Known {
  /** Whoever asks meanwhile waits for the same answer. */
  record: Promise<EntityRecord>
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
        if ('user' in access) return await engine.update(access, scope, entity, target, values, options)
        const note = (record: EntityRecord, whole: boolean) =>
          known.set(`${entity}/${target.id}`, [{ record: Promise.resolve(record), whole }])
        const fields = scope.model.entities.get(entity)
        const seen = (record: EntityRecord) =>
          note(record, fields !== undefined && plainFields(fields).every((field) => Object.hasOwn(record, field)))
        const record = await engine.update(access, scope, entity, target, values, { ...options, seen })
        if (options?.select === undefined) note(record, true)
        return record
      },
      async get(access, scope, entity, id, select) {
        if ('user' in access) return await engine.get(access, scope, entity, id, select)
        const key = `${entity}/${id}`
        for (const { record, whole } of known.get(key) ?? []) {
          const present = await record.catch(() => null)
          if (present && (select ? select.every((field) => Object.hasOwn(present, field)) : whole))
            return { ...present }
        }
        const record = engine.get(access, scope, entity, id, select)
        known.set(key, [...(known.get(key) ?? []), { record, whole: select === undefined }])
        return { ...(await record) }
      },
    },
  }
}
