import type { EntityRecord } from '@mortise/data'
import { type ColourRule, type EntityModel, heldColours, type ViewOptions } from '@mortise/metadata'
import type { ViewServices } from '@mortise/ui'
import { type RefObject, useMemo, useRef, useState } from 'react'
import { messageOf, requestIdOf } from '../../../api/api-error.ts'
import { onLive } from '../../../api/live.ts'
import { useApp, useCapabilities } from '../../../api/use-app.ts'
import { useEvaluationContext } from '../../form/rules/use-evaluation-context.ts'
import { computedParts } from '../data/computed-parts.ts'
import { useRecordReads } from '../data/record-reads.ts'
import { useWhyNot } from '../data/use-why-not.ts'
import { useCreate } from '../use-create.ts'
import { useColourName } from '../views/use-colour-name.ts'
import type { ListAddress, ListView } from '../views/use-list-view.ts'
import { formOfMoved } from './form-of-moved.ts'
import { type MissingQuestion, saveMoved } from './save-moved.ts'
import { workDays } from './work-days.ts'

interface ServicesInput {
  entity: EntityModel
  address: ListAddress
  /** Where changes of the view go. */
  view: Pick<ListView, 'setLayout'>
  options: ViewOptions
  order: RefObject<readonly string[]>
  /** How records are shown inside the view, where they can be. */
  Record?: ViewServices['Record']
}

/** A change of our own comes back on the live stream within this time. */
const echoTime = 5000

/** What a view gets of the frame; and the question that is open, when a change needs more values. */
export function useViewServicesOf({ entity, address, view, options, order, Record }: ServicesInput) {
  const app = useApp()
  const reads = useRecordReads()
  const capabilities = useCapabilities(entity.key)
  const createRecord = useCreate(entity)
  const [question, ask] = useState<MissingQuestion | null>(null)
  const saved = useRef(new Map<string, number>())
  const whatKey = JSON.stringify({ filter: options.filter, search: address.search.search })
  const what = useMemo<ViewServices['what']>(() => JSON.parse(whatKey), [whatKey])
  const latest = useRef({ createRecord, view, address })
  latest.current = { createRecord, view, address }
  const context = useEvaluationContext(false)
  const mayCreate = createRecord !== undefined
  const { sort } = options
  const coloursKey = JSON.stringify(options.colours ?? [])
  const colours = useMemo<ColourRule[]>(() => JSON.parse(coloursKey), [coloursKey])
  const nameOf = useColourName(colours)
  const whyNot = useWhyNot()
  const { record: openId } = address.search
  const value = useMemo<ViewServices>(() => {
    const rights = capabilities.update || capabilities.delete
    const computed = { ...computedParts({ colours }), rights }
    /** What a save answers knows nothing of the rules of the view, nor what may be done with the record now. */
    const withComputed = async (record: EntityRecord): Promise<EntityRecord> => {
      const filter = { field: 'id', op: 'eq' as const, value: record.id }
      const page = await reads.query(app.key, entity.key, { select: ['id'], filter, ...computed }).catch(() => null)
      const { $marks = [], $can } = page?.records[0] ?? {}
      return { ...record, $marks, ...($can && { $can }) }
    }
    const noteOwn = (record: EntityRecord) => saved.current.set(record.id, Date.now())
    return {
      what,
      sort: sort ?? [],
      openId,
      query: (query, signal) => reads.query(app.key, entity.key, { ...query, ...computed }, signal),
      aggregate: (query, signal) => reads.aggregate(app.key, entity.key, query, signal),
      async save(record, values, select) {
        const form = await formOfMoved({ model: app.model, entity, record, values, context }).catch(() => undefined)
        const moved = await saveMoved({ app: app.key, entity, record, values, select, form, ask })
        if (!moved) return null
        noteOwn(moved)
        return computed.marks || record.$can ? await withComputed(moved) : moved
      },
      mayWrite: (field, record) =>
        capabilities.update && capabilities.fields[field] === 'write' && !(record && whyNot(record, field)),
      whyNot,
      create: mayCreate
        ? async (initial) => {
            const record = (await latest.current.createRecord?.(initial)) ?? null
            if (record) noteOwn(record)
            return record
          }
        : undefined,
      // What a draft has of a record is shown by the designers of forms.
      Record: reads.scope === undefined ? Record : undefined,
      open: (id) => latest.current.address.navigate({ record: id }),
      ruleOf(record) {
        const { row } = heldColours(colours, record.$marks)
        return row && { hue: row.colour, label: nameOf(row) }
      },
      describeError: (error) => ({ message: messageOf(error), id: requestIdOf(error) }),
      onChange: (listener) => hear(app.key, entity, saved.current, listener),
      setOptions: (change) => latest.current.view.setLayout(change),
      setOrder(ids) {
        order.current = ids
      },
      workDays,
    }
  }, [
    app.key,
    reads,
    entity,
    what,
    sort,
    openId,
    capabilities,
    mayCreate,
    order,
    colours,
    nameOf,
    Record,
    context,
    whyNot,
  ])
  return { value, question }
}

/** Changes of the table's records that were not made here. */
function hear(
  app: string,
  entity: EntityModel,
  own: ReadonlyMap<string, number>,
  listener: (ids: readonly string[] | null) => void,
): () => void {
  const isOwn = (id: string) => Date.now() - (own.get(id) ?? 0) < echoTime
  return onLive((event) => {
    if (event.type === 'resync') return listener(null)
    if (event.type !== 'record' || event.change.app !== app || event.change.entity !== entity.key) return
    if (event.change.kind === 'comment') return
    const { ids } = event.change
    if (ids.length === 0 || !ids.every(isOwn)) listener(ids)
  })
}
