import type { EntityRecord } from '@mortise/data'
import type { ExpressionType, RelatedRecords, Scope, StoredExpression, Value, Values } from '@mortise/expressions'
import type { RecordRef } from '@mortise/kinds/server'
import { type AppModel, plainFields, processName, schemaOf } from '@mortise/metadata'
import { foundBy } from '@mortise/process'
import { processErrors } from '@mortise/process/server'
import { readyExpression } from './checked-expression.ts'
import type { NodeCall, NodeLooking } from './node-services.ts'

/**
 * The value of an expression at a node: over the record of the process, with the item around and what was found before
 * beside it, or over another record, with that one around. Tables may have changed since the process was published: where
 * it does not fit them any more it is an incident.
 */
export async function evaluateAt(
  looking: NodeLooking,
  stored: StoredExpression,
  over?: RecordRef,
): Promise<{ type: ExpressionType; value: Value }> {
  const { place, call } = looking
  const { root, names } = place
  const broken = () => processErrors.EXPRESSION_BROKEN({ formula: stored.text ?? '' })
  const entity = over ? over.entity : root?.key
  if (entity === undefined || !names.entities.has(entity)) throw broken()
  const outer = over && root ? { outer: root.key } : {}
  const ready = readyExpression(stored, { schema: schemaOf(names), entity, ...outer })
  if (!ready) throw broken()
  const { checked, closure } = ready
  const record = over ? await readPlain(looking, over) : await readRoot(looking, stored)
  const readsAround = over !== undefined && checked.dependencies.some(({ path }) => path[0]?.relation === '^')
  const around = readsAround ? await readRoot(looking, stored) : {}
  const beside = openBeside(looking)
  const { scope, engine } = call.joined
  const of = names.entities.get(entity)?.aside ? (place.entity?.key ?? anyTable(scope.model)) : entity
  for (;;) {
    const value = await engine.evaluate(looking.access, scope, of, ({ context, related }) => {
      const shared = { context, related: beside.with(related) }
      const outside: Scope = { ...shared, record: around, outer: null }
      return closure({ ...shared, record, outer: over ? outside : null })
    })
    if (!(await beside.fetchMissed())) return { type: checked.type, value }
  }
}

const anyTable = ({ entities }: AppModel) => [...entities.keys()][0] ?? ''

async function readPlain({ call, access }: NodeLooking, { entity, id }: RecordRef): Promise<Values> {
  const { engine, scope } = call.joined
  const model = scope.model.entities.get(entity)
  return (await engine.get(access, scope, entity, id, model && plainFields(model))) as Values
}

/** The record of the process, or what a process without one knows of itself; with the item around. */
async function readRoot(looking: NodeLooking, { expr }: StoredExpression): Promise<Values> {
  const { instance } = looking.call
  const { entity, recordId, initiator, startedAt } = instance
  const about = entity !== null && recordId !== null
  const own: Values = about
    ? await readPlain(looking, { entity, id: recordId })
    : { [processName.initiator]: initiator, [processName.startedAt]: startedAt }
  const item = itemOf(looking.call)
  return { ...(item ? { [processName.item]: item.id } : {}), ...(await linksIn(looking, expr)), ...own }
}

/** A link is made when a text asks for it. */
async function linksIn({ call }: NodeLooking, expr: StoredExpression['expr']): Promise<Values> {
  const written = JSON.stringify(expr)
  const links: { [name: string]: string } = {}
  for (const { key, type } of call.document.nodes) {
    const name = processName.link(key)
    if (call.nodeTypes.has(type) && call.nodeTypes.get(type).linked && written.includes(`"${name}"`))
      links[name] = await call.linkOf(key)
  }
  return links
}

function itemOf({ instance }: NodeCall): RecordRef | null {
  const { entity, id } = (instance.item?.value ?? {}) as Partial<RecordRef>
  return typeof entity === 'string' && typeof id === 'string' ? { entity, id } : null
}

/** What stands beside the record of a process is fetched when an expression leads there; the rest is found as always. */
function openBeside(looking: NodeLooking) {
  const found = new Map<string, readonly Values[]>()
  const missed = new Map<string, () => Promise<readonly Values[]>>()
  const recall = (key: string, read: () => Promise<readonly Values[]>): readonly Values[] => {
    const known = found.get(key)
    if (!known) missed.set(key, read)
    return known ?? []
  }
  const isRoot = (entity: string) => entity === processName.root
  const table = looking.place.entity?.key
  const node = (relation: string) =>
    looking.place.lists.find(({ node: key }) => processName.found(key) === relation)?.node
  return {
    with(related: RelatedRecords): RelatedRecords {
      return {
        one(record, entity, field) {
          const item = isRoot(entity) && field === processName.item ? itemOf(looking.call) : null
          if (item) return recall(field, async () => [await readPlain(looking, item)])[0] ?? null
          return isRoot(entity) && table === undefined
            ? null
            : related.one(record, isRoot(entity) ? (table ?? '') : entity, field)
        },
        many(record, entity, relation) {
          const finder = isRoot(entity) ? node(relation) : undefined
          if (finder !== undefined) return recall(relation, () => readFound(looking, finder))
          return isRoot(entity) && table === undefined
            ? []
            : related.many(record, isRoot(entity) ? (table ?? '') : entity, relation)
        },
        all: (entity) => (isRoot(entity) ? [] : related.all(entity)),
      }
    },
    async fetchMissed() {
      const wanted = [...missed]
      missed.clear()
      for (const [key, read] of wanted) found.set(key, await read())
      return wanted.length > 0
    },
  }
}

/** What a node has found, as far as it is still there, in its order. */
export async function readFound(looking: NodeLooking, node: string): Promise<EntityRecord[]> {
  const { joined, instance } = looking.call
  const list = foundBy(instance, node)
  if (!list) throw processErrors.LIST_MISSING({ node: looking.nameOf(node) })
  const { entity, ids } = list
  const model = joined.scope.model.entities.get(entity)
  if (ids.length === 0 || !model) return []
  const { records } = await joined.engine.query(looking.access, joined.scope, entity, {
    select: plainFields(model),
    filter: { field: 'id', op: 'in', value: [...ids] },
    page: { size: ids.length },
  })
  const byId = new Map(records.map((record) => [String(record.id), record]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}
