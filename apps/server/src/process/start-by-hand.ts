import { type Access, asSystem } from '@mortise/data'
import type { AppScope, DataEngine } from '@mortise/data/server'
import { types, type Values } from '@mortise/expressions'
import { type EntityModel, type ProcessDocument, plainFields } from '@mortise/metadata'
import { readyExpression } from './checked-expression.ts'

/**
 * Whether a process may be started about a record that the user can see. The condition is the author's and so looks at the
 * whole record; one that no longer fits the tables holds for none.
 */
export async function mayStart(
  { engine }: { engine: Pick<DataEngine, 'get' | 'names' | 'evaluate'> },
  asked: { access: Access; scope: AppScope; document: ProcessDocument; recordId: string },
): Promise<boolean> {
  const { access, scope, document, recordId } = asked
  const entity = document.entity === undefined ? undefined : scope.model.entities.get(document.entity)
  if (!entity) return false
  const [fits] = await Promise.all([
    meetsCondition(engine, { ...asked, entity }),
    engine.get(access, scope, entity.key, recordId, ['id']),
  ])
  return fits
}

async function meetsCondition(
  engine: Pick<DataEngine, 'get' | 'names' | 'evaluate'>,
  { access, scope, document, recordId, entity }: Parameters<typeof mayStart>[1] & { entity: EntityModel },
): Promise<boolean> {
  const when = document.start?.hand?.when
  if (!when) return true
  const author = asSystem(`process ${document.key}`)
  const schema = engine.names(author, scope)
  const ready = readyExpression(when, { schema, entity: entity.key, expected: types.bool })
  if (!ready) return false
  const record = await engine.get(author, scope, entity.key, recordId, plainFields(entity))
  const value = await engine.evaluate(access, scope, entity.key, ({ context, related }) =>
    ready.closure({ record: record as Values, outer: null, context, related }),
  )
  return value === true
}
