import type { Clock, Registry } from '@mortise/core'
import type { EntityModel } from '@mortise/metadata'
import { type RawBuilder, sql } from 'kysely'
import type { TouchedRecords } from '../computed/touched-records.ts'
import type { Access } from '../contract/access.ts'
import type { FieldStorage } from '../contract/field-storage.ts'
import type { AppScope } from '../engine/data-engine.ts'
import type { Directory } from '../engine/directory.ts'
import { recordErrors } from '../errors.ts'
import type { ChangeFeed } from '../events/change-feed.ts'
import { contextValues, plainValues } from '../expression/context-values.ts'
import type { PlaceContext } from '../expression/definer-place.ts'
import { allContextSlots, expressionEnvironment } from '../expression/expression-environment.ts'
import { type AppRights, rightsOf } from '../permission/app-rights.ts'
import type { EntityProfile, RowScope } from '../permission/entity-profile.ts'
import { accessValues, rowPredicate } from '../permission/row-predicate.ts'
import type { Reader } from '../query/create-reader.ts'
import { layoutOf, type TableLayout } from '../schema/table-layout.ts'

/** What the write path works with; made once. */
export interface WriteServices {
  storages: Registry<FieldStorage>
  clock: Clock
  directory: Directory
  reader: Pick<Reader, 'get' | 'query' | 'checkSelect'>
  feed: ChangeFeed
  /** Stale values were put in the queue of a workspace. */
  onQueued(workspace: string): void
}

/** One call of the write path: who writes, where and when. The same for every table that the call touches. */
export interface WriteCall {
  services: WriteServices
  access: Access
  scope: AppScope
  rights: AppRights
  now: Date
  /** `now` as it is written. */
  at: string
  /** Null when the system acts. */
  actorId: string | null
  /** What expressions in statements of this call stand on. */
  place: PlaceContext
  /** What the transaction at hand did so far, for computed fields. */
  touched: TouchedRecords
  /** Whoever makes this call has everything computed at once afterwards. */
  computesLater: boolean
  /** Records whose computed fields changed in consequence, by table; told of after the commit. */
  derived: Map<string, Set<string>>
  /** Workspaces whose queue of recalculations got longer. */
  queued: Set<string>
  /** Values of the slots that every statement may use. */
  slots: { readonly [slot: string]: unknown }
}

/** One table, as this call may write it. */
export interface WriteTable {
  call: WriteCall
  entity: EntityModel
  layout: TableLayout
  profile: EntityProfile
}

/** Begins a call of the write path. */
export async function beginCall(services: WriteServices, access: Access, scope: AppScope): Promise<WriteCall> {
  const now = services.clock.now()
  const at = now.toISOString()
  const actorId = 'user' in access ? access.user.id : null
  const rights = rightsOf(access, scope.model)
  const { directory } = services
  const context = { access, workspace: scope.workspace, now, directory }
  const values = rights.conditional ? await contextValues(allContextSlots, context) : plainValues(context)
  const stamps = { $now: at, $actor: actorId, $source: JSON.stringify(sourceOf(access)) }
  return {
    ...{ services, access, scope, rights, now, at, actorId },
    place: placeOf(services, scope),
    ...{ touched: new Map(), derived: new Map(), queued: new Set(), computesLater: false },
    slots: { ...accessValues(access), ...values, ...stamps },
  }
}

function placeOf({ storages }: WriteServices, { model, workspace }: AppScope): PlaceContext {
  const { schema } = workspace
  let aliases = 0
  const environment = expressionEnvironment(schema, new Set())
  return { schema, model, storages, environment, nextAlias: () => `c${aliases++}` }
}

/** The table with that key; ENTITY_UNKNOWN also when the user has no right to it at all. */
export function tableOf(call: WriteCall, key: string): WriteTable {
  const entity = call.scope.model.entities.get(key)
  if (!entity) throw recordErrors.ENTITY_UNKNOWN({ entity: key })
  const profile = call.rights.of(key)
  if (profile.fields.size === 0) throw recordErrors.ENTITY_UNKNOWN({ entity: key })
  return { call, entity, layout: layoutOf(entity, call.services.storages), profile }
}

/** Another table of the same app that is known to exist: a relation leads there. */
export function relatedTable(call: WriteCall, key: string): WriteTable {
  const entity = call.scope.model.entities.get(key)
  if (!entity) throw new Error(`unreachable: table ${key} is not in the model`)
  return { call, entity, layout: layoutOf(entity, call.services.storages), profile: call.rights.of(key) }
}

/** The table's qualified name. */
export function tableName({ call, layout }: Pick<WriteTable, 'call' | 'layout'>): RawBuilder<unknown> {
  return sql.id(call.scope.workspace.schema, layout.table)
}

/** The qualified name of a table that every workspace has. */
export function sharedTableName(
  call: WriteCall,
  name: 'event' | 'file' | 'counter' | 'followed_change',
): RawBuilder<unknown> {
  return sql.id(call.scope.workspace.schema, name)
}

/** The condition that a row of the aliased table is in the scope. */
export function rowsIn(scope: RowScope, alias: string, { call, layout }: WriteTable): RawBuilder<boolean> {
  return rowPredicate(scope, alias, layout, call.place)
}

function sourceOf(access: Access): { kind: string; id?: string; reason?: string } {
  const { kind, id } = access.via ?? { kind: 'request' as const }
  return { kind, ...(id ? { id } : {}), ...('system' in access ? { reason: access.system } : {}) }
}
