import type { LocalizedText, Registry } from '@mortise/core'
import { asSystem } from '@mortise/data'
import { changedSince } from '@mortise/data/server'
import { type StoredExpression, valueToJson } from '@mortise/expressions'
import type { ProcessServices, RecordRef } from '@mortise/kinds/server'
import {
  type AppModel,
  bindOuter,
  type Filter,
  literalOf,
  type NodePlace,
  nodePlace,
  type ProcessDocument,
  resolvePath,
  type Sort,
  shownField,
} from '@mortise/metadata'
import type { InstanceFacts, ProcessNodeType, WorkTime } from '@mortise/process'
import type { NodeServices } from '@mortise/process/server'
import { evaluateAt, readFound } from './evaluate-at.ts'
import { nodeLabel } from './node-label.ts'

export interface NodeCall {
  joined: Omit<NodeServices, 'savepoints'>
  document: ProcessDocument
  /** Key of the node that asks. */
  node: string
  nodeTypes: Registry<ProcessNodeType>
  instance: InstanceFacts
  time: WorkTime
  /** The address at which a task of the instance is answered without an account. */
  linkOf(node: string): Promise<string>
  /** What a person is called. */
  nameOf?(person: string): Promise<string | null>
}

/** What a node works with while its instance is locked: all of it happens in that one transaction. */
export function openNodeServices(call: NodeCall): ProcessServices {
  const { joined, document, instance, time } = call
  const { engine, scope, organisation } = joined
  const looking = lookingOf(call)
  const { access } = looking
  return {
    ...{ engine, scope, access, document, organisation, time },
    evaluate: (stored, record) => evaluateAt(looking, stored, record),
    show: (stored, record) => show(looking, { stored, record }),
    findRecords: (entity, filter, limit, sort = []) => findRecords(looking, { entity, filter, limit, sort }),
    async foundBy(node) {
      const entity = looking.place.lists.find((list) => list.node === node)?.entity.key ?? ''
      return { entity, ids: (await readFound(looking, node)).map(({ id }) => String(id)) }
    },
    chosenFor: (node) => chosenIn(instance, node),
    async changedSince(fields, since) {
      const { app, recordId } = instance
      if (recordId === null) return false
      return await changedSince(joined.trx, scope.workspace.schema, { app, recordId, fields, since })
    },
  }
}

/** A node, as it looks at records: what stands around it, and in whose name. */
export interface NodeLooking {
  call: NodeCall
  access: ReturnType<typeof asSystem>
  readonly place: NodePlace
  nameOf(node: string): LocalizedText
}

function lookingOf(call: NodeCall): NodeLooking {
  const { joined, document, instance, nodeTypes } = call
  const { model } = joined.scope
  let place: NodePlace | undefined
  return {
    call,
    access: asSystem(`process ${document.key}`, { kind: 'process', id: instance.id }),
    // Most questions look at nothing.
    get place() {
      place ??= placeOf(call, model)
      return place
    },
    nameOf: (key) => nodeLabel({ nodeTypes }, document, key),
  }
}

/** By the app as it is, and the document: neither ever changes. */
const places = new WeakMap<AppModel, WeakMap<ProcessDocument, Map<string, NodePlace>>>()

function placeOf({ document, node: key, nodeTypes }: NodeCall, model: AppModel): NodePlace {
  const ofModel = places.get(model) ?? new WeakMap<ProcessDocument, Map<string, NodePlace>>()
  places.set(model, ofModel)
  const ofDocument = ofModel.get(document) ?? new Map<string, NodePlace>()
  ofModel.set(document, ofDocument)
  const node = document.nodes.find((one) => one.key === key) ?? { key, type: '' }
  const place = ofDocument.get(key) ?? nodePlace(document, node, { model, nodeTypes })
  ofDocument.set(key, place)
  return place
}

const pageSize = 1000

interface Finding {
  entity: string
  filter: Filter | undefined
  limit: number
  sort: readonly Sort[]
}

/** Formulas of the filter are told what they compare with before the database is asked. */
async function findRecords(looking: NodeLooking, { entity, filter, limit, sort }: Finding): Promise<string[]> {
  const { engine, scope } = looking.call.joined
  const bound =
    filter &&
    (await bindOuter(filter, async (path) => {
      const { type, value } = await evaluateAt(looking, { v: 1, expr: { var: path } })
      return literalOf(type, value)
    }))
  const order: Sort[] = sort.some(({ field }) => field === 'id')
    ? [...sort]
    : [...sort, { field: 'id', direction: 'asc' }]
  const ids: string[] = []
  let after: string | null = null
  do {
    const size = Math.min(limit - ids.length, pageSize)
    const page = { size, ...(after === null ? {} : { after }) }
    const query = { select: ['id'], sort: order, page, ...(bound ? { filter: bound } : {}) }
    const answer = await engine.query(looking.access, scope, entity, query)
    ids.push(...answer.records.map(({ id }) => String(id)))
    after = answer.next
  } while (after !== null && ids.length < limit)
  return ids
}

/** People that were named for a node when the process began, or by whoever decided before. */
function chosenIn({ state }: InstanceFacts, node: string): string[] {
  const chosen = (state.outputs.$chosen ?? {}) as { [node: string]: string[] }
  return chosen[node] ?? []
}

interface Shown {
  stored: StoredExpression
  record: RecordRef | undefined
}

/** Fields are written as their type writes them, people by their names; what is computed, as it is. */
async function show(looking: NodeLooking, { stored, record }: Shown): Promise<{ zh: string; en: string }> {
  const { type, value } = await evaluateAt(looking, stored, record)
  const { place, call } = looking
  const given = valueToJson(type, value)
  if (given === null) return { zh: '', en: '' }
  const { var: path } = (typeof stored.expr === 'object' && stored.expr !== null ? stored.expr : {}) as {
    var?: unknown
  }
  const entity = record ? call.joined.scope.model.entities.get(record.entity) : place.root
  const field =
    entity && typeof path === 'string' ? (resolvePath(place.names, entity, path)?.field ?? undefined) : undefined
  if (field?.kind.group === 'people' && typeof given === 'string' && call.nameOf) {
    const name = (await call.nameOf(given)) ?? given
    return { zh: name, en: name }
  }
  if (type.kind === 'datetime' && typeof given === 'string') {
    const text = localTime(given, call.time.timeZone)
    return { zh: text, en: text }
  }
  const shown = field && shownField(field)
  const write = (language: string) => shown?.kind.text?.(given as never, shown, language) ?? plainText(given)
  return { zh: write('zh'), en: write('en') }
}

/** Swedish dates are ISO dates. */
const localTime = (instant: string, timeZone: string) =>
  new Date(instant).toLocaleString('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })

const plainText = (given: unknown): string =>
  Array.isArray(given)
    ? given.map(plainText).join(', ')
    : typeof given === 'object'
      ? JSON.stringify(given)
      : String(given)
