import { asSystem, asUserWith, type Principal, type RecordInput } from '@mortise/data'
import { type FoundProblem, recordInvalid } from '@mortise/data/server'
import type { ProcessDocument } from '@mortise/metadata'
import type { ChosenPeople, ProcessEvent, TaskEvent } from '@mortise/process'
import { type ActingOn, processErrors } from '@mortise/process/server'
import { type SigningWith, sealed } from './signature.ts'
import { demandedAt, taskGrant } from './task-grant.ts'

/** What comes with a decision. */
export interface Decision {
  event: TaskEvent & { at: string }
  principal: Principal
  values?: { [field: string]: unknown }
  version?: number
  signing?: SigningWith
  /** Refuses people who may not be chosen for what comes next. */
  checkChosen?(acting: ActingOn, chosen: ChosenPeople | undefined): Promise<void>
}

/**
 * What happens in the transaction of a decision before it is taken: the record is changed as far as the task allows, what
 * the node demands is there, and what is signed is sealed. Thrown errors take everything back, the decision too.
 */
export async function beforeDecision(acting: ActingOn, decision: Decision): Promise<ProcessEvent | null> {
  const { event, values, signing, principal } = decision
  if (values && Object.keys(values).length > 0) await changeRecord(acting, decision)
  if (event.act.do === 'approve') await decision.checkChosen?.(acting, event.act.chosen)
  if (event.act.do === 'approve' && !event.override) await demandFields(acting, { event, principal })
  return signing ? await sealed(acting, event, signing) : null
}

/** Saves what was typed in a task; the instance stays where it is. */
export async function changeRecord(
  { joined, row, program }: ActingOn,
  { event, principal, values = {}, version }: Decision,
): Promise<void> {
  const { entity, record_id: id } = row
  const visit = row.state.visits[event.visit]
  if (entity === null || id === null || !visit) throw processErrors.NO_RECORD()
  if (version === undefined) throw processErrors.VERSION_MISSING()
  const document = program.document as unknown as ProcessDocument
  const grant = taskGrant(document, { node: visit.node, record: { entity, id }, isOpen: true })
  const access = asUserWith(principal, grant, { kind: 'process', id: row.id })
  await joined.engine.update(access, joined.scope, entity, { id, version }, values as RecordInput)
}

/** Fields that have to be filled in before one agrees; those of lines in every line. */
async function demandFields(
  { joined, row, program }: ActingOn,
  { event, principal }: Pick<Decision, 'event' | 'principal'>,
): Promise<void> {
  const node = row.state.visits[event.visit]?.node
  const demanded = node === undefined ? [] : demandedAt(program.document as unknown as ProcessDocument, node)
  const { entity, record_id: id, process } = row
  if (demanded.length === 0 || entity === null || id === null) return
  const table = joined.scope.model.entities.get(entity)
  const isLines = (path: string) => table?.fields.get(path)?.kind.relation === 'children'
  const select = demanded
    .filter((path) => table?.fields.has(path.split('.')[0] ?? ''))
    .map((path) => (isLines(path) ? `${path}.id` : path))
  const record = await joined.engine.get(asSystem(`process ${process}`), joined.scope, entity, id, ['id', ...select])
  const problems = demanded.flatMap((path) => blanksAt(record, path))
  if (problems.length > 0) throw recordInvalid(problems, asUserWith(principal, noGrant(entity, id)))
}

const noGrant = (entity: string, id: string) => ({
  entity,
  id,
  read: [],
  write: [],
  hide: [],
  others: 'roles' as const,
})

function blanksAt(record: { [field: string]: unknown }, path: string): FoundProblem[] {
  const [key = '', inner] = path.split('.')
  const value = record[key]
  const missing = (at: string): FoundProblem => ({ path: at, code: 'FIELD_REQUIRED' })
  if (inner === undefined) return isBlank(value) ? [missing(key)] : []
  const lines = Array.isArray(value) ? (value as { [field: string]: unknown }[]) : []
  return lines.flatMap((line, position) => (isBlank(line[inner]) ? [missing(`${key}/${position}/${inner}`)] : []))
}

function isBlank(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0
  return value === null || value === undefined || (typeof value === 'string' && value.trim() === '')
}
