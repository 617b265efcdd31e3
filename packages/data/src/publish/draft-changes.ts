import type { LocalizedText } from '@mortise/core'
import { type AppChange, type AppModel, compileApp, diffApps } from '@mortise/metadata'
import type { ColumnConversion } from '../schema/column-conversion.ts'
import { countTouched } from './count-impact.ts'
import { countPeople, roleOf } from './count-people.ts'
import type { CheckedProposal } from './proposal.ts'
import type { PublishContext } from './publish-context.ts'
import type { Documents } from './revision-store.ts'
import { tryConversion } from './try-conversion.ts'

/** One difference in words; what it does to data says how many records it touches. */
export type DraftChange = AppChange

/** What a proposal would change, with the records that are touched and the people who gain or lose rights counted. */
export async function changesOf(
  context: PublishContext,
  { app, base, baseRevision, submitted, models, conversions }: CheckedProposal,
): Promise<DraftChange[]> {
  const changes = compareDocuments(context, base, submitted)
  if (baseRevision === 0) return changes
  return await withPeople(
    context,
    app,
    await withRecords(context, { base, baseRevision, models, conversions }, changes),
  )
}

async function withRecords(
  context: PublishContext,
  {
    base,
    baseRevision,
    models,
    conversions,
  }: Pick<CheckedProposal, 'base' | 'baseRevision' | 'models' | 'conversions'>,
  changes: DraftChange[],
): Promise<DraftChange[]> {
  if (!changes.some(touchesData)) return changes
  const { fieldTypes } = context
  const before = compileApp([...base.values()], { fieldTypes, revision: baseRevision })
  const failing = ({ subject }: AppChange) => {
    const conversion = conversions.find(
      (one) => subject && 'field' in subject && one.field === subject.field && one.entity === subject.entity,
    )
    return conversion && models ? countFailing(context, { before, after: models.after }, conversion) : 0
  }
  return await Promise.all(changes.map(async (change) => withCount(context, before, change, await failing(change))))
}

async function withPeople(context: PublishContext, app: string, changes: DraftChange[]): Promise<DraftChange[]> {
  if (!changes.some((change) => roleOf(change) !== null)) return changes
  const people = await countPeople(context, app)
  return changes.map((change) => {
    const role = roleOf(change)
    if (role === null || !change.impact) return change
    const count = people.get(role) ?? 0
    const words = { zh: `${count} 人`, en: `${count} ${count === 1 ? 'person' : 'people'}` }
    return { ...change, impact: { ...change.impact, people: count, text: withNote(change.impact.text, words) } }
  })
}

/** What changed between two sets of documents, in words. */
export function compareDocuments({ fieldTypes }: PublishContext, before: Documents, after: Documents): DraftChange[] {
  return diffApps([...before.values()], [...after.values()], { fieldTypes })
}

function touchesData({ impact }: AppChange): boolean {
  return impact?.kind === 'data'
}

async function countFailing(
  context: PublishContext,
  { before, after }: { before: AppModel; after: AppModel },
  { entity, field }: ColumnConversion,
): Promise<number> {
  const [from, to] = [before, after].map((model) => model.entities.get(entity)?.fields.get(field))
  return from && to ? (await tryConversion(context, before, { entity, from, to, how: 'converted' })).fails : 0
}

async function withCount(
  context: PublishContext,
  before: AppModel,
  change: AppChange,
  failing: number,
): Promise<DraftChange> {
  const { impact, subject } = change
  if (impact?.kind !== 'data' || !subject) return change
  const count = await countTouched(context, before, subject)
  const words = {
    zh: `${count} 条记录${failing > 0 ? `，其中 ${failing} 条无法转换，保留在已归档的字段中` : ''}`,
    en: `${count} ${count === 1 ? 'record' : 'records'}${failing > 0 ? `, ${failing} of which ${failing === 1 ? 'does not convert and is' : 'do not convert and are'} kept in an archived field` : ''}`,
  }
  return { ...change, impact: { ...impact, records: count, text: withNote(impact.text, words) } }
}

function withNote(text: LocalizedText, note: LocalizedText): LocalizedText {
  return { zh: `${text.zh}（${note.zh}）`, en: `${text.en} (${note.en})` }
}
