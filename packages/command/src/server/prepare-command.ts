import { asSystem, type EntityRecord, type RecordInput } from '@mortise/data'
import { plainFields, schemaOf } from '@mortise/metadata'
import type { CommandFresh, CommandRun, PreparedAction } from '../contract/command-action-handler.ts'
import type { CommandStep } from '../contract/command-step.ts'
import type { CommandCall } from './command-call.ts'
import { type ExpressionPlace, holds, plainText, valueFor } from './command-expressions.ts'
import { findRelated } from './find-related.ts'
import { addRelated, type RelatedChanges, type RelatedRecord, settleRelated } from './related-changes.ts'

/** What a command comes to for one record. Nothing has happened yet. */
export interface PreparedCommand {
  id: string
  version: number
  /** Whether it applies at all. */
  applies: boolean
  /** The form that is filled in first. */
  form: PreparedAction['form'] | null
  updates: RecordInput
  related: RelatedChanges
  /** The record itself is written before those around it: as the steps stand. */
  ownFirst: boolean
  creates: CommandFresh[]
  starts: string[]
  steps: CommandStep[]
}

/**
 * Works out what a command does for a record. Its condition, and what it writes, are computed over all records, as the
 * author of the app decided them; what the user is shown, over what the user may read.
 */
export async function prepareCommand(call: CommandCall, id: string, input: RecordInput): Promise<PreparedCommand> {
  const { engine, access, scope, entity, command, handlers } = call
  const record = await engine.get(asSystem('command'), scope, entity.key, id, plainFields(entity))
  const actions = command.actions.map((action) => ({ action, handler: handlers.get(action.type) }))
  const asAuthor = await engine.evaluate(access, scope, entity.key, ({ context, related }) => {
    const place = { schema: schemaOf(scope.model), entity: entity.key, record, context, related }
    if (command.when && !holds(command.when, place)) return null
    const after: RecordInput = { ...input }
    return actions.map(({ action, handler }): PreparedStep => {
      const before = { ...after }
      if (handler.sees === 'reader') return { before }
      const prepared = handler.prepare(
        (action.options ?? {}) as never,
        runOver(call, id, { ...place, record: { ...record, ...after } }),
      )
      Object.assign(after, prepared.updates)
      return { ...prepared, before }
    })
  })
  const version = Number(record.version)
  if (!asAuthor) return { ...nothing, id, version }
  const asReader = await readerSteps(
    call,
    id,
    asAuthor.map(({ before }) => before),
  )
  const all = [...asAuthor, ...asReader]
  const updates: RecordInput = Object.assign({}, input, ...asAuthor.map((one) => one.updates ?? {}))
  const related = await relatedTo(call, { record, updates }, asAuthor)
  return {
    ...{ id, version, applies: true },
    form: asReader.find(({ form }) => form)?.form ?? null,
    updates: { ...updates, ...related.own },
    related,
    ownFirst: isOwnFirst(asAuthor, input),
    creates: all.flatMap(({ creates = [] }) => creates),
    starts: all.flatMap(({ starts = [] }) => starts),
    steps: all.flatMap(({ step }) => (step ? [step] : [])),
  }
}

type PreparedStep = PreparedAction & { before: RecordInput }

const nothing: Omit<PreparedCommand, 'id' | 'version'> = {
  ...{ applies: false, form: null, updates: {}, creates: [], starts: [], steps: [], ownFirst: true },
  related: { own: {}, others: [], counts: [] },
}

async function relatedTo(
  call: CommandCall,
  { record, updates }: { record: EntityRecord; updates: RecordInput },
  steps: readonly PreparedStep[],
): Promise<RelatedChanges> {
  const { id } = record
  const found = new Map<string, RelatedRecord>()
  for (const { related = [], before } of steps) {
    const own = { id, record: { ...record, ...before } }
    for (const one of related) addRelated(found, await findRelated(call, own, one, found))
  }
  return settleRelated(call, { id, updates }, found)
}

function isOwnFirst(steps: readonly PreparedStep[], input: RecordInput): boolean {
  const first = steps.findIndex(({ updates, related }) => updates !== undefined || related !== undefined)
  return Object.keys(input).length > 0 || steps[first]?.updates !== undefined
}

async function readerSteps(call: CommandCall, id: string, before: readonly RecordInput[]): Promise<PreparedAction[]> {
  const { engine, access, scope, entity, command, handlers } = call
  if (!command.actions.some(({ type }) => handlers.get(type).sees === 'reader')) return []
  const schema = engine.names(access, scope)
  const known = plainFields(entity).filter((key) => schema.entity(entity.key)?.field(key))
  const record: EntityRecord = await engine.get(access, scope, entity.key, id, known)
  const run = ({ context, related }: Pick<ExpressionPlace, 'context' | 'related'>) =>
    command.actions.flatMap(({ type, options = {} }, at) => {
      const handler = handlers.get(type)
      if (handler.sees !== 'reader') return []
      const written = Object.entries(before[at] ?? {}).filter(([key]) => known.includes(key))
      const place = {
        schema,
        entity: entity.key,
        record: { ...record, ...Object.fromEntries(written) },
        context,
        related,
      }
      return [handler.prepare(options as never, runOver(call, id, place))]
    })
  return engine.evaluate(access, scope, entity.key, run, { asReader: true })
}

function runOver({ scope, entity }: CommandCall, id: string, place: ExpressionPlace): CommandRun {
  return {
    ...{ model: scope.model, entity, id },
    valueFor: (field, stored) => valueFor(field, stored, place),
    plain: (stored) => plainText(stored, place),
  }
}
