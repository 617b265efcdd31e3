import type { Clock, Registry } from '@mortise/core'
import type { EntityModel, FilterCondition } from '@mortise/metadata'
import type { Access } from '../contract/access.ts'
import type { FieldStorage } from '../contract/field-storage.ts'
import type { Executor } from '../database/database.ts'
import type { AppScope } from '../engine/data-engine.ts'
import type { Directory } from '../engine/directory.ts'
import { recordErrors } from '../errors.ts'
import { contextValues } from '../expression/context-values.ts'
import { type ContextSlot, expressionEnvironment } from '../expression/expression-environment.ts'
import { rightsOf } from '../permission/app-rights.ts'
import { isNoRows } from '../permission/entity-profile.ts'
import { accessValues } from '../permission/row-predicate.ts'
import { type FilterEnvironment, referenceValue } from './filter-value.ts'
import { type ReaderPlans, readerPlans } from './reader-plans.ts'
import type { Composition } from './table-source.ts'
import { textCollationOf } from './text-collation.ts'

export interface ReaderOptions {
  storages: Registry<FieldStorage>
  clock: Clock
  directory: Pick<Directory, 'membersOf' | 'departmentsBelow'>
}

/** One call of the read path: who reads which table where, and what is compiled for it. */
export interface ReadCall {
  access: Access
  scope: AppScope
  entity: EntityModel
  executor: Executor
  options: ReaderOptions
  plans: ReaderPlans
  /** Equal for calls that see the table alike. */
  rightsKey: string
  compose(): Composition
}

/** Begins a call; a table that does not exist and one that may not be read are the same ENTITY_UNKNOWN. */
export async function beginRead(
  options: ReaderOptions,
  access: Access,
  scope: AppScope,
  entityKey: string,
  executor: Executor = scope.workspace.database,
): Promise<ReadCall> {
  const { model, workspace } = scope
  const entity = model.entities.get(entityKey)
  const rights = rightsOf(access, model)
  if (!entity || isNoRows(rights.of(entityKey).read)) throw recordErrors.ENTITY_UNKNOWN({ entity: entityKey })
  const collation = await textCollationOf(workspace.database)
  const plans = readerPlans(model, workspace.database, workspace.schema)
  const compose = () => composition(options, scope, { rights, collation, names: plans.names })
  return { access, scope, entity, executor, options, plans, rightsKey: rights.key, compose }
}

export function composition(
  { storages }: ReaderOptions,
  { model, workspace }: AppScope,
  rest: Pick<Composition, 'rights' | 'collation' | 'names'>,
): Composition {
  let aliases = 0
  const contexts = new Set<ContextSlot>()
  const { schema } = workspace
  const environment = expressionEnvironment(schema, contexts)
  return { ...rest, storages, model, schema, contexts, environment, nextAlias: () => `t${aliases++}` }
}

/** The slots of the acting user, and those that the expressions of a plan use. */
export async function slotsOf(
  { access, scope: { workspace }, options }: Pick<ReadCall, 'access' | 'scope' | 'options'>,
  contexts: ReadonlySet<ContextSlot>,
): Promise<{ [slot: string]: unknown }> {
  const call = { access, workspace, now: options.clock.now(), directory: options.directory }
  return { ...accessValues(access), ...(await contextValues(contexts, call)) }
}

/** What context values stand for in this call; departments of `below` are looked up ahead. */
export async function environmentOf(
  { access, scope, options }: ReadCall,
  conditions: readonly FilterCondition[],
): Promise<FilterEnvironment> {
  const { userId, departmentId } = accessValues(access)
  const below = new Map<string, readonly string[]>()
  const { timeZone } = scope.workspace
  const environment: FilterEnvironment = { userId, departmentId, now: options.clock.now(), timeZone, below }
  for (const { op, value } of conditions) {
    if (op !== 'below') continue
    // A value that is no id is refused later, with the field's name.
    const id = idOrNull(value, environment)
    if (id) below.set(id, await options.directory.departmentsBelow(id))
  }
  return environment
}

function idOrNull(value: unknown, environment: FilterEnvironment): string | null {
  try {
    return referenceValue(value, environment)
  } catch {
    return null
  }
}
