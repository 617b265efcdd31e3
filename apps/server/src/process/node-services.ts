import { asSystem } from '@mortise/data'
import { changedSince } from '@mortise/data/server'
import { checkExpression, type StoredExpression, type Values, valueToJson } from '@mortise/expressions'
import type { ProcessServices, RecordRef } from '@mortise/kinds/server'
import { closureOf, type EntityModel, type ProcessDocument, shownField } from '@mortise/metadata'
import type { InstanceFacts, WorkTime } from '@mortise/process'
import { type NodeServices, processErrors } from '@mortise/process/server'

export interface NodeCall {
  joined: NodeServices
  document: ProcessDocument
  instance: InstanceFacts
  time: WorkTime
  /** What a person is called. */
  nameOf?(person: string): Promise<string | null>
}

/** What a node works with while its instance is locked: all of it happens in that one transaction. */
export function openNodeServices({ joined, document, instance, time, nameOf }: NodeCall): ProcessServices {
  const { engine, scope, organisation } = joined
  const access = asSystem(`process ${document.key}`, { kind: 'process', id: instance.id })
  const call: Looking = { joined, access }
  return {
    ...{ engine, scope, access, document, organisation, time },
    evaluate: (stored, record) => evaluate(call, stored, record),
    show: (stored, record) => show(call, { stored, record, nameOf }),
    async findRecords(entity, filter, limit) {
      const { records } = await engine.query(access, scope, entity, {
        select: ['id'],
        sort: [{ field: 'id', direction: 'asc' }],
        page: { size: limit },
        ...(filter ? { filter } : {}),
      })
      return records.map(({ id }) => String(id))
    },
    chosenFor: (node) => chosenIn(instance, node),
    async changedSince(fields, since) {
      const { app, recordId } = instance
      if (recordId === null) return false
      return await changedSince(joined.trx, scope.workspace.schema, { app, recordId, fields, since })
    },
  }
}

interface Looking {
  joined: NodeServices
  access: ReturnType<typeof asSystem>
}

/** Checked anew each time: tables may have changed since the process was published, and then it is an incident. */
async function evaluate(
  { joined: { engine, scope }, access }: Looking,
  stored: StoredExpression,
  { entity, id }: RecordRef,
): ReturnType<ProcessServices['evaluate']> {
  const model = scope.model.entities.get(entity)
  const schema = engine.names(access, scope)
  const checked = checkExpression(stored.expr, { schema, entity, blankAs: stored.blankAs, allowJs: true })
  if (!checked.ok || !model) throw processErrors.EXPRESSION_BROKEN({ formula: stored.text ?? '' })
  const record = await engine.get(access, scope, entity, id, plainFields(model))
  const value = await engine.evaluate(access, scope, entity, ({ context, related }) =>
    closureOf(checked.root)({ record: record as Values, outer: null, context, related }),
  )
  return { type: checked.type, value }
}

/** Lines and lists are read where an expression leads to them. */
function plainFields(entity: EntityModel): string[] {
  return [...entity.fields.values()].filter(({ kind }) => kind.relation !== 'children').map(({ key }) => key)
}

/** People that were named for a node when the process began, or by whoever decided before. */
function chosenIn({ state }: InstanceFacts, node: string): string[] {
  const chosen = (state.outputs.$chosen ?? {}) as { [node: string]: string[] }
  return chosen[node] ?? []
}

interface Shown {
  stored: StoredExpression
  record: RecordRef
  nameOf: NodeCall['nameOf']
}

/** Fields are written as their type writes them, people by their names; what is computed, as it is. */
async function show(call: Looking, { stored, record, nameOf }: Shown): Promise<{ zh: string; en: string }> {
  const { type, value } = await evaluate(call, stored, record)
  const given = valueToJson(type, value)
  if (given === null) return { zh: '', en: '' }
  const { var: path } = (typeof stored.expr === 'object' && stored.expr !== null ? stored.expr : {}) as {
    var?: unknown
  }
  const entity = call.joined.scope.model.entities.get(record.entity)
  const field = entity && typeof path === 'string' && !path.includes('.') ? entity.fields.get(path) : undefined
  if (field?.kind.group === 'people' && typeof given === 'string' && nameOf) {
    const name = (await nameOf(given)) ?? given
    return { zh: name, en: name }
  }
  const shown = field && shownField(field)
  const write = (language: string) => shown?.kind.text?.(given as never, shown, language) ?? plainText(given)
  return { zh: write('zh'), en: write('en') }
}

const plainText = (given: unknown): string =>
  Array.isArray(given)
    ? given.map(plainText).join(', ')
    : typeof given === 'object'
      ? JSON.stringify(given)
      : String(given)
